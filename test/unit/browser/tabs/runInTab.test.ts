import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readTabData } from '@/lib/browser/tabs/readTabData';
import { runInTab } from '@/lib/browser/tabs/runInTab';

const fake = vi.hoisted(() => ({ run: async (): Promise<unknown> => [] }));
vi.mock('webextension-polyfill', () => ({ default: { scripting: { executeScript: () => fake.run() } } }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('gives what the function returned, and rejects where nothing may run', async () => {
  fake.run = async () => [{ result: 'text' }];
  expect(await runInTab(1, () => '', [])).toBe('text');
  expect(await readTabData(1)).toBe('text');
  fake.run = () => Promise.reject(new Error('Cannot access contents of the page'));
  await expect(runInTab(1, () => '', [])).rejects.toThrow('Cannot access');
  expect(await readTabData(1)).toBe('');
  expect(vi.getTimerCount()).toBe(0);
});

test('does not wait for a tab that never answers', async () => {
  fake.run = () => new Promise(() => {});
  const data = readTabData(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await data).toBe('');
});
