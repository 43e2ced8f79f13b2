import fc from 'fast-check';
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { expect, it } from 'vitest';
import type { Result } from '@/lib/base/result';
import type { PartNews } from '@/lib/live/record/createPartCutter';
import { type Gap, type RecorderRules, recordStream } from '@/lib/live/record/recordStream';
import { fixture } from '../../../site/media/bytes.ts';
import { type FlvTag, flvHeader, hevcTags, isSetup, shiftedTag, tagsOf } from '../../../site/media/flvTags.ts';

const LOOP_MS = 4000;

/** Rounds of the committed four seconds, as one connection after `from` ms; set-ups come once. */
const connection = (rounds: number, tags: readonly FlvTag[] = tagsOf(fixture('live.flv')), from = 0): Buffer[] => {
  return [
    flvHeader,
    ...Array.from({ length: rounds }, (_, round) =>
      tags.filter((tag) => round === 0 || !isSetup(tag)).map((tag) => shiftedTag(tag, from + round * LOOP_MS)),
    ).flat(),
  ];
};

const rules: RecorderRules = {
  maxPartMs: 600_000,
  maxPartBytes: 500_000_000,
  soundOnly: false,
  maxMs: 0,
  maxBytes: 0,
  firstPart: 1,
};

type Line = Iterable<Uint8Array> | AsyncIterable<Uint8Array> | Result<never>;

const streamOf = (given: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const pieces = Symbol.asyncIterator in given ? given[Symbol.asyncIterator]() : given[Symbol.iterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
};

/** Records these connections one after the other; the room is over after the last. */
const record = async (
  lines: readonly Line[],
  more: Partial<RecorderRules> = {},
  signal = new AbortController().signal,
  disk: (index: number) => Promise<void> = async () => undefined,
  isOffline: (now: number) => boolean = () => false,
) => {
  let now = 0;
  let next = 0;
  const files = new Map<number, Uint8Array[]>();
  const parts = new Map<number, PartNews>();
  let gaps: readonly Gap[] = [];
  let durationMs = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      await new Promise((done) => setImmediate(done));
    },
  };
  const end = await recordStream(
    'https://pull.example/0.flv',
    { ...rules, ...more },
    {
      clock,
      open: async (_, line) => {
        if (isOffline(now)) return { ok: false, error: { code: 'network' } };
        const given = lines[next];
        next += 1;
        if (given === undefined || 'ok' in given) return given ?? { ok: false, error: { code: 'http', status: 404 } };
        const source = streamOf(given);
        const body = new TransformStream<Uint8Array, Uint8Array>();
        source.pipeTo(body.writable, { signal: line }).catch(() => undefined);
        return { ok: true, value: body.readable };
      },
      openPart: async (index) => {
        await disk(index);
        const pieces: Uint8Array[] = [];
        files.set(index, pieces);
        return { write: async (bytes) => void pieces.push(bytes), close: async () => undefined };
      },
      locate: async () =>
        isOffline(now)
          ? { ok: false, error: { code: 'network' } }
          : { ok: true, value: next < lines.length ? `https://pull.example/${next}.flv` : undefined },
      onPart: (news) => parts.set(news.index, news),
      onNews: (news) => {
        gaps = news.gaps;
        durationMs = news.durationMs;
      },
    },
    signal,
  );
  return {
    end,
    gaps,
    durationMs,
    took: now,
    connections: next,
    parts: [...parts.values()],
    files: [...files.values()].map((all) => Buffer.concat(all)),
  };
};

const look = async (file: Uint8Array) => {
  const input = new Input({ formats: [MP4], source: new BufferSource(file) });
  const picture = await input.getPrimaryVideoTrack();
  const sound = await input.getPrimaryAudioTrack();
  const times = async (track: typeof picture | typeof sound): Promise<number[]> => {
    const all: number[] = [];
    if (track) for await (const packet of new EncodedPacketSink(track).packets()) all.push(packet.timestamp);
    return all;
  };
  return {
    seconds: await input.computeDuration(),
    codec: picture?.codec,
    width: picture?.displayWidth,
    pictures: await times(picture),
    sounds: await times(sound),
  };
};

