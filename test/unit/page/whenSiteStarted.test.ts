// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { whenSiteStarted } from '@/lib/page/whenSiteStarted';

const own = window.fetch;
afterEach(() => {
  vi.restoreAllMocks();
  window.fetch = own;
  Reflect.deleteProperty(window, 'byted_acrawler');
});

const scriptLoads = (): void => {
  const script = document.createElement('div');
  document.body.append(script);
  script.dispatchEvent(new Event('load'));
};
const putGlobal = (): void => void Object.assign(window, { byted_acrawler: {} });
const putFetch = (): void => void Object.assign(window, { fetch: () => undefined });

test('once, when the script that signs has put its fetch in', () => {
  const then = vi.fn();
  whenSiteStarted(window, then);
  scriptLoads();
  putGlobal();
  scriptLoads();
  putFetch();
  expect(then).not.toHaveBeenCalled();
  scriptLoads();
  scriptLoads();
  expect(then).toHaveBeenCalledOnce();
});

test('not while the script is there and has not begun: its init has to find the fetch that it found without us', () => {
  const then = vi.fn();
  putFetch();
  whenSiteStarted(window, then);
  putFetch();
  putGlobal();
  for (let loads = 0; loads < 5; loads += 1) scriptLoads();
  expect(then).not.toHaveBeenCalled();
  putFetch();
  scriptLoads();
  expect(then).toHaveBeenCalledOnce();
});

test('at once where the fetch bears the mark of the script', () => {
  const then = vi.fn();
  whenSiteStarted(window, then);
  Object.assign(window, { fetch: Object.assign(() => undefined, { __ac_intercepted_fetch: true }) });
  scriptLoads();
  expect(then).toHaveBeenCalledOnce();
});

test('when requests go out signed, whatever the script calls itself', () => {
  const then = vi.fn();
  whenSiteStarted(window, then);
  putFetch();
  scriptLoads();
  expect(then).not.toHaveBeenCalled();
  const entry = { name: 'https://www.tiktok.com/api/x/?X-Bogus=DFS' };
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([entry as PerformanceEntry]);
  scriptLoads();
  expect(then).toHaveBeenCalledOnce();
});

test('never where no such fetch comes', () => {
  vi.useFakeTimers();
  const then = vi.fn();
  whenSiteStarted(window, then);
  putGlobal();
  vi.advanceTimersByTime(60_000);
  scriptLoads();
  expect(then).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test('never once it was stopped', () => {
  const then = vi.fn();
  whenSiteStarted(window, then)();
  putGlobal();
  scriptLoads();
  putFetch();
  scriptLoads();
  expect(then).not.toHaveBeenCalled();
});
