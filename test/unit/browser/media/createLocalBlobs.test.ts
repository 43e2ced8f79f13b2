import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { createLocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import type { FetchMediaOptions } from '@/lib/browser/media/fetchMirrors';
import { heldSize, isHeldAddress } from '@/lib/browser/media/heldBytes';
import type { CheckedMedia } from '@/lib/browser/media/inspectReply';
import type { FetchOrder } from '@/lib/ports/Blobs';

const media = (text: string): CheckedMedia => ({
  body: new Blob([text], { type: 'video/mp4' }),
  sha256: text,
  mime: 'video/mp4',
  ext: 'mp4',
  hasSound: true,
});

const createBench = () => {
  const calls: {
    options: FetchMediaOptions;
    settle: (result: Result<CheckedMedia>) => void;
    fail: (error: Error) => void;
  }[] = [];
  const blobs = createLocalBlobs({
    fetchMirrors: (_order, options) =>
      new Promise((resolve, reject) => {
        options.signal.addEventListener('abort', () => resolve(err(failure('network', 'aborted'))));
        calls.push({ options, settle: resolve, fail: reject });
      }),
  });
  return { calls, blobs };
};

const order = (id: string, url = 'https://v16.tiktok.com/a'): FetchOrder => ({ id, kind: 'video', urls: [url] });
const nothing = (): void => {};

let live: Set<string>;

beforeEach(() => {
  live = new Set();
  let made = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    made += 1;
    live.add(`blob:${made}`);
    return `blob:${made}`;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void live.delete(url));
});

afterEach(() => vi.restoreAllMocks());

test('hands staged bytes to whoever has their address, as long as they are held', async () => {
  const { calls, blobs } = createBench();
  const result = blobs.fetch(order('a'), nothing);
  const { body } = media('x');
  calls[0]?.settle(ok({ ...media('x'), body }));
  await result;
  expect(blobs.at('blob:1')).toBe(body);
  expect(blobs.at('blob:2')).toBeUndefined();
  await blobs.release('a');
  expect(blobs.at('blob:1')).toBeUndefined();
});

test('bytes that the document takes itself are no matter of the browser', async () => {
  const { calls, blobs } = createBench();
  const bytes = new Uint8Array([1, 2, 3]);
  const result = blobs.fetch({ ...order('a'), by: 'document' }, nothing);
  calls[0]?.settle(ok({ ...media('x'), body: bytes, whole: bytes }));
  const staged = await result;
  if (!staged.ok) throw new Error(staged.error.code);
  const { url, ...facts } = staged.value;
  expect(facts).toEqual({ id: 'a', bytes: 3, sha256: 'x', mime: 'video/mp4', ext: 'mp4', hasSound: true });
  expect([isHeldAddress(url), blobs.at(url), live.size]).toEqual([true, bytes, 0]);
  const text = await blobs.make({ id: 't', text: 'ü', ext: 'txt', mime: 'text/plain', by: 'document' });
  expect(text.ok && [isHeldAddress(text.value.url), blobs.at(text.value.url)]).toEqual([
    true,
    new TextEncoder().encode('ü'),
  ]);
  await blobs.release('a');
  await blobs.release('t');
  expect([blobs.at(url), blobs.idle()]).toEqual([undefined, true]);
  expect(URL.revokeObjectURL).not.toHaveBeenCalled();
});

test('bytes in memory are typed for the browser', async () => {
  const { calls, blobs } = createBench();
  const result = blobs.fetch(order('a'), nothing);
  const bytes = new Uint8Array([1, 2, 3]);
  calls[0]?.settle(ok({ ...media('x'), body: bytes, whole: bytes }));
  expect(await result).toMatchObject({ ok: true, value: { url: 'blob:1', bytes: 3 } });
  expect(blobs.at('blob:1')).toMatchObject({ type: 'video/mp4', size: 3 });
});

test('stages checked bytes and lets go of them', async () => {
  const { calls, blobs } = createBench();
  expect(blobs.idle()).toBe(true);
  const result = blobs.fetch(order('a'), nothing);
  expect(blobs.idle()).toBe(false);
  calls[0]?.settle(ok(media('x')));
  expect(await result).toEqual(
    ok({ id: 'a', url: 'blob:1', bytes: 1, sha256: 'x', mime: 'video/mp4', ext: 'mp4', hasSound: true }),
  );
  expect(await blobs.staged()).toEqual(['a']);
  expect(blobs.idle()).toBe(false);
  await blobs.release('a');
  expect([live.size, blobs.idle(), await blobs.staged()]).toEqual([0, true, []]);
});

