import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err } from '@/lib/base/result';
import { createBlobs } from '@/lib/browser/media/createBlobs';
import { createWorld } from '@/test/fakes/createWorld';
import { anAuthor, somePosts } from '@/test/fakes/somePosts';

const fake = vi.hoisted(() => {
  const state = { refusals: 0, permission: async (): Promise<boolean> => true };
  const browser = {
    declarativeNetRequest: {
      getSessionRules: async () => [],
      updateSessionRules: async () => {
        state.refusals -= 1;
        if (state.refusals >= 0) throw new Error('Internal error while updating rules.');
      },
    },
    permissions: { contains: () => state.permission() },
  };
  return { state, browser };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
vi.mock('@/lib/browser/media/fetchMirrors', () => ({
  fetchMirrors: async () => err(failure('network', 'broken')),
}));

beforeEach(() => {
  vi.stubGlobal('location', { hostname: 'abcdefgh' });
  vi.stubEnv('FIREFOX', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test('a rule that the browser does not take ends no file: the jobs wait and go on by themselves', async () => {
  const world = createWorld();
  const { secUid } = anAuthor();
  world.site.contents.set(`posts:${secUid}`, somePosts(20, { kind: 'video' }));
  fake.state.refusals = 6;
  const real = createBlobs(async () => 'downloads');
  const { fetch } = world.browser.blobs;
  // Bytes are the world's; whether they may be asked for is said by the real rule.
  world.browser.blobs.fetch = async (order, onProgress) => {
    const ruled = await real.fetch(order, onProgress);
    return !ruled.ok && ruled.error.detail === 'broken' ? fetch(order, onProgress) : ruled;
  };
  await world.queue().startJob({ kind: 'posts', secUid }, {});
  const [job] = await world.store.jobs.recent(1);
  const seen = new Set<string>();
  const isDone = await world.clock.runUntil(async () => {
    const row = await world.store.jobs.get(job?.id ?? '');
    if (row?.state === 'waiting') seen.add(row.waiting.reason);
    return row?.state === 'done';
  }, 600_000);
  expect(isDone).toBe(true);
  expect(await world.store.jobs.get(job?.id ?? '')).toMatchObject({ counts: { saved: 20, failed: 0 } });
  expect([...seen]).toEqual(['browser']);
});

test('a browser that does not say what it permits leaves the failure as it was', async () => {
  fake.state.permission = () => Promise.reject(new Error('No SW'));
  const order = { id: 'a', kind: 'video', urls: ['https://v16.tiktokcdn.com/a'] } as const;
  expect(await createBlobs(async () => 'downloads').fetch(order, () => undefined)).toMatchObject({
    error: { code: 'network' },
  });
});
