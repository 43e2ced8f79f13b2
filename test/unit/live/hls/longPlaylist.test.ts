import { expect, it } from 'vitest';
import { createHlsFollower } from '@/lib/live/hls/createHlsFollower';
import { createWindow } from '@/lib/live/hls/createWindow';
import { LARGEST_PLAYLIST, MOST_SEGMENTS, MOST_STREAMS, readPlaylist } from '@/lib/live/hls/readPlaylist';
import { createVirtualClock } from '../../../fakes/virtualClock.ts';
import { hlsPlaylist } from '../../../site/media/hlsStream.ts';

const base = 'https://pull-hls-f16.tiktokcdn-us.com/game/stream-1/index.m3u8';

/** As many files as a playlist of the largest size has room for, each of no length, so that all of them are "now". */
const endless = (first: number): string => {
  const head = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n`;
  const one = '#EXTINF:0,\na.ts\n';
  return head + one.repeat(Math.floor((LARGEST_PLAYLIST - head.length) / one.length));
};

const media = (text: string) => {
  const read = readPlaylist(text, base);
  if (!read.ok || read.value.type !== 'media') throw new Error('no media playlist');
  return read.value;
};

it('of tens of thousands of files the last are read, under their own numbers', () => {
  const text = endless(7);
  const named = text.match(/a\.ts/g)?.length ?? 0;
  expect(named).toBeGreaterThan(50_000);
  const { first, segments } = media(text);
  expect(segments).toHaveLength(MOST_SEGMENTS);
  expect([first, segments[0]?.sequence, segments.at(-1)?.sequence]).toEqual([
    7 + named - MOST_SEGMENTS,
    7 + named - MOST_SEGMENTS,
    7 + named - 1,
  ]);
});

it('files that stood before the last are a gap of their length, and the discontinuity of one that is kept stays', () => {
  const window = createWindow();
  for (const segment of window.take(media(hlsPlaylist(0, 3))).fresh) window.done(segment);
  const last = 4 + MOST_SEGMENTS + 20;
  const { fresh, lostMs } = window.take(media(hlsPlaylist(4, last, { marks: { [last]: '#EXT-X-DISCONTINUITY' } })));
  expect(fresh.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: MOST_SEGMENTS }, (_, index) => last - MOST_SEGMENTS + 1 + index),
  );
  expect(Math.abs(lostMs - 21 * 2_000)).toBeLessThan(500);
  expect(fresh.filter(({ breaks }) => breaks).map(({ sequence }) => sequence)).toEqual([last]);
});

it('a master of tens of thousands of streams is read at once', () => {
  const one = '#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n';
  const text = `#EXTM3U\n${one.repeat(Math.floor((LARGEST_PLAYLIST - 8) / one.length))}`;
  const read = readPlaylist(text, base);
  expect(read.ok && read.value.type === 'master' && read.value.streams.length).toBe(MOST_STREAMS);
});

it('no more files are fetched for it than a window may have', async () => {
  const clock = createVirtualClock();
  const asked: string[] = [];
  const follower = createHlsFollower({
    clock,
    alive: () => undefined,
    open: async (at) => {
      asked.push(at);
      if (at === base) return { ok: false, error: { code: 'network' } };
      return { ok: true, value: new Response('no file of a stream').body ?? new ReadableStream() };
    },
  });
  let over = false;
  const reading = (async () => {
    for await (const piece of follower.follow(endless(0), base, new AbortController().signal)) {
      if (!piece.ok) expect(piece.error.code).toBe('network');
    }
  })().finally(() => {
    over = true;
  });
  await clock.runUntil(() => over, 600_000);
  await reading;
  // Each is damaged, and asked for three times.
  expect(asked.filter((at) => at !== base)).toHaveLength(3 * MOST_SEGMENTS);
});