test('the same order joins the fetch under way, with progress for both, and finds it staged later', async () => {
  const { calls, blobs } = createBench();
  const seen: string[] = [];
  const first = blobs.fetch(order('a'), (received) => seen.push(`first ${received}`));
  const second = blobs.fetch(order('a'), (received) => seen.push(`second ${received}`));
  calls[0]?.options.onProgress(5, 9);
  calls[0]?.settle(ok(media('x')));
  expect(await first).toEqual(await second);
  expect(await blobs.fetch(order('a'), nothing)).toEqual(await first);
  expect(seen).toEqual(['first 5', 'second 5']);
  expect(calls).toHaveLength(1);
});

test('another order under the same id replaces the first, under way or staged', async () => {
  const { calls, blobs } = createBench();
  const first = blobs.fetch(order('a'), nothing);
  const second = blobs.fetch(order('a', 'https://v16.tiktok.com/b'), nothing);
  expect(await first).toMatchObject({ ok: false, error: { detail: 'aborted' } });
  calls[1]?.settle(ok(media('b')));
  expect(await second).toMatchObject({ ok: true, value: { sha256: 'b' } });
  const third = blobs.fetch(order('a', 'https://v16.tiktok.com/c'), nothing);
  expect(live.size).toBe(0);
  calls[2]?.settle(ok(media('c')));
  expect(await third).toMatchObject({ ok: true, value: { sha256: 'c' } });
  expect(live.size).toBe(1);
});

test('an aborted fetch stages nothing, even when its bytes were there already', async () => {
  const { calls, blobs } = createBench();
  const result = blobs.fetch(order('a'), nothing);
  calls[0]?.settle(ok(media('x')));
  await blobs.abort('a');
  expect(await result).toMatchObject({ ok: false, error: { code: 'network', detail: 'aborted' } });
  expect([live.size, blobs.idle()]).toEqual([0, true]);
  await blobs.abort('never there');
});

test.each([
  [new DOMException('cannot be read', 'NotReadableError'), 'space'],
  [new Error('anything else'), 'file'],
])('bytes that the browser cannot read back (%s) are a failure, not a rejection', async (error, code) => {
  const { calls, blobs } = createBench();
  const result = blobs.fetch(order('a'), nothing);
  calls[0]?.fail(error);
  expect(await result).toMatchObject({ ok: false, error: { code } });
  expect(blobs.idle()).toBe(true);
});

test('a failed fetch may be tried again under the same order', async () => {
  const { calls, blobs } = createBench();
  const first = blobs.fetch(order('a'), nothing);
  calls[0]?.settle(err(failure('expired')));
  expect(await first).toEqual(err(failure('expired')));
  void blobs.fetch(order('a'), nothing);
  expect(calls).toHaveLength(2);
});

test('text of our own is staged with its hash and type', async () => {
  const { blobs } = createBench();
  const result = await blobs.make({ id: 't', text: 'ü', ext: 'txt', mime: 'text/plain' });
  expect(result).toMatchObject({ ok: true, value: { bytes: 2, ext: 'txt', mime: 'text/plain' } });
  expect(await blobs.staged()).toEqual(['t']);
});

test('fetched text is not staged, but keeps the holder busy meanwhile', async () => {
  const { calls, blobs } = createBench();
  const result = blobs.fetchText(['https://v16.tiktok.com/s'], 'subtitle');
  expect(blobs.idle()).toBe(false);
  calls[0]?.settle(ok(media('WEBVTT')));
  expect(await result).toEqual(ok('WEBVTT'));
  expect([await blobs.staged(), blobs.idle()]).toEqual([[], true]);
});

test('hands on the bytes that a thumbnail may be made of, and stays until it is made', async () => {
  const kept: unknown[] = [];
  const counts: number[] = [];
  let drawing = false;
  const blobs = createLocalBlobs({
    fetchMirrors: async () => ok(media('x')),
    thumbs: {
      keep: async (postId, kind, { body }) => {
        kept.push([postId, kind, heldSize(body)]);
        drawing = true;
      },
      fetching: (count) => counts.push(count),
      idle: () => !drawing,
    },
  });
  await blobs.fetch(order('a'), nothing);
  expect(kept).toEqual([]);
  await blobs.fetch({ ...order('b'), thumbOf: '7' }, nothing);
  expect(kept).toEqual([['7', 'video', 1]]);
  expect(counts).toEqual([1, 0, 1, 0]);
  await blobs.release('a');
  await blobs.release('b');
  expect(blobs.idle()).toBe(false);
  drawing = false;
  expect(blobs.idle()).toBe(true);
});
