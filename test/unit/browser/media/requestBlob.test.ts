import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { type BlobRequest, type ReplyHead, requestBlob, SMALL_BYTES } from '@/lib/browser/media/requestBlob';
import { tooLarge } from '@/lib/media/largestFile';

/** As much of XMLHttpRequest as the adapter uses, driven by the test. */
class FakeXhr {
  static readonly HEADERS_RECEIVED = 2;
  static readonly made: FakeXhr[] = [];
  readyState = 0;
  status = 0;
  responseURL = '';
  responseType = '';
  withCredentials = false;
  response: unknown = null;
  aborted = false;
  address = '';
  headers = '';
  onreadystatechange: (() => void) | null = null;
  onprogress: ((event: { loaded: number; total: number; lengthComputable: boolean }) => void) | null = null;
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    FakeXhr.made.push(this);
  }
  open(_method: string, address: string): void {
    this.address = address;
  }
  send(): void {}
  abort(): void {
    this.aborted = true;
  }
  getAllResponseHeaders(): string {
    return this.headers;
  }

  head(status: number, headers: Record<string, string>): void {
    this.readyState = 2;
    this.status = status;
    this.responseURL = this.address;
    this.headers = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    this.onreadystatechange?.();
  }
  part(loaded: number, total = 0): void {
    this.onprogress?.({ loaded, total, lengthComputable: total > 0 });
  }
  end(body: Blob | ArrayBuffer): void {
    this.response = body;
    this.onload?.();
  }
}

const begin = (more: Partial<BlobRequest> = {}) => {
  const aborter = new AbortController();
  const progress: number[][] = [];
  const heads: ReplyHead[] = [];
  const result = requestBlob({
    url: 'https://v16-webapp-prime.tiktok.com/x',
    signal: aborter.signal,
    judgeHead: (head) => void heads.push(head),
    onProgress: (...seen) => progress.push(seen),
    stallMs: 30_000,
    ...more,
  });
  const xhr = FakeXhr.made.at(-1);
  if (!xhr) throw new Error('no request was made');
  return { aborter, progress, heads, result, xhr };
};

beforeEach(() => {
  FakeXhr.made.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', FakeXhr);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('asks with the cookies, for a blob, and hands on head, progress and body', async () => {
  const { xhr, result, progress, heads } = begin();
  expect([xhr.withCredentials, xhr.responseType]).toEqual([true, 'blob']);
  xhr.head(200, { 'content-length': '4', 'content-type': 'video/mp4', 'x-odd': 'a: b' });
  xhr.part(2, 4);
  xhr.end(new Blob(['abcd']));
  expect(await result).toMatchObject({ ok: true, value: { status: 200, contentLength: 4 } });
  expect(heads[0]?.headers.get('x-odd')).toBe('a: b');
  expect(progress).toEqual([[2, 4]]);
});

test('a compressed body has no length to compare with', () => {
  const { xhr, heads } = begin();
  xhr.head(200, { 'content-length': '4', 'content-encoding': 'gzip' });
  expect(heads[0]).not.toHaveProperty('contentLength');
});

test('a bad head ends the request before its body', async () => {
  const { xhr, result } = begin({ judgeHead: () => failure('rate') });
  xhr.head(429, {});
  expect(await result).toEqual({ ok: false, error: { code: 'rate' } });
  expect(xhr.aborted).toBe(true);
});

test('a stream that stands still is cut, one that trickles is not', async () => {
  const { xhr, result } = begin();
  xhr.head(200, {});
  for (let second = 0; second < 5; second += 1) {
    await vi.advanceTimersByTimeAsync(29_000);
    xhr.part(second);
  }
  expect(xhr.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await result).toMatchObject({ ok: false, error: { code: 'timeout' } });
  expect(xhr.aborted).toBe(true);
});

test('a server that never answers at all is cut too', async () => {
  const { result } = begin();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await result).toMatchObject({ ok: false, error: { code: 'timeout' } });
});

test('an abort from outside', async () => {
  const { xhr, result, aborter } = begin();
  aborter.abort();
  expect(await result).toEqual({ ok: false, error: { code: 'network', detail: 'aborted' } });
  expect(xhr.aborted).toBe(true);
});

