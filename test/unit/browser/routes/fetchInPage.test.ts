import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchInPage, type PageFetchOrder } from '@/lib/browser/routes/fetchInPage';
import { foreignAddresses } from '@/test/fakes/foreignAddresses';

let captcha = false;
beforeEach(() => {
  vi.useFakeTimers();
  captcha = false;
  vi.stubGlobal('byted_acrawler', {});
  vi.stubGlobal('document', { querySelector: (name: string) => (captcha && name === '#captcha' ? {} : null) });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const order: PageFetchOrder = {
  url: 'https://www.tiktok.com/api/x/',
  method: 'GET',
  body: null,
  timeoutMs: 20_000,
  signerWaitMs: 8_000,
  signerGlobal: 'byted_acrawler',
  hungLoad: null,
  signatures: ['X-Bogus='],
  captchaWaitMs: 2_000,
  captchaSelectors: ['.other', '#captcha'],
  domains: ['tiktok.com'],
  largest: 1000,
  bytes: false,
};
const never = () => new Promise<never>(() => undefined);
const after = async (ms: number) => {
  const answer = vi.fn();
  void fetchInPage(order).then(answer);
  await vi.advanceTimersByTimeAsync(ms);
  return answer.mock.calls[0]?.[0];
};

test('hands on the reply as JSON can carry it', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"a":1}', { status: 200, headers: { 'x-a': 'b' } }));
  expect(await after(0)).toMatchObject({
    kind: 'reply',
    status: 200,
    text: '{"a":1}',
    headers: expect.arrayContaining([['x-a', 'b']]),
  });
});

test('hands on bytes as base64, every one of them', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  vi.stubGlobal('fetch', async () => new Response(bytes));
  const answer = vi.fn();
  void fetchInPage({ ...order, bytes: true }).then(answer);
  await vi.advanceTimersByTimeAsync(0);
  expect([...Buffer.from(answer.mock.calls[0]?.[0].text, 'base64')]).toEqual([...bytes]);
});

test('waits for the script that signs', async () => {
  vi.stubGlobal('byted_acrawler', undefined);
  const fetch = vi.fn(async () => new Response('{}'));
  vi.stubGlobal('fetch', fetch);
  void fetchInPage(order);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(fetch).not.toHaveBeenCalled();
  vi.stubGlobal('byted_acrawler', {});
  await vi.advanceTimersByTimeAsync(100);
  expect(fetch).toHaveBeenCalledOnce();
});

test('a page where the script shows nothing is waited for once after its load, not by every request', async () => {
  vi.stubGlobal('byted_acrawler', undefined);
  const fetch = vi.fn(async () => new Response('{}'));
  vi.stubGlobal('fetch', fetch);
  expect(await after(8_100)).toMatchObject({ kind: 'reply', signer: 'none' });
  for (let request = 0; request < 3; request += 1) expect(await after(0)).toMatchObject({ kind: 'reply' });
  expect(fetch).toHaveBeenCalledTimes(4);
});

test('a page that has signed requests of its own needs no global', async () => {
  vi.stubGlobal('byted_acrawler', undefined);
  vi.stubGlobal('fetch', async () => new Response('{}'));
  const entry = { name: 'https://www.tiktok.com/api/x/?a=1&X-Bogus=DFS' };
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((type) =>
    type === 'resource' ? [entry as PerformanceEntry] : [],
  );
  expect(await after(0)).toMatchObject({ kind: 'reply', signer: 'signed' });
});

test('a request that a captcha holds back is given up soon', async () => {
  const signals: AbortSignal[] = [];
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return never();
  });
  captcha = true;
  expect(await after(3_000)).toEqual({
    kind: 'timeout',
    captcha: true,
    signer: 'global',
    load: performance.timeOrigin,
  });
  expect(signals[0]?.aborted).toBe(true);
});

test('one that is held back without a captcha is waited for, up to the time-out', async () => {
  vi.stubGlobal('fetch', never);
  expect(await after(19_000)).toBeUndefined();
  expect(await after(21_000)).toEqual({
    kind: 'timeout',
    captcha: false,
    signer: 'global',
    load: performance.timeOrigin,
  });
});

test('what fetch throws is an answer', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  expect(await after(0)).toMatchObject({ kind: 'failed', detail: 'TypeError: Failed to fetch', captcha: false });
});

test.each(foreignAddresses)('a reply that comes from %s in the end is given up unread', async (url) => {
  const reply = Object.defineProperty(new Response('{"statusCode":0}'), 'url', { value: url });
  vi.stubGlobal('fetch', async () => reply);
  expect(await after(0)).toMatchObject({ kind: 'failed', detail: 'led to a foreign host' });
  expect(reply.bodyUsed).toBe(false);
});

test('a redirect is not followed: what the page asks is not held by the rules for our own requests', async () => {
  const inits: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    inits.push(init);
    return { type: 'opaqueredirect', url: 'https://www.tiktok.com/api/x/', body: null };
  });
  expect(await after(0)).toMatchObject({ kind: 'failed', detail: 'led to a foreign host' });
  expect(inits[0]).toMatchObject({ redirect: 'manual' });
});

test('a reply without end is cut', async () => {
  const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(400)) });
  vi.stubGlobal('fetch', async () => new Response(endless));
  expect(await after(10)).toMatchObject({ kind: 'failed', detail: 'reply too long' });
});
