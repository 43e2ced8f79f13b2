import { beforeEach, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { withSiteAccess } from '@/lib/browser/access/sitePermission';
import { sendFromWorker } from '@/lib/browser/routes/createSiteRoutes';

const fake = vi.hoisted(() => ({ allowed: true }));
vi.mock('webextension-polyfill', () => ({ default: { permissions: { contains: async () => fake.allowed } } }));
vi.mock('@/lib/browser/access/installRefererRule', () => ({ installRefererRule: async () => {} }));

beforeEach(() => {
  fake.allowed = true;
});

test('a broken connection is taken for a closed host only where the host is closed', async () => {
  expect(await withSiteAccess(failure('network', 'x'))).toEqual(failure('network', 'x'));
  fake.allowed = false;
  expect((await withSiteAccess(failure('network', 'x'))).code).toBe('permission');
  expect((await withSiteAccess(failure('timeout', 'x'))).code).toBe('timeout');
});

test('a request of the worker says so', async () => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const request = { url: 'https://www.tiktok.com/api/x/' };
  expect(await sendFromWorker(request)).toMatchObject({ ok: false, error: { code: 'network' } });
  fake.allowed = false;
  expect(await sendFromWorker(request)).toMatchObject({ ok: false, error: { code: 'permission' } });
  vi.unstubAllGlobals();
});