it('writes a stream as fragmented mp4: every packet, in its time', async () => {
  const { end, files, parts, gaps } = await record([connection(5)]);
  expect(end).toEqual({ reason: 'over' });
  expect(gaps).toEqual([]);
  expect(parts).toMatchObject([
    { index: 1, open: false, bytes: files[0]?.length, picture: { codec: 'avc', width: 576 } },
  ]);
  const seen = await look(files[0] ?? new Uint8Array());
  expect(Math.abs(seen.seconds - 20)).toBeLessThan(0.2);
  const tags = tagsOf(fixture('live.flv'));
  expect(seen.pictures).toHaveLength(5 * tags.filter(({ data }) => data[0] === 9 && data[12] === 1).length);
  expect(seen.sounds.length).toBeGreaterThan(5 * 160);
});

it.each(['number', 'enhanced'] as const)('writes HEVC by its %s', async (name) => {
  const { files } = await record([connection(1, await hevcTags(name))]);
  expect(await look(files[0] ?? new Uint8Array())).toMatchObject({ codec: 'hevc', width: 1080 });
});

it('goes on behind a cut in the same part, and marks the gap', async () => {
  const { gaps, files, durationMs } = await record([
    connection(2),
    { ok: false, error: { code: 'network' } },
    connection(2, undefined, 900_000),
  ]);
  expect(files).toHaveLength(1);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.at).toBeGreaterThan(7_900);
  expect(gaps[0]?.ms).toBeGreaterThan(900);
  const seen = await look(files[0] ?? new Uint8Array());
  expect(Math.abs(seen.seconds - 16)).toBeLessThan(0.3);
  expect(Math.abs(durationMs - 16_000)).toBeLessThan(300);
  const drift = (seen.pictures.at(-1) ?? 0) - (seen.sounds.at(-1) ?? 0);
  expect(Math.abs(drift)).toBeLessThan(0.1);
});

it.each([3_000_000, -3_000])('takes a jump of the times by %i ms for none', async (by) => {
  const [header, ...first] = connection(2, undefined, 10_000);
  const second = connection(2, undefined, 10_000 + by).slice(1);
  const { files, gaps } = await record([[header ?? flvHeader, ...first, ...second]]);
  const seen = await look(files[0] ?? new Uint8Array());
  expect(gaps).toEqual([]);
  expect(Math.abs(seen.seconds - 16)).toBeLessThan(0.5);
  const drift = (seen.pictures.at(-1) ?? 0) - (seen.sounds.at(-1) ?? 0);
  expect(Math.abs(drift)).toBeLessThan(0.1);
});

it('begins another part when codec or size change', async () => {
  const [header, ...first] = connection(1);
  const second = connection(1, await hevcTags('number'), LOOP_MS).slice(1);
  const { files } = await record([[header ?? flvHeader, ...first, ...second]]);
  expect(files).toHaveLength(2);
  expect(await look(files[0] ?? new Uint8Array())).toMatchObject({ codec: 'avc' });
  expect(await look(files[1] ?? new Uint8Array())).toMatchObject({ codec: 'hevc' });
});

it('splits by time at a key picture, and stops at the limit', async () => {
  const { files, parts, end } = await record([connection(8)], { maxPartMs: 8_000, maxMs: 20_000 });
  expect(end).toEqual({ reason: 'limit' });
  expect(files.length).toBeGreaterThanOrEqual(3);
  expect(parts[0]?.durationMs).toBeGreaterThanOrEqual(7_900);
  expect(parts[0]?.durationMs).toBeLessThan(13_000);
  for (const file of files) expect((await look(file)).pictures[0]).toBeLessThan(0.1);
});

it('takes sound alone where that is asked for', async () => {
  const { files } = await record([connection(2)], { soundOnly: true });
  const seen = await look(files[0] ?? new Uint8Array());
  expect(seen.codec).toBeUndefined();
  expect(Math.abs(seen.seconds - 8)).toBeLessThan(0.2);
});

