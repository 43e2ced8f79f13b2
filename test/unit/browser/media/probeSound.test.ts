import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { probeSound } from '@/lib/browser/media/probeSound';
import { webm } from '@/test/unit/media/webmBytes';

type Bytes = Uint8Array<ArrayBuffer>;

const file = (name: string): Bytes => new Uint8Array(readFileSync(`test/fixtures/media/${name}`));

const BODY = 3_000_000;
const STEP = 10_000;

const numbered = (size: number): Bytes => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, size);
  return bytes;
};

/** A real file whose media data is as long as that of a real video; what stands behind it is moved by as much. */
const long = (name: string): Bytes => {
  const bytes = file(name);
  for (let at = 0; at < bytes.length; ) {
    const size = new DataView(bytes.buffer).getUint32(at);
    const end = at + size;
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'mdat')
      return Buffer.concat([
        bytes.subarray(0, at),
        numbered(size + BODY),
        bytes.subarray(at + 4, end),
        new Uint8Array(BODY),
        bytes.subarray(end),
      ]);
    at = end;
  }
  throw new Error('no media data');
};

interface Server {
  readonly body?: Bytes;
  readonly status?: number;
  /** Sends the whole file whatever part is asked for. */
  readonly ignoresRange?: boolean;
  readonly finalUrl?: string;
  readonly hangs?: boolean;
}

/** What was asked for and how much of it was sent. */
const serve = (servers: Record<string, Server>) => {
  const ranges: string[] = [];
  const seen = { sent: 0, cut: 0 };
  const answer = (url: string, { headers, signal }: { headers: { Range: string }; signal: AbortSignal }): Response => {
    const { body = new Uint8Array(), status, ignoresRange = false } = servers[url.split('/').at(-1) ?? ''] ?? {};
    ranges.push(headers.Range);
    const [from = 0, to = 0] = headers.Range.replace('bytes=', '').split('-').map(Number);
    const part = ignoresRange ? body : body.subarray(from, to + 1);
    let at = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          if (signal.aborted) {
            seen.cut += 1;
            return controller.error(new Error('aborted'));
          }
          if (at >= part.length) return controller.close();
          const piece = part.subarray(at, at + STEP);
          at += piece.length;
          seen.sent += piece.length;
          controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
    const told = ignoresRange
      ? { 'content-length': String(body.length) }
      : { 'content-range': `bytes ${from}-${from + part.length - 1}/${body.length}` };
    return new Response(stream, { status: status ?? (ignoresRange ? 200 : 206), headers: told });
  };
  vi.stubGlobal('fetch', async (url: string, init: { headers: { Range: string }; signal: AbortSignal }) => {
    const { hangs, finalUrl = url } = servers[url.split('/').at(-1) ?? ''] ?? {};
    if (hangs)
      await new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(new Error('aborted'))));
    return Object.defineProperty(answer(url, init), 'url', { value: finalUrl });
  });
  return { ranges, seen };
};

const go = (names: readonly string[], signal: AbortSignal = new AbortController().signal, timeoutMs?: number) =>
  probeSound(
    names.map((name) => `https://v16-webapp-prime.tiktok.com/${name}`),
    { signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
  );

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['bytes/sound-start.mp4', 'present', 1],
  ['video-1080-silent-h264.mp4', 'absent', 1],
  // The tables stand behind 3 MB of media: the first piece says where.
  ['bytes/sound-end.mp4', 'present', 2],
  ['bytes/silent.mp4', 'absent', 2],
] as const)('%s of 3 MB, by its tables: %s after %d requests', async (name, sound, requests) => {
  const { ranges, seen } = serve({ a: { body: long(name) } });
  expect(await go(['a'])).toEqual(ok(sound));
  expect(ranges).toHaveLength(requests);
  expect(ranges[0]).toBe('bytes=0-32767');
  expect(seen.sent).toBeLessThanOrEqual(requests * 32_768);
});

it.each([
  [true, 'present'],
  [false, 'absent'],
] as const)('a webm with sound: %s', async (has, sound) => {
  serve({ a: { body: webm(has) } });
  expect(await go(['a'])).toEqual(ok(sound));
});

it('a host that sends the whole file is cut off after the head', async () => {
  const { ranges, seen } = serve({ a: { body: long('video-1080-silent-h264.mp4'), ignoresRange: true } });
  expect(await go(['a'])).toEqual(ok('absent'));
  expect(ranges).toHaveLength(1);
  expect(seen.sent).toBeLessThanOrEqual(2 * STEP);
});

it('a host that sends the whole file, whose tables stand at its end, is not waited for', async () => {
  const { seen } = serve({ a: { body: long('bytes/sound-end.mp4'), ignoresRange: true } });
  expect(await go(['a'])).toEqual(ok('unclear'));
  expect(seen.sent).toBeLessThan(1_100_000);
});

it.each([
  ['a page', new TextEncoder().encode('<html><body>Please wait...</body></html>')],
  ['a picture', file('bytes/head.jpeg')],
  ['nothing', new Uint8Array()],
  ['a broken video', file('bytes/sound-start.mp4').subarray(0, 300)],
])('%s is for the whole reply to judge', async (_, body) => {
  serve({ a: { body } });
  expect(await go(['a'])).toEqual(ok('unclear'));
});

it('asks the next mirror where one refuses', async () => {
  const { ranges } = serve({ a: { status: 404 }, b: { body: long('video-1080-silent-h264.mp4') } });
  expect(await go(['a', 'b'])).toEqual(ok('absent'));
  expect(ranges).toHaveLength(2);
});

it('says why where all refuse, and asks nobody after "too many requests"', async () => {
  serve({ a: { status: 404 }, b: { status: 403 } });
  expect(await go(['a', 'b'])).toEqual(err(failure('expired', undefined, { status: 403 })));
  const { ranges } = serve({ a: { status: 429 }, b: { body: long('video-1080-silent-h264.mp4') } });
  expect(await go(['a', 'b'])).toMatchObject({ ok: false, error: { code: 'rate' } });
  expect(ranges).toHaveLength(1);
});

it('believes no host to which it was led', async () => {
  const { seen } = serve({ a: { body: long('video-1080-silent-h264.mp4'), finalUrl: 'https://evil.example/a' } });
  expect(await go(['a'])).toMatchObject({ ok: false, error: { code: 'file', detail: 'foreign host' } });
  expect(seen.sent).toBe(0);
});

it('ends when it is stopped, and when nothing arrives', async () => {
  serve({ a: { hangs: true } });
  const aborter = new AbortController();
  const stopped = go(['a', 'a'], aborter.signal);
  aborter.abort();
  expect(await stopped).toEqual(err(failure('network', 'aborted')));
  expect(await go(['a'], undefined, 20)).toEqual(err(failure('timeout', 'nothing arrives')));
});
