import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendFromWorker } from '@/lib/browser/routes/createSiteRoutes';
import { LARGEST_REPLY } from '@/lib/tiktok/address/hosts';
import { foreignAddresses } from '@/test/fakes/foreignAddresses';

vi.mock('webextension-polyfill', () => ({ default: { permissions: { contains: async () => true } } }));
vi.mock('@/lib/browser/access/installRefererRule', () => ({ installRefererRule: async () => {} }));

beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));
afterEach(() => vi.unstubAllGlobals());

const link = { url: 'https://vm.tiktok.com/ZMabc/' };
const from = (url: string, body: BodyInit): Response =>
  Object.defineProperty(new Response(body), 'url', { value: url });

test.each(foreignAddresses)('a reply that comes from %s in the end is given up unread', async (url) => {
  const reply = from(url, '{"statusCode":0}');
  const read = reply.body && vi.spyOn(reply.body, 'getReader');
  vi.stubGlobal('fetch', async () => reply);
  expect(await sendFromWorker(link)).toMatchObject({ ok: false, error: { code: 'input' } });
  expect(await sendFromWorker({ ...link, endpoint: 'x' })).toMatchObject({ ok: false, error: { code: 'shape' } });
  expect(read).not.toHaveBeenCalled();
});

test('a redirect that the browser refused is told from a broken connection', async () => {
  const refused = async (_: string, init: RequestInit) => {
    if (init.redirect === 'manual') return { type: 'opaqueredirect', body: null };
    throw new TypeError('Failed to fetch');
  };
  vi.stubGlobal('fetch', refused);
  expect(await sendFromWorker(link)).toMatchObject({ ok: false, error: { code: 'input' } });
  expect(await sendFromWorker({ ...link, endpoint: 'x' })).toMatchObject({ ok: false, error: { code: 'network' } });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await sendFromWorker(link)).toMatchObject({ ok: false, error: { code: 'network' } });
});

test('a reply without end is cut where the largest ends', async () => {
  let sent = 0;
  const pull = (stream: ReadableStreamDefaultController<Uint8Array>): void => {
    sent += 1_000_000;
    stream.enqueue(new Uint8Array(1_000_000));
  };
  vi.stubGlobal('fetch', async () => from('https://www.tiktok.com/', new ReadableStream({ pull })));
  expect(await sendFromWorker(link)).toMatchObject({ ok: false, error: { code: 'shape' } });
  expect(sent).toBeLessThan(LARGEST_REPLY + 5_000_000);
});

test('a reply of the site is handed on whole', async () => {
  vi.stubGlobal('fetch', async () => from('https://www.tiktok.com/', 'abc'));
  const reply = await sendFromWorker(link);
  expect(reply.ok && new TextDecoder().decode(reply.value.body)).toBe('abc');
});
