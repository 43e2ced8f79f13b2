import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chooseStream, recordableStreams } from '@/lib/live/record/chooseStream';
import type { LiveRoom, LiveStream } from '@/lib/model/liveRoom';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import { parseLiveRoom } from '@/lib/tiktok/parse/parseLiveRoom';

const settings = settingsSchema.parse({});
const asking = (quality: Settings['live']['quality'], codec: Settings['quality'] = 'best') => ({
  live: { ...settings.live, quality },
  quality: codec,
});

const stream = (more: Partial<LiveStream>): LiveStream => ({
  ...{ quality: 'hd', codec: 'h264', width: 1280, height: 720, bitrate: 1_800_000 },
  ...more,
});

const room = (streams: readonly LiveStream[]): LiveRoom => ({
  ...{ roomId: '1', title: '', status: 'live', startedAt: 0, viewers: 0, streams },
  owner: { uid: '1', secUid: 's', uniqueId: 'demo', nickname: 'Demo' },
});

const recorded = (): LiveRoom => {
  const path = new URL('../../../fixtures/tiktok/live-room/user-room-live-2026-10.json', import.meta.url);
  const read = parseLiveRoom(JSON.parse(readFileSync(path, 'utf8')));
  return read.ok ? read.value : expect.unreachable();
};

it('FLV stands before HLS; a room that has only HLS is recorded from it', () => {
  const hls = stream({ hls: 'https://pull-hls.tiktokcdn.com/a.m3u8' });
  const both = stream({ ...hls, flv: 'https://pull-flv.tiktokcdn.com/a.flv' });
  expect(chooseStream(room([both]), settings)?.address).toBe('https://pull-flv.tiktokcdn.com/a.flv');
  expect(chooseStream(room([hls]), settings)?.address).toBe('https://pull-hls.tiktokcdn.com/a.m3u8');
  expect(chooseStream(room([]), settings)).toBeUndefined();
});

it('lists the qualities of both places, each with codec and size, the best first, sound alone last', () => {
  const all = recordableStreams(recorded());
  expect(all.map(({ quality, codec, width, height }) => `${quality} ${codec} ${width}x${height}`)).toEqual([
    'origin h264 1920x1080',
    'uhd_60 h265 1920x1080',
    'hd_60 h265 1280x720',
    'hd h264 1280x720',
    'hd h265 1280x720',
    'sd h265 960x540',
    'ld h265 640x360',
    'ao h265 0x0',
  ]);
  expect(all.at(-1)?.quality).toBe('ao');
  expect(all.every(({ address }) => address.includes('.flv'))).toBe(true);
});

it.each([
  ['best', 'best', 'origin', 'h264'],
  ['uhd', 'best', 'uhd_60', 'h265'],
  ['hd', 'best', 'hd', 'h264'],
  ['sd', 'best', 'sd', 'h265'],
  ['ld', 'best', 'ld', 'h265'],
  ['sound', 'best', 'ao', 'h265'],
  ['ld', 'compatible', 'origin', 'h264'],
] as const)('a recorded room, asked for %s and %s, gives %s in %s', (quality, codecs, chosen, codec) => {
  const soundOnly = quality === 'sound';
  expect(chooseStream(recorded(), asking(quality, codecs))).toMatchObject({ quality: chosen, codec, soundOnly });
});

it('takes the next smaller one, else the best, and the sound of the smallest where sound has no stream', () => {
  const flv = 'https://pull-flv.tiktokcdn.com/a.flv';
  const streams = [
    stream({ flv, quality: 'origin', width: 1920, height: 1080 }),
    stream({ flv, quality: 'sd', width: 960, height: 540 }),
  ];
  expect(chooseStream(room(streams), asking('hd'))?.quality).toBe('sd');
  expect(chooseStream(room(streams), asking('ld'))?.quality).toBe('origin');
  expect(chooseStream(room(streams), asking('sound'))).toMatchObject({ quality: 'sd', soundOnly: true });
});