it.each([120_000, 3_600_000])('goes on with a stream after %i ms without a network', async (ms) => {
  let lost: number | undefined;
  const isOffline = (now: number): boolean => {
    lost ??= now;
    return now - lost < ms;
  };
  async function* breaks() {
    yield* connection(1);
    throw new TypeError('network error');
  }
  let online = true;
  const { end, gaps, files } = await record([breaks(), connection(1)], {}, undefined, undefined, (now) => {
    // The first connection is there, and breaks.
    if (online) online = false;
    else return isOffline(now);
    return false;
  });
  expect(end).toEqual({ reason: 'over' });
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.ms).toBeGreaterThanOrEqual(ms);
  expect(gaps[0]?.ms).toBeLessThan(ms + 31_000);
  expect(Math.abs((await look(files[0] ?? new Uint8Array())).seconds - 8)).toBeLessThan(0.2);
});

it('gives a stream up of which nothing could be learned for six hours', async () => {
  const { end, took } = await record([connection(1)], {}, undefined, undefined, (now) => now > 0);
  expect(end).toMatchObject({ reason: 'failed', error: { code: 'network' } });
  expect(took).toBeGreaterThan(6 * 3_600_000);
});

it('hangs up on a stream that sends nothing for 30 s, and connects again', async () => {
  async function* stalls() {
    yield* connection(1);
    await new Promise(() => undefined);
  }
  const { files, gaps } = await record([stalls(), connection(1)]);
  expect(gaps[0]?.ms).toBeGreaterThanOrEqual(30_000);
  expect(Math.abs((await look(files[0] ?? new Uint8Array())).seconds - 8)).toBeLessThan(0.2);
});

it('gives up after ten tries in a row, and keeps what it has', async () => {
  const refused: Result<never> = { ok: false, error: { code: 'http', status: 404 } };
  const { end, files } = await record([connection(1), ...Array.from({ length: 12 }, () => refused)]);
  expect(end).toMatchObject({ reason: 'failed', error: { code: 'http' } });
  expect(Math.abs((await look(files[0] ?? new Uint8Array())).seconds - 4)).toBeLessThan(0.2);
});

it('asks a host that closes each connection after its first bytes less and less often', async () => {
  const lines = Array.from({ length: 20 }, () => connection(1).slice(0, 12));
  const { took, connections } = await record(lines);
  expect(connections).toBe(20);
  expect(took).toBeGreaterThan(150_000);
});

it('ends with an error where no part can be opened', async () => {
  const tried: number[] = [];
  const { end, files } = await record([connection(8)], {}, undefined, async (index) => {
    tried.push(index);
    throw new Error('no such folder');
  });
  expect(end).toMatchObject({ reason: 'failed', error: { code: 'file' } });
  expect([tried.length, files.length]).toEqual([3, 0]);
});

it('loses a part, not the recording, to a write that fails once', async () => {
  let opened = 0;
  const { end, files } = await record([connection(8)], {}, undefined, async () => {
    opened += 1;
    if (opened === 1) throw new Error('in use');
  });
  expect([end, files.length]).toEqual([{ reason: 'over' }, 1]);
});

it('a file that a crash leaves behind ends with a whole fragment', async () => {
  const stop = new AbortController();
  async function* cut() {
    for (const piece of connection(3)) yield piece;
    stop.abort();
  }
  const { end, files } = await record([cut()], {}, stop.signal);
  expect(end).toEqual({ reason: 'stopped' });
  expect(Math.abs((await look(files[0] ?? new Uint8Array())).seconds - 12)).toBeLessThan(0.2);
});

it('a damaged stream gives a shorter recording or an error value, and files that are read', {
  timeout: 1_200_000,
}, async () => {
  const whole = Buffer.concat(connection(1)).subarray(0, 30_000);
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(changes, async (flips) => {
      const bytes = Buffer.from(whole);
      for (const [at, by] of flips) bytes[at] = (bytes[at] ?? 0) ^ by;
      const { files, parts } = await record([[bytes]]);
      expect(parts.every(({ open }) => !open)).toBe(true);
      for (const file of files.filter(({ length }) => length > 0)) await look(file);
    }),
    { numRuns: process.env.TOKSHELF_LONG === '1' ? 5_000 : 60 },
  );
});
