import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCaptchaWatch } from '@/lib/browser/routes/createCaptchaWatch';
import { createFakeTabs } from './fakeTabs';

const fake = vi.hoisted(() => ({ tabs: undefined as ReturnType<typeof createFakeTabs> | undefined }));
vi.mock('webextension-polyfill', () => ({
  default: new Proxy({}, { get: (_, name) => Reflect.get(fake.tabs?.browser ?? {}, name) }),
}));

const world = createFakeTabs();
fake.tabs = world;
beforeEach(() => {
  vi.useFakeTimers();
  world.reset();
});
afterEach(() => vi.useRealTimers());

const watch = () => {
  const gone = vi.fn();
  const captcha = createCaptchaWatch();
  captcha.onGone(gone);
  return { captcha, gone };
};

test('tells once when a captcha is gone, and not before', async () => {
  const { captcha, gone } = watch();
  const tabId = world.add('https://www.tiktok.com/explore');
  let shows = true;
  world.scripts.answer = () => shows;
  captcha.shown(tabId);
  captcha.shown(tabId);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([gone.mock.calls.length, captcha.current()]).toEqual([0, tabId]);
  shows = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([gone.mock.calls.length, captcha.current()]).toEqual([1, undefined]);
});

test('a closed tab solves nothing; a page that is just loading neither', async () => {
  const { captcha, gone } = watch();
  const tabId = world.add('https://www.tiktok.com/explore');
  world.scripts.answer = () => {
    throw new Error('Frame with ID 0 was removed.');
  };
  captcha.shown(tabId);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([gone.mock.calls.length, captcha.current()]).toEqual([0, tabId]);
  world.tabs.delete(tabId);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([gone.mock.calls.length, captcha.current()]).toEqual([0, undefined]);
});

test('gives up after ten minutes: the queue looks by itself', async () => {
  const { captcha, gone } = watch();
  const tabId = world.add('https://www.tiktok.com/explore');
  world.scripts.answer = () => true;
  captcha.shown(tabId);
  await vi.advanceTimersByTimeAsync(11 * 60_000);
  expect([gone.mock.calls.length, captcha.current()]).toEqual([0, undefined]);
});
