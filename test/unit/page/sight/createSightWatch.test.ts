// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSightWatch, type SightWatch } from '@/lib/page/sight/createSightWatch';

type Entry = Pick<IntersectionObserverEntry, 'target' | 'isIntersecting'>;
/** As much of it as is used, driven by the test. */
class FakeObserver {
  static report: (entries: Entry[]) => void;
  static readonly observed = new Set<Element>();
  constructor(callback: (entries: Entry[]) => void) {
    FakeObserver.report = callback;
  }
  observe(target: Element): void {
    FakeObserver.observed.add(target);
  }
  unobserve(target: Element): void {
    FakeObserver.observed.delete(target);
  }
  disconnect(): void {
    FakeObserver.observed.clear();
  }
}

let host: HTMLElement;
let top: Element | null;
let end: AbortController;
let seen: Element[];
let watch: SightWatch;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  document.body.innerHTML = '<p></p><tokshelf-button></tokshelf-button>';
  host = document.querySelector('tokshelf-button') as HTMLElement;
  host.getBoundingClientRect = () => new DOMRect(0, 0, 48, 70);
  Object.defineProperty(host, 'offsetWidth', { value: 48 });
  Object.defineProperty(host, 'offsetHeight', { value: 70 });
  top = host;
  document.elementFromPoint = () => top;
  end = new AbortController();
  seen = [];
  watch = createSightWatch((hosts) => seen.push(...hosts), end.signal);
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const enter = (isIntersecting = true): void => FakeObserver.report([{ target: host, isIntersecting }]);

test('a button in the window and in sight is told of, once', () => {
  watch.watch(host);
  expect([seen.length, FakeObserver.observed.size]).toEqual([0, 1]);
  enter();
  expect([seen, FakeObserver.observed.size]).toEqual([[host], 0]);
});

test.each<[string, () => void]>([
  [
    'covered',
    () => {
      top = document.body;
      enter();
    },
  ],
  [
    'transparent',
    () => {
      host.style.setProperty('opacity', '0.01');
      enter();
    },
  ],
  ['out of the window', () => enter(false)],
  [
    'gone',
    () => {
      host.remove();
      enter();
    },
  ],
])('one that is %s is not, however often it is looked at', (_, hide) => {
  watch.watch(host);
  enter(false);
  hide();
  for (let time = 0; time < 20; time += 1) {
    watch.lookAgain();
    vi.advanceTimersByTime(400);
  }
  expect(seen).toEqual([]);
});

test('one that fades in is told of by and by, and at rest nothing looks any more', () => {
  watch.watch(host);
  host.style.setProperty('opacity', '0');
  enter();
  vi.advanceTimersByTime(600);
  host.style.setProperty('opacity', '1');
  vi.advanceTimersByTime(400);
  expect(seen).toEqual([host]);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that stays covered is looked at a few times, and again when the page changed', () => {
  watch.watch(host);
  top = null;
  enter();
  vi.advanceTimersByTime(10_000);
  expect(vi.getTimerCount()).toBe(0);
  top = host;
  watch.lookAgain();
  expect(seen).toEqual([host]);
});
