import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWindow } from '@/lib/live/hls/createWindow';
import { readPlaylist } from '@/lib/live/hls/readPlaylist';
import { heapMb } from '../../../fakes/heapMb';
import { hlsPlaylist } from '../../../site/media/hlsStream.ts';

const base = 'https://pull-hls-f16.tiktokcdn-us.com/game/stream-1/index.m3u8?expire=1&sign=2';

const media = (text: string) => {
  const read = readPlaylist(text, base);
  if (!read.ok || read.value.type !== 'media') throw new Error('no media playlist');
  return read.value;
};

it('reads a window: sequence, times, breaks, gaps, init, relative addresses, end', () => {
  const text = `#EXTM3U\r
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:9007199254740000
#EXT-X-MAP:URI="../init.mp4"
#EXTINF:3.84,title, with comma
a.m4s?x=1
#EXT-X-DISCONTINUITY
#EXTINF:4
/b.m4s

#EXT-X-GAP
#EXTINF:2,
https://pull-hls-f17.tiktokcdn.com/c.m4s
#EXT-X-ENDLIST
`;
  const host = 'https://pull-hls-f16.tiktokcdn-us.com';
  expect(media(text)).toEqual({
    type: 'media',
    targetMs: 4000,
    first: 9007199254740000,
    ended: true,
    segments: [
      {
        sequence: 9007199254740000,
        address: `${host}/game/stream-1/a.m4s?x=1`,
        ms: 3840,
        breaks: false,
        missing: false,
      },
      { sequence: 9007199254740001, address: `${host}/b.m4s`, ms: 4000, breaks: true, missing: false },
      {
        sequence: 9007199254740002,
        address: 'https://pull-hls-f17.tiktokcdn.com/c.m4s',
        ms: 2000,
        breaks: false,
        missing: true,
      },
    ].map((segment) => ({ ...segment, init: `${host}/game/init.mp4` })),
  });
});

it('a master gives its streams, the largest first, and only those on known hosts', () => {
  const text = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=800000,CODECS="avc1.64001f,mp4a.40.2"
low/index.m3u8
#EXT-X-STREAM-INF:CODECS="a,BANDWIDTH=9",BANDWIDTH=2500000
high/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=9000000
https://evil.example/index.m3u8
`;
  expect(readPlaylist(text, base)).toEqual({
    ok: true,
    value: {
      type: 'master',
      streams: [
        'https://pull-hls-f16.tiktokcdn-us.com/game/stream-1/high/index.m3u8',
        'https://pull-hls-f16.tiktokcdn-us.com/game/stream-1/low/index.m3u8',
      ],
    },
  });
});

it.each([
  'https://evil.example/0.ts',
  'http://pull-hls-f16.tiktokcdn-us.com/0.ts',
  'https://tiktok.com.evil.example/0.ts',
  'https://u:p@pull-hls-f16.tiktokcdn-us.com/0.ts',
  'file:///etc/passwd',
  'data:video/mp2t,x',
  '//evil.example/0.ts',
])('a segment at %s is a missing one', (address) => {
  expect(media(`#EXTM3U\n#EXTINF:2,\n${address}\n`).segments).toMatchObject([{ address: '', missing: true }]);
});

it.each([
  ['', 'nothing'],
  ['<html>', 'a page'],
  ['#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:2,\n0.ts\n', 'an encrypted stream'],
  ['#EXTM3U\n#EXTINF:2,\n#EXT-X-BYTERANGE:5@0\n0.ts\n', 'byte ranges'],
  ['#EXTM3U\n#EXT-X-MAP:URI="https://evil.example/i.mp4"\n', 'an init elsewhere'],
  ['#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttps://evil.example/i.m3u8\n', 'no stream that may be fetched'],
])('%j is an error value: %s', (text) => {
  expect(readPlaylist(text, base)).toMatchObject({ ok: false, error: { code: 'file' } });
});

