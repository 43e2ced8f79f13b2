import { expect, it } from 'vitest';
import { chooseStream } from '@/lib/live/record/chooseStream';
import type { LiveRoom, LiveStream } from '@/lib/model/liveRoom';
import { settingsSchema } from '@/lib/model/settings';

const settings = settingsSchema.parse({});

const stream = (more: Partial<LiveStream>): LiveStream => ({
  ...{ quality: 'hd', codec: 'h264', width: 1280, height: 720, bitrate: 1_800_000 },
  ...more,
});

const room = (streams: readonly LiveStream[]): LiveRoom => ({
  ...{ roomId: '1', title: '', status: 'live', startedAt: 0, viewers: 0, streams },
  owner: { uid: '1', secUid: 's', uniqueId: 'demo', nickname: 'Demo' },
});

it('FLV stands before HLS; a room that has only HLS is recorded from it', () => {
  const hls = stream({ hls: 'https://pull-hls.tiktokcdn.com/a.m3u8' });
  const both = stream({ ...hls, flv: 'https://pull-flv.tiktokcdn.com/a.flv' });
  expect(chooseStream(room([both]), settings)?.address).toBe('https://pull-flv.tiktokcdn.com/a.flv');
  expect(chooseStream(room([hls]), settings)?.address).toBe('https://pull-hls.tiktokcdn.com/a.m3u8');
  expect(chooseStream(room([]), settings)).toBeUndefined();
});
