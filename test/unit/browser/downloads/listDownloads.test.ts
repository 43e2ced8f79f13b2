import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listDownloads } from '@/lib/browser/downloads/listDownloads';

interface Query {
  readonly startedAfter?: string;
  readonly limit: number;
}

const fake = vi.hoisted(() => {
  const items: {
    id: number;
    filename: string;
    exists: boolean;
    startTime: string;
    byExtensionId?: string;
    state: string;
  }[] = [];
  // As Chromium: fractions of a millisecond are known and not told.
  const search = async ({ startedAfter = '', limit }: Query) =>
    items.filter(({ startTime }) => startTime >= startedAfter).slice(0, limit);
  const onChanged = { addListener: () => {}, removeListener: () => {} };
  return { items, browser: { runtime: { id: 'ours' }, downloads: { search, onChanged } } };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('tells all of our downloads once, piece by piece, those of one moment too', async () => {
  const at = (ms: number): string => new Date(1_700_000_000_000 + ms).toISOString();
  for (let id = 0; id < 2500; id += 1)
    fake.items.push({
      id,
      filename: `/d/${id}`,
      exists: true,
      startTime: at(Math.floor(id / 3)),
      state: 'complete',
      byExtensionId: id % 2 === 0 ? 'ours' : 'others',
    });
  fake.items.push({
    id: 9999,
    filename: '/d/half',
    exists: false,
    startTime: at(5000),
    state: 'interrupted',
    byExtensionId: 'ours',
  });
  const seen: number[] = [];
  for (let after = ''; ; ) {
    const listing = listDownloads(after);
    if (after === '') await vi.advanceTimersByTimeAsync(20_000);
    const piece = await listing;
    if (piece.length === 0) break;
    seen.push(...piece.map(({ id }) => id));
    after = piece.at(-1)?.startedAt ?? '';
  }
  expect(seen).toEqual(Array.from({ length: 1250 }, (_, at) => at * 2));
});
