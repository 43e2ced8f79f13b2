import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LARGEST_REPLY } from '@/lib/tiktok/address/hosts';
import { createFakeTabs } from './fakeTabs';

const fake = vi.hoisted(() => ({ tabs: undefined as ReturnType<typeof createFakeTabs> | undefined }));
vi.mock('webextension-polyfill', () => ({
  default: new Proxy({}, { get: (_, name) => Reflect.get(fake.tabs?.browser ?? {}, name) }),
}));
const { createHungPages } = await import('@/lib/browser/routes/hungPages');
const { sendFromPage } = await import('@/lib/browser/routes/sendFromPage');

beforeEach(() => {
  vi.stubGlobal('byted_acrawler', {});
  vi.stubGlobal('document', { querySelector: () => null, readyState: 'complete' });
});
afterEach(() => vi.unstubAllGlobals());

interface Injection {
  readonly func: (...args: readonly unknown[]) => unknown;
  readonly args?: readonly unknown[];
}
const inject = async ({ func, args = [] }: Injection) => [{ result: await func(...args) }];

test('a reply without end is read no further than the worker would, and is no broken line', async () => {
  fake.tabs = createFakeTabs();
  Object.assign(fake.tabs.browser, { scripting: { executeScript: inject } });
  let sent = 0;
  const pull = (stream: ReadableStreamDefaultController<Uint8Array>): void => {
    sent += 1_000_000;
    stream.enqueue(new Uint8Array(1_000_000));
  };
  vi.stubGlobal('fetch', async () => new Response(new ReadableStream({ pull })));
  const reply = await sendFromPage(createHungPages(Date.now), 1, {
    url: 'https://www.tiktok.com/api/x/',
    endpoint: '/api/x/',
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'shape' } });
  expect(sent).toBeLessThan(LARGEST_REPLY + 5_000_000);
});

test('a page that says more than it could have read is not believed', async () => {
  fake.tabs = createFakeTabs();
  const forged = { kind: 'reply', status: 200, url: '', headers: [], text: 'x'.repeat(LARGEST_REPLY + 1) };
  Object.assign(fake.tabs.browser, { scripting: { executeScript: async () => [{ result: forged }] } });
  const reply = await sendFromPage(createHungPages(Date.now), 1, { url: 'https://www.tiktok.com/api/x/' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'shape' } });
});