test('what is aborted beforehand asks nothing', async () => {
  const before = FakeXhr.made.length;
  const result = await requestBlob({
    url: 'https://v16-webapp-prime.tiktok.com/x',
    signal: AbortSignal.abort(),
    judgeHead: () => undefined,
    onProgress: () => {},
    stallMs: 1,
  });
  expect(result.ok).toBe(false);
  expect(FakeXhr.made.length).toBe(before);
});

test.each([
  [true, 'network'],
  [false, 'offline'],
])('a broken line while the browser says onLine %s is %s', async (onLine, code) => {
  vi.stubGlobal('navigator', { onLine });
  const { xhr, result } = begin();
  xhr.onerror?.();
  expect(await result).toMatchObject({ ok: false, error: { code } });
});

test('an address that leads off the hosts that may be read fails alone, not as a broken line', async () => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async () => ({ type: 'opaqueredirect', body: null }));
  const { xhr, result } = begin();
  xhr.onerror?.();
  expect(await result).toMatchObject({ ok: false, error: { code: 'refused' } });
});

test('a body beyond the limit is cut, whether the server said so or not', async () => {
  const announced = begin({ maxBytes: 1000 });
  announced.xhr.head(200, { 'content-length': '1001' });
  expect(await announced.result).toMatchObject({ ok: false, error: { code: 'file' } });
  const unannounced = begin({ maxBytes: 1000 });
  unannounced.xhr.head(200, {});
  unannounced.xhr.part(1000);
  expect(unannounced.xhr.aborted).toBe(false);
  unannounced.xhr.part(1001);
  expect(await unannounced.result).toEqual({ ok: false, error: tooLarge(1000) });
  expect(unannounced.xhr.aborted).toBe(true);
});

test('a packed body is read part by part up to the limit, and no byte of it by the first request', async () => {
  let sent = 0;
  const url = 'https://v16-webapp-prime.tiktok.com/x';
  const pull = (stream: ReadableStreamDefaultController<Uint8Array>): void => {
    sent += 400;
    stream.enqueue(new Uint8Array(400));
  };
  const answer = (body: BodyInit) => async () => Object.defineProperty(new Response(body), 'url', { value: url });
  const packed = { 'content-length': '10', 'content-encoding': 'gzip' };

  vi.stubGlobal('fetch', answer(new ReadableStream({ pull })));
  const endless = begin({ maxBytes: 1000 });
  endless.xhr.head(200, packed);
  expect(endless.xhr.aborted).toBe(true);
  expect(await endless.result).toEqual({ ok: false, error: tooLarge(1000) });
  expect(sent).toBeLessThan(3000);

  vi.stubGlobal('fetch', answer('WEBVTT'));
  const short = begin({ maxBytes: 1000 });
  short.xhr.head(200, packed);
  expect(await short.result).toMatchObject({
    ok: true,
    value: { status: 200, url, body: new TextEncoder().encode('WEBVTT') },
  });
  expect(short.heads.map((head) => head.url)).toEqual([url, url]);

  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const broken = begin();
  broken.xhr.head(200, packed);
  expect(await broken.result).toMatchObject({ ok: false, error: { code: 'network' } });
});

test('a body that is believed small comes as bytes', async () => {
  const { xhr, result } = begin({ isSmall: true });
  expect(xhr.responseType).toBe('arraybuffer');
  xhr.head(200, { 'content-length': '3' });
  xhr.part(3, 3);
  xhr.end(Uint8Array.of(1, 2, 3).buffer);
  expect(await result).toMatchObject({ ok: true, value: { body: Uint8Array.of(1, 2, 3), contentLength: 3 } });
  expect(FakeXhr.made.length).toBe(1);
});

test.each([
  ['its head says', (xhr: FakeXhr) => xhr.head(200, { 'content-length': String(SMALL_BYTES + 1) })],
  ['more arrives', (xhr: FakeXhr) => xhr.part(SMALL_BYTES + 1)],
])('one that is not small, as %s, is asked for again as a Blob', async (_, grow) => {
  const { xhr, result } = begin({ isSmall: true });
  grow(xhr);
  expect(xhr.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  const again = FakeXhr.made.at(-1);
  expect([FakeXhr.made.length, again?.responseType]).toEqual([2, 'blob']);
  again?.head(200, {});
  const blob = new Blob(['long']);
  again?.end(blob);
  expect(await result).toMatchObject({ ok: true, value: { body: blob } });
});