/** Takes all of these playlists in turn, and gives the numbers that were taken. */
const takeAll = (texts: readonly string[]) => {
  const window = createWindow();
  return texts.map((text) => {
    const { fresh, lostMs, restarted } = window.take(media(text));
    for (const segment of fresh) window.done(segment);
    return { taken: fresh.map(({ sequence }) => sequence), lostMs, restarted };
  });
};

it('begins three targets before the end, and takes each file once over reloads', () => {
  const takes = takeAll([hlsPlaylist(0, 9), hlsPlaylist(0, 9), hlsPlaylist(3, 10), hlsPlaylist(7, 13)]);
  expect(takes.map(({ taken }) => taken)).toEqual([[6, 7, 8, 9], [], [10], [11, 12, 13]]);
  expect(takes.every(({ lostMs, restarted }) => lostMs === 0 && !restarted)).toBe(true);
});

it('an older copy of the playlist brings nothing and loses nothing', () => {
  const takes = takeAll([hlsPlaylist(4, 9), hlsPlaylist(3, 8), hlsPlaylist(5, 10)]);
  expect(takes.slice(1)).toEqual([
    { taken: [], lostMs: 0, restarted: false },
    { taken: [10], lostMs: 0, restarted: false },
  ]);
});

it('a window that moved past tells what was lost', () => {
  const [, moved] = takeAll([hlsPlaylist(0, 3), hlsPlaylist(8, 11)]);
  expect(moved).toEqual({ taken: [8, 9, 10, 11], lostMs: 8000, restarted: false });
});

it('a sender that counts anew is taken from its start; one that does not count is followed by names', () => {
  const anew = hlsPlaylist(0, 2).replaceAll(/\n(\d)\.ts/g, '\nnew-$1.ts');
  expect(takeAll([hlsPlaylist(100, 103), anew])[1]).toEqual({ taken: [0, 1, 2], lostMs: 0, restarted: true });
  const plain = (first: number, last: number) => hlsPlaylist(first, last).replace(/#EXT-X-MEDIA-SEQUENCE:\d+\n/, '');
  expect(takeAll([plain(0, 3), plain(1, 4), plain(1, 4), plain(3, 6)]).map(({ taken }) => taken.length)).toEqual([
    4, 1, 0, 2,
  ]);
});

const runs = process.env.TOKSHELF_LONG === '1' ? 50_000 : 2_000;

it('a mutated playlist is read or refused, never thrown over, and its files are on known hosts', {
  timeout: 900_000,
}, () => {
  const before = heapMb();
  const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="a,b"\na.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nb.m3u8\n';
  const sources = [hlsPlaylist(3, 8), hlsPlaylist(0, 3, { form: 'fmp4', ended: true }), master];
  const words = [
    '#EXTINF:',
    '#EXT-X-ENDLIST\n',
    '#EXT-X-MAP:URI="',
    '\n',
    '-1',
    '1e999',
    '\0',
    '"',
    '://',
    'NaN',
    '9'.repeat(40),
  ];
  const change = fc.record({
    at: fc.nat(600),
    drop: fc.nat(20),
    word: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })),
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 6 })), { minLength: 1, maxLength: 4 }),
      (reloads) => {
        const window = createWindow();
        for (const [which, changes] of reloads) {
          let text = sources[which] ?? '';
          for (const { at, drop, word } of changes) text = text.slice(0, at) + word + text.slice(at + drop);
          const read = readPlaylist(text, base);
          if (!read.ok) {
            expect(read.error.code).toBe('file');
            continue;
          }
          if (read.value.type === 'master') continue;
          expect(read.value.targetMs).toBeGreaterThanOrEqual(1000);
          expect(read.value.targetMs).toBeLessThanOrEqual(30_000);
          const news = window.take(read.value);
          expect(news.lostMs).toBeGreaterThanOrEqual(0);
          for (const segment of news.fresh) {
            expect(segment.missing || new URL(segment.address).hostname.endsWith('.tiktokcdn-us.com')).toBe(true);
            window.done(segment);
          }
        }
      },
    ),
    { numRuns: runs },
  );
  expect(heapMb() - before).toBeLessThan(20);
});
