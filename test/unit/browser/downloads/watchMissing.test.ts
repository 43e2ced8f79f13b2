// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchMissing } from '@/lib/browser/downloads/watchMissing';

const fake = vi.hoisted(() => {
  const listeners = new Set<(delta: object) => void>();
  const looks: (readonly string[])[] = [];
  const state = { answer: [] as readonly string[] | Error };
  const browser = {
    downloads: {
      onChanged: {
        addListener: (listener: (delta: object) => void) => void listeners.add(listener),
        removeListener: (listener: (delta: object) => void) => void listeners.delete(listener),
      },
    },
  };
  return { listeners, looks, state, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
vi.mock('@/lib/browser/downloads/lookForMissing', () => ({
  lookForMissing: async (flagged: readonly string[]) => {
    fake.looks.push(flagged);
    if (fake.state.answer instanceof Error) throw fake.state.answer;
    return fake.state.answer;
  },
}));

const posts: string[] = [];
const errors: unknown[] = [];
let stop = (): void => {};
const start = (): void => {
  stop = watchMissing(
    () => ['known'],
    (ids) => void posts.push(...ids),
    (error) => void errors.push(error),
  );
};

beforeEach(() => {
  vi.useFakeTimers();
  fake.looks.length = 0;
  fake.state.answer = [];
  posts.length = 0;
  errors.length = 0;
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('looks at once, and again when the browser may look at the disk anew', async () => {
  fake.state.answer = ['1'];
  start();
  await vi.advanceTimersByTimeAsync(100);
  expect([fake.looks, posts]).toEqual([[['known']], ['1']]);
  await vi.advanceTimersByTimeAsync(10_500);
  expect(fake.looks).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fake.looks).toHaveLength(2);
});

test('looks again when the page comes into sight, and once for many files that the browser tells of', async () => {
  start();
  await vi.advanceTimersByTimeAsync(20_000);
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fake.looks).toHaveLength(4);
  for (const listener of fake.listeners) {
    listener({ id: 1, state: { current: 'complete' } });
    for (let id = 0; id < 5; id += 1) listener({ id, exists: { current: false } });
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(fake.looks).toHaveLength(5);
});

test('tells of errors, and stops', async () => {
  fake.state.answer = new Error('no database');
  start();
  await vi.advanceTimersByTimeAsync(100);
  expect(errors).toHaveLength(1);
  stop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([fake.looks.length, fake.listeners.size]).toEqual([1, 0]);
});
