import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FileLook, lookForFiles } from '@/lib/browser/downloads/lookForFiles';

const fake = vi.hoisted(() => {
  const listeners = new Set<(delta: object) => void>();
  const searches: number[] = [];
  const browser = {
    downloads: {
      search: async () => void searches.push(Date.now()),
      onChanged: {
        addListener: (listener: (delta: object) => void) => void listeners.add(listener),
        removeListener: (listener: (delta: object) => void) => void listeners.delete(listener),
      },
    },
  };
  return { listeners, searches, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const tell = (delta: object): void => fake.listeners.forEach((listener) => void listener(delta));

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  fake.searches.length = 0;
});
afterEach(() => void vi.useRealTimers());

/** How long a look takes, in ms. */
const look = async (how?: FileLook): Promise<number> => {
  let took = -1;
  void lookForFiles(how).then(() => {
    took = Date.now();
  });
  for (let ms = 0; ms < 60_000 && took < 0; ms += 50) await vi.advanceTimersByTimeAsync(50);
  expect(fake.listeners.size).toBe(0);
  return took;
};

test('waits a moment, and for as long as the browser tells of files that are gone', async () => {
  expect(await look()).toBe(200);
  vi.setSystemTime(0);
  const told = setInterval(() => tell({ id: 1, exists: { current: false } }), 150);
  setTimeout(() => clearInterval(told), 1000);
  expect(await look()).toBe(1200);
});

test('does not wait for other news, nor for ever', async () => {
  const other = setInterval(() => tell({ id: 1, state: { current: 'complete' } }), 100);
  expect(await look()).toBe(200);
  clearInterval(other);
  vi.setSystemTime(0);
  const told = setInterval(() => tell({ id: 1, exists: { current: false } }), 100);
  expect(await look()).toBe(10_000);
  clearInterval(told);
});

test('waits out a look that just was where nothing known before counts, unless it is stopped', async () => {
  expect(await look({ afresh: true })).toBe(11_200);
  expect(fake.searches).toEqual([11_000]);
  vi.setSystemTime(0);
  const stopper = new AbortController();
  setTimeout(() => stopper.abort(), 500);
  expect(await look({ afresh: true, signal: stopper.signal })).toBe(500);
});
