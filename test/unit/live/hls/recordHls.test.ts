import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { expect, it } from 'vitest';
import type { PartNews } from '@/lib/live/record/createPartCutter';
import { type Gap, recordStream } from '@/lib/live/record/recordStream';
import { apart, asProbed, readRecording } from '../../../e2e/support/live/readRecording.ts';
import { decodeErrors, ffprobe, hasFfmpeg } from '../../../fakes/ffmpeg.ts';
import { createVirtualClock } from '../../../fakes/virtualClock.ts';
import { type HlsForm, hlsInit, hlsPlaylist, hlsSegment, segmentMs } from '../../../site/media/hlsStream.ts';

const address = 'https://pull-hls-f16.tiktokcdn-us.com/game/stream-1/index.m3u8';

const STEP_MS = 2000;
const WINDOW = 4;

/** What the host answers for a file at a time; a number is an HTTP status. */
type Host = (name: string, now: number) => Promise<string | Uint8Array | number>;

interface World {
  readonly segments: number;
  readonly form?: HlsForm;
  /** How the host differs from one without faults; undefined: it does not. */
  readonly fault?: (name: string, now: number) => string | Uint8Array | number | undefined;
  readonly marks?: Record<number, string>;
  /** Whether the last playlist says that it is the last. */
  readonly ends?: boolean;
  /** Where the host leads those who ask for the playlist. */
  readonly movedTo?: string;
}

const plainHost =
  ({ segments, form = 'ts', marks = {}, ends = true }: World): Host =>
  async (name, now) => {
    if (name === 'init.mp4') return hlsInit();
    const index = /^(\d+)\.(?:ts|m4s)$/.exec(name)?.[1];
    if (index !== undefined) return hlsSegment(Number(index), form);
    const last = Math.min(segments - 1, Math.floor(now / STEP_MS) + WINDOW - 1);
    return hlsPlaylist(Math.max(0, last - WINDOW + 1), last, { form, marks, ended: ends && last === segments - 1 });
  };

const record = async (world: World, stopAfterMs = 600_000) => {
  const clock = createVirtualClock();
  const start = clock.now();
  const host = plainHost(world);
  const asked: string[] = [];
  const addresses = new Set<string>();
  const files = new Map<number, Uint8Array[]>();
  const parts = new Map<number, PartNews>();
  let gaps: readonly Gap[] = [];
  let open = true;
  const stop = new AbortController();
  const running = recordStream(
    address,
    { maxPartMs: 600_000, maxPartBytes: 500_000_000, soundOnly: false, maxMs: 0, maxBytes: 0, firstPart: 1 },
    {
      clock,
      open: async (at, _, moved) => {
        addresses.add(at.replace(/[^/]*$/, ''));
        if (at === address && world.movedTo) moved?.(world.movedTo);
        const name = new URL(at).pathname.split('/').at(-1) ?? '';
        asked.push(name);
        const now = clock.now() - start;
        const given = world.fault?.(name, now) ?? (await host(name, now));
        if (typeof given === 'number') return { ok: false, error: { code: 'expired', status: given } };
        return {
          ok: true,
          value: new Response(typeof given === 'string' ? given : Uint8Array.from(given)).body ?? new ReadableStream(),
        };
      },
      openPart: async (index) => {
        const pieces: Uint8Array[] = [];
        files.set(index, pieces);
        return { write: async (bytes) => void pieces.push(bytes), close: async () => undefined };
      },
      locate: async () => ({
        ok: true,
        value: clock.now() - start < world.segments * STEP_MS - 6_000 ? address : undefined,
      }),
      onPart: (news) => parts.set(news.index, news),
      onNews: (news) => {
        gaps = news.gaps;
      },
    },
    stop.signal,
  );
  let done = false;
  void running.finally(() => {
    done = true;
    open = false;
  });
  await clock.runUntil(() => done, stopAfterMs);
  if (open) stop.abort();
  await clock.runUntil(() => done, 60_000);
  const end = await running;
  return {
    end,
    gaps,
    asked,
    addresses,
    parts: [...parts.values()],
    files: [...files.values()].map((all) => Buffer.concat(all)),
  };
};

