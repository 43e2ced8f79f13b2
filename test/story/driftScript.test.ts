import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchInPage, type PageFetchAnswer, type PageFetchOrder } from '@/lib/browser/routes/fetchInPage';

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
  captchaSelectors: ['#captcha'],
  domains: ['tiktok.com'],
  largest: 1000,
  bytes: false,
};
const reply = async () => new Response('{}');
const never = () => new Promise<never>(() => undefined);
const fails = async () => Promise.reject(new TypeError('signer'));
const throws = () => {
  throw new Error('signer');
};

/** What the page's script is: its global, its fetch, whether a captcha shows; and what comes of a request within ten seconds. */
const table: readonly (readonly [string, unknown, unknown, boolean, PageFetchAnswer['kind'] | 'captcha'])[] = [
  ['as it was', {}, reply, false, 'reply'],
  ['its global is gone or has another name', undefined, reply, false, 'reply'],
  ['its global is null', null, reply, false, 'reply'],
  ['its global is a function', () => undefined, reply, false, 'reply'],
  ['its fetch fails', {}, fails, false, 'failed'],
  ['its fetch throws', {}, throws, false, 'failed'],
  ['its fetch is gone', {}, undefined, false, 'failed'],
  ['its fetch gives nothing', {}, async () => undefined, false, 'failed'],
  ['its fetch gives text', {}, async () => 'text', false, 'failed'],
  ['it holds requests back behind a captcha', {}, never, true, 'captcha'],
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what the site’s script is', () => {
  it.each(table)('%s', async (_, global, fetch, captcha, kind) => {
    vi.stubGlobal('byted_acrawler', global);
    vi.stubGlobal('fetch', fetch);
    vi.stubGlobal('document', { querySelector: () => (captcha ? {} : null) });
    const answered = vi.fn();
    void fetchInPage(order).then(answered);
    await vi.advanceTimersByTimeAsync(10_000);
    const [answer] = answered.mock.calls[0] ?? [];
    if (kind === 'captcha') expect(answer).toMatchObject({ kind: 'timeout', captcha: true });
    else expect(answer).toMatchObject({ kind });
  });
});
