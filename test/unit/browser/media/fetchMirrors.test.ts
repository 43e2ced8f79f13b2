import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { fetchMirrors } from '@/lib/browser/media/fetchMirrors';
import { heldSize } from '@/lib/browser/media/heldBytes';
import type { BlobRequest } from '@/lib/browser/media/requestBlob';
import type { MediaKind } from '@/lib/model/media';
import { foreignAddresses } from '@/test/fakes/foreignAddresses';
import { webm } from '@/test/unit/media/webmBytes';

const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`test/fixtures/media/bytes/${name}`));

interface Reply {
  readonly status?: number;
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
  readonly finalUrl?: string;
  readonly code?: 'network' | 'timeout' | 'offline';
}

const video = file('sound-end.mp4');
const replies: Record<string, Reply> = {
  video: { body: video },
  silent: { body: file('silent.mp4') },
  webm: { body: webm(true) },
  'silent-webm': { body: webm(false) },
  captcha: { body: file('challenge.html'), headers: { 'content-type': 'video/mp4' } },
  refused: { status: 403, body: file('challenge.html').slice(0, 0) },
  page: { body: new TextEncoder().encode('<html><body>Sorry</body></html>') },
  json: { body: new TextEncoder().encode('{"statusCode":1}') },
  many: { status: 429 },
  gone: { status: 404 },
  cut: { body: video.slice(0, 3000), headers: { 'content-length': String(video.length) } },
  half: { body: video.slice(0, 3000) },
  jpeg: { body: file('head.jpeg') },
  music: { body: file('sound-end.mp4') },
  foreign: { body: video, finalUrl: 'https://evil.example/x' },
  line: { code: 'network' },
  slow: { code: 'timeout' },
  long: { body: video, headers: { 'content-length': '9000000' } },
  empty: { headers: { tt_orcas_res: '1' } },
};

const address = (name: string): string => `https://v16-webapp-prime.tiktok.com/${name}`;

/** A browser that answers by the table above; it obeys `judgeHead` as the real one does. */
const createBrowser = () => {
  const asked: string[] = [];
  const read: string[] = [];
  const request = async (order: BlobRequest) => {
    const name = order.url.split('/').at(-1) ?? '';
    asked.push(name);
    const reply = replies[name];
    if (!reply) throw new Error(`no reply for ${name}`);
    if (reply.code) return err(failure(reply.code));
    const headers = new Headers(reply.headers ?? {});
    const length = headers.get('content-length');
    const head = {
      status: reply.status ?? 200,
      url: reply.finalUrl ?? order.url,
      headers,
      ...(length === null ? {} : { contentLength: Number(length) }),
    };
    const problem = order.judgeHead(head);
    if (problem) return err(problem);
    read.push(name);
    order.onProgress(1, 0);
    const bytes = reply.body ?? new Uint8Array();
    return ok({ ...head, body: order.isSmall ? bytes : new Blob([bytes]) });
  };
  return { asked, read, request };
};

const go = async (names: readonly string[], more: { kind?: MediaKind; expectBytes?: number } = {}) => {
  const browser = createBrowser();
  const progress: number[][] = [];
  const result = await fetchMirrors(
    { kind: 'video', urls: names.map(address), ...more },
    { signal: new AbortController().signal, onProgress: (...seen) => progress.push(seen), request: browser.request },
  );
  return { ...browser, progress, result, code: result.ok ? 'pass' : result.error.code };
};

