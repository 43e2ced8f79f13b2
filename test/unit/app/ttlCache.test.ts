import { expect, test, vi } from 'vitest';
import { ttlCache } from '@/lib/app/createLookupCache';
import { createVirtualClock } from '@/test/fakes/virtualClock';

test('asks once for a while, whoever asks', async () => {
  const clock = createVirtualClock();
  const memory = ttlCache<number>(clock, 1000);
  const read = vi.fn(async () => ({ value: read.mock.calls.length, whole: true }));
  expect(await Promise.all([memory('a', read), memory('a', read)])).toEqual([1, 1]);
  expect(await memory('b', read)).toBe(2);
  await clock.pass(999);
  expect(await memory('a', read)).toBe(1);
  await clock.pass(1);
  expect(await memory('a', read)).toBe(3);
});

test('believes no answer that a failure cut short, and no failure', async () => {
  const memory = ttlCache<string>(createVirtualClock(), 1000);
  expect(await memory('a', async () => ({ value: 'half', whole: false }))).toBe('half');
  expect(await memory('a', async () => ({ value: 'all', whole: true }))).toBe('all');
  await expect(memory('b', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await memory('b', async () => ({ value: 'mended', whole: true }))).toBe('mended');
});