const look = async (file: Uint8Array | undefined) => {
  const input = new Input({ formats: [MP4], source: new BufferSource(file ?? new Uint8Array(0)) });
  const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  const times = async (track: typeof picture | typeof sound): Promise<number[]> => {
    const all: number[] = [];
    if (track) for await (const packet of new EncodedPacketSink(track).packets()) all.push(packet.timestamp);
    return all;
  };
  const [pictures, sounds] = [await times(picture), await times(sound)];
  const config = await picture?.getDecoderConfig();
  return {
    ...{ pictures, sounds, seconds: await input.computeDuration(), codec: config?.codec },
    described: config?.description !== undefined,
    drift: Math.max(...pictures) - Math.max(...sounds),
  };
};

const segmentsOf = (asked: readonly string[]) =>
  asked.filter((name) => /^\d/.test(name)).map((name) => Number.parseInt(name, 10));

it.each(['ts', 'fmp4'] as const)('records %s over reloads: each file once, one part, no gap', async (form) => {
  const { end, gaps, asked, files } = await record({ segments: 12, form });
  expect(end).toEqual({ reason: 'over' });
  expect(segmentsOf(asked)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  expect(gaps).toEqual([]);
  expect(files).toHaveLength(1);
  const seen = await look(files[0]);
  expect(Math.abs(seen.seconds - 24)).toBeLessThan(0.3);
  expect(Math.abs(seen.drift)).toBeLessThan(0.15);
  expect(seen.described).toBe(true);
  expect(seen.codec).toMatch(/^avc1\./);
  expect(new Set(seen.pictures).size).toBe(seen.pictures.length);
});

it.each(['ts', 'fmp4'] as const)('picture and sound of %s are in step, as ffmpeg sees them, too', async (form) => {
  const jumped = await hlsSegment(600, form);
  const faulty = {
    marks: { 6: '#EXT-X-DISCONTINUITY' },
    fault: (name: string) => (name === '6.ts' || name === '6.m4s' ? jumped : undefined),
  };
  const folder = mkdtempSync(join(tmpdir(), 'tokshelf-hls-'));
  const file = join(folder, 'part.mp4');
  try {
    for (const world of [
      { segments: 12, form },
      { segments: 7, form, ...faulty },
    ]) {
      const { files } = await record(world);
      expect(files).toHaveLength(1);
      writeFileSync(file, files[0] ?? '');
      const read = await readRecording(file);
      expect(await apart(read)).toBeLessThan(10);
      if (!hasFfmpeg) continue;
      expect(await apart(asProbed(read, await ffprobe(file)))).toBeLessThan(10);
      expect(await decodeErrors(file)).toBe('');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a window that moved past is one marked gap, without a hole in the file', async () => {
  // For 16 seconds the host answers nothing but errors.
  const fault = (_: string, now: number) => (now > 5_000 && now < 21_000 ? 503 : undefined);
  const { gaps, files, asked } = await record({ segments: 20, fault });
  const taken = new Set(segmentsOf(asked));
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.ms).toBeGreaterThan(1_900);
  const seen = await look(files[0]);
  expect(Math.abs(seen.seconds + (gaps[0]?.ms ?? 0) / 1000 - 40)).toBeLessThan(0.3);
  expect(Math.abs(seen.drift)).toBeLessThan(0.15);
  expect(taken.has(0)).toBe(true);
});

it('a connection that breaks for less than the window loses nothing, and marks no gap', async () => {
  const fault = (_: string, now: number) => (now > 5_000 && now < 8_000 ? 503 : undefined);
  const { gaps, files } = await record({ segments: 12, fault });
  expect(gaps).toEqual([]);
  expect(Math.abs((await look(files[0])).seconds - 24)).toBeLessThan(0.4);
});

it.each([
  ['that the host has not', 404],
  ['that is damaged', new Uint8Array(20_000)],
  ['that is larger than any', new Uint8Array(32_000_001)],
] as const)('a file %s is a gap, and the rest is recorded', async (_, given) => {
  const { gaps, files, end } = await record({ segments: 12, fault: (name) => (name === '5.ts' ? given : undefined) });
  expect(end).toEqual({ reason: 'over' });
  expect(gaps).toHaveLength(1);
  expect(Math.abs((gaps[0]?.ms ?? 0) - segmentMs(5))).toBeLessThan(100);
  const seconds = await Promise.all(files.map(async (file) => (await look(file)).seconds));
  expect(Math.abs(seconds.reduce((a, b) => a + b, 0) - 24 + segmentMs(5) / 1000)).toBeLessThan(0.4);
});

it('a discontinuity leaves no hole though its times jump', async () => {
  const jumped = await hlsSegment(600);
  const { files, gaps } = await record({
    segments: 7,
    marks: { 6: '#EXT-X-DISCONTINUITY' },
    fault: (name) => (name === '6.ts' ? jumped : undefined),
  });
  expect(gaps).toEqual([]);
  expect(Math.abs((await look(files[0])).seconds - 12 - segmentMs(6) / 1000)).toBeLessThan(0.3);
});

it('a master leads to its largest stream', async () => {
  const master = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh.m3u8\n';
  const { asked, files } = await record({ segments: 6, fault: (name) => (name === 'index.m3u8' ? master : undefined) });
  expect(asked.filter((name) => name.endsWith('m3u8')).slice(0, 3)).toEqual(['index.m3u8', 'high.m3u8', 'high.m3u8']);
  expect(Math.abs((await look(files[0])).seconds - 12)).toBeLessThan(0.3);
});

it('files stand beside the playlist that a redirect led to', async () => {
  const node = 'https://edge-7.tiktokcdn.com/x/';
  const { addresses } = await record({ segments: 8, movedTo: `${node}index.m3u8` });
  expect([...addresses]).toEqual([address.replace('index.m3u8', ''), node]);
});

it('a playlist that stands still ends with the room, and is not asked for in a rush', async () => {
  const { end, asked, files } = await record({ segments: 6, ends: false });
  expect(end).toEqual({ reason: 'over' });
  expect(asked.filter((name) => name.endsWith('m3u8')).length).toBeLessThan(40);
  expect(Math.abs((await look(files[0])).seconds - 12)).toBeLessThan(0.3);
});

it('stops within a step when it is told to', async () => {
  const { end, files } = await record({ segments: 1_000 }, 10_000);
  expect(end).toEqual({ reason: 'stopped' });
  expect((await look(files[0])).seconds).toBeGreaterThan(8);
});

it('mutated playlists and files give a shorter recording or an error value, never a throw or a hang', {
  timeout: 1_200_000,
}, async () => {
  const segment = await hlsSegment(0);
  const change = fc.record({ at: fc.nat(segment.length), drop: fc.nat(400), word: fc.string({ maxLength: 12 }) });
  const harm = (bytes: Uint8Array, { at, drop, word }: { at: number; drop: number; word: string }): Uint8Array => {
    const where = bytes.length === 0 ? 0 : at % bytes.length;
    return Buffer.concat([bytes.subarray(0, where), Buffer.from(word), bytes.subarray(where + drop)]);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('index.m3u8', '0.ts', '1.ts', '2.ts'), change), { minLength: 1, maxLength: 4 }),
      async (changes) => {
        const originals: Record<string, Uint8Array> = {
          'index.m3u8': Buffer.from(hlsPlaylist(0, 2, { ended: true })),
          '0.ts': segment,
          '1.ts': await hlsSegment(1),
          '2.ts': await hlsSegment(2),
        };
        for (const [name, one] of changes) originals[name] = harm(originals[name] ?? segment, one);
        const { parts, files } = await record({ segments: 3, fault: (name) => originals[name] ?? 404 });
        expect(parts.every(({ open }) => !open)).toBe(true);
        for (const file of files.filter(({ length }) => length > 0)) await look(file);
      },
    ),
    { numRuns: process.env.TOKSHELF_LONG === '1' ? 1_500 : 60 },
  );
});