test.each([
  ['as bytes', { expectBytes: video.length }],
  ['as a Blob', {}],
])('a body that comes %s is known alike', async (_, more) => {
  const { result } = await go(['video'], more);
  if (!result.ok) throw new Error(result.error.code);
  const { body, ...facts } = result.value;
  expect(facts).toMatchObject({
    mime: 'video/mp4',
    ext: 'mp4',
    hasSound: true,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  if (body instanceof Blob) expect(body.type).toBe('video/mp4');
  expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(video);
});

test('a video: hash, type by its bytes, sound', async () => {
  const { result } = await go(['video']);
  expect(result).toMatchObject({ ok: true, value: { mime: 'video/mp4', ext: 'mp4', hasSound: true } });
  if (!result.ok) return;
  expect(result.value.sha256).toBe('9a45e29d156c4b0aadb3462bece23984e8e92654bacc89fdf5e238a85b025d9c');
  expect(heldSize(result.value.body)).toBe(video.length);
});

test('a webm passes with its own name, and says whether it has sound', async () => {
  for (const [name, hasSound] of [
    ['webm', true],
    ['silent-webm', false],
  ] as const)
    expect((await go([name])).result).toMatchObject({ ok: true, value: { mime: 'video/webm', ext: 'webm', hasSound } });
});

test('a silent video passes and says so; a picture says nothing of sound', async () => {
  expect((await go(['silent'])).result).toMatchObject({ ok: true, value: { hasSound: false } });
  expect((await go(['jpeg'], { kind: 'image' })).result).not.toHaveProperty('value.hasSound');
});

test('music in an mp4 container becomes m4a', async () => {
  expect((await go(['music'], { kind: 'music' })).result).toMatchObject({
    ok: true,
    value: { ext: 'm4a', mime: 'audio/mp4' },
  });
});

test.each<[readonly string[], string, readonly string[]]>([
  [['refused', 'cut', 'video'], 'pass', ['refused', 'cut', 'video']],
  [['many', 'video'], 'rate', ['many']],
  [['captcha', 'video'], 'captcha', ['captcha']],
  [['line', 'refused'], 'expired', ['line', 'refused']],
  [['refused', 'line'], 'expired', ['refused', 'line']],
  [['gone', 'cut'], 'file', ['gone', 'cut']],
  [['slow', 'line'], 'timeout', ['slow', 'line']],
  [['page'], 'gate', ['page']],
  [['json'], 'gate', ['json']],
  [['empty'], 'gate', ['empty']],
  [['half'], 'file', ['half']],
  [['jpeg'], 'file', ['jpeg']],
  [['foreign'], 'file', ['foreign']],
])('mirrors %j end as %s', async (names, code, asked) => {
  const run = await go(names);
  expect(run.code).toBe(code);
  expect(run.asked).toEqual(asked);
});

test('addresses off the list of hosts are never asked', async () => {
  const browser = createBrowser();
  const urls = [...foreignAddresses, 'http://v16-webapp-prime.tiktok.com/video', 'blob:x', ''];
  const options = { signal: new AbortController().signal, onProgress: () => {}, request: browser.request };
  const result = await fetchMirrors({ kind: 'video', urls }, options);
  expect(result).toMatchObject({ ok: false, error: { code: 'file' } });
  expect(browser.asked).toEqual([]);
});

test('a wrong size is refused; a long wrong body is not even loaded', async () => {
  expect((await go(['video'], { expectBytes: video.length })).code).toBe('pass');
  expect((await go(['video'], { expectBytes: 9 })).code).toBe('file');
  const run = await go(['long'], { expectBytes: 8_000_000 });
  expect(run.code).toBe('file');
  expect(run.read).toEqual([]);
});

test('a captcha under a wrong size is still seen as a captcha', async () => {
  expect((await go(['captcha'], { expectBytes: 15_062_406 })).code).toBe('captcha');
});

test('a foreign host is not read', async () => {
  expect((await go(['foreign'])).read).toEqual([]);
});

test.each(foreignAddresses)('a file that comes from %s in the end is not read', async (url) => {
  const request = async (order: BlobRequest) => {
    const problem = order.judgeHead({ status: 200, url, headers: new Headers() });
    return problem ? err(problem) : expect.unreachable('its body is read');
  };
  const options = { signal: new AbortController().signal, onProgress: () => {}, request };
  const result = await fetchMirrors({ kind: 'video', urls: [address('video')] }, options);
  expect(result).toMatchObject({ ok: false, error: { code: 'file' } });
});

test('the size that the post tells stands in for the total', async () => {
  expect((await go(['video'], { expectBytes: video.length })).progress).toEqual([[1, video.length]]);
});
