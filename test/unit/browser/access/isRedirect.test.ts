import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { isRedirect } from '@/lib/browser/access/isRedirect';

let server: Server;
let origin: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/away') response.writeHead(302, { location: '/elsewhere' });
    response.end('body');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

const question = { credentials: 'omit' as const, signal: AbortSignal.timeout(10_000) };

test('asks for a redirect to be shown, not followed, with the cookies that the question names', async () => {
  const inits: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    inits.push(init);
    return { type: 'opaqueredirect', body: null };
  });
  expect(await isRedirect('https://vm.tiktok.com/x', { ...question, credentials: 'include' })).toBe(true);
  expect(inits[0]).toMatchObject({ redirect: 'manual', credentials: 'include', cache: 'no-store' });
});

test('never asks where the redirect leads, and a plain reply or a broken line is none', async () => {
  await isRedirect(`${origin}/away`, question);
  expect(await isRedirect(`${origin}/here`, question)).toBe(false);
  expect(await isRedirect('http://127.0.0.1:9/', question)).toBe(false);
  expect(asked).toEqual(['/away', '/here']);
});
