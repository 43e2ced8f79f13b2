// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenSiteStarted } from '@/lib/page/whenSiteStarted';

const own = window.fetch;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  window.fetch = own;
  Reflect.deleteProperty(window, 'byted_acrawler');
});

const scriptLoads = (): void => {
  const script = document.createElement('div');
  document.body.append(script);
  script.dispatchEvent(new Event('load'));
};

test.each([
  ['its global is there', () => Object.assign(window, { byted_acrawler: {} })],
  ['fetch is no longer the browser’s', () => Object.assign(window, { fetch: () => undefined })],
])('as soon as a script has loaded and %s, once', (_, begin) => {
  const then = vi.fn();
  whenSiteStarted(window, then);
  scriptLoads();
  expect(then).not.toHaveBeenCalled();
  begin();
  scriptLoads();
  scriptLoads();
  vi.advanceTimersByTime(60_000);
  expect(then).toHaveBeenCalledOnce();
});

test('after 15 seconds in any case', () => {
  const then = vi.fn();
  whenSiteStarted(window, then);
  vi.advanceTimersByTime(14_900);
  expect(then).not.toHaveBeenCalled();
  vi.advanceTimersByTime(600);
  expect(then).toHaveBeenCalledOnce();
});

test('never once it was stopped', () => {
  const then = vi.fn();
  whenSiteStarted(window, then)();
  vi.advanceTimersByTime(60_000);
  expect(then).not.toHaveBeenCalled();
});
