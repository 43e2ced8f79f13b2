import { beforeEach, expect, test, vi } from 'vitest';
import { createWorkTab } from '@/lib/browser/routes/createWorkTab';
import { createFakeTabs } from './fakeTabs';

const fake = vi.hoisted(() => ({ tabs: undefined as ReturnType<typeof createFakeTabs> | undefined }));
vi.mock('webextension-polyfill', () => ({
  default: new Proxy({}, { get: (_, name) => Reflect.get(fake.tabs?.browser ?? {}, name) }),
}));

const world = createFakeTabs();
fake.tabs = world;
beforeEach(() => world.reset());

const idOf = async (tab: ReturnType<typeof createWorkTab>): Promise<number> => {
  const got = await tab.ensure();
  if (!got.ok) throw new Error(got.error.detail);
  return got.value;
};

test('one silent tab in the background, however often and by whichever worker it is asked for', async () => {
  const first = createWorkTab();
  const ids = await Promise.all([idOf(first), idOf(first), idOf(first)]);
  expect(new Set(ids).size).toBe(1);
  expect(await idOf(createWorkTab())).toBe(ids[0]);
  expect([...world.tabs.values()]).toMatchObject([{ active: false, muted: true }]);
});

test('let go of, it is closed, by another worker too', async () => {
  await idOf(createWorkTab());
  const other = createWorkTab();
  await other.release();
  expect(world.tabs.size).toBe(0);
  expect(await other.current()).toBeUndefined();
  await other.release();
});

test('closed by the person, it is opened once more, and after that only when the work was let go of', async () => {
  const tab = createWorkTab();
  world.tabs.delete(await idOf(tab));
  world.tabs.delete(await idOf(tab));
  for (let n = 0; n < 2; n += 1) {
    expect(await tab.ensure()).toMatchObject({ ok: false, error: { code: 'permission', detail: 'work-tab-closed' } });
  }
  expect(world.tabs.size).toBe(0);
  await tab.release();
  expect(await tab.ensure()).toMatchObject({ ok: true });
});

test('a browser without a window is asked again later', async () => {
  const tab = createWorkTab();
  const { create } = world.browser.tabs;
  world.browser.tabs.create = () => Promise.reject(new Error('No current window'));
  expect(await tab.ensure()).toMatchObject({ ok: false, error: { code: 'gate', detail: 'no tab: No current window' } });
  world.browser.tabs.create = create;
  expect(await tab.ensure()).toMatchObject({ ok: true });
});
