import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDb } from '@/lib/browser/database/db';
import { lookForMissing } from '@/lib/browser/downloads/lookForMissing';
import { aRecord } from '@/test/fakes/rows';

interface Item {
  readonly id: number;
  readonly filename: string;
  readonly exists: boolean;
  readonly byExtensionId?: string;
}

const fake = vi.hoisted(() => {
  const items: Item[] = [];
  // As in Chromium 156: what is on disk is looked up after the answer, so the first answer is of yesterday.
  const state = { looked: false };
  const browser = {
    runtime: { id: 'ours' },
    downloads: {
      onChanged: { addListener: () => {}, removeListener: () => {} },
      search: async ({ id, exists }: { id?: number; exists?: boolean }) => {
        const known = state.looked ? items : items.map((item) => ({ ...item, exists: true }));
        state.looked = true;
        return known.filter((item) => (id === undefined || item.id === id) && (exists ?? item.exists) === item.exists);
      },
    },
  };
  return { items, state, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const ours = (id: number, filename: string, exists: boolean): Item => ({ id, filename, exists, byExtensionId: 'ours' });
const look = async (flagged: readonly string[] = []): Promise<readonly string[]> => {
  const looking = lookForMissing(flagged);
  await vi.advanceTimersByTimeAsync(1000);
  return looking;
};
const missing = async (): Promise<string[]> => {
  const db = openDb();
  const rows = await db.records.toArray();
  db.close();
  return rows.filter((row) => row.missing).map(({ postId }) => postId);
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  fake.items.length = 0;
  fake.state.looked = false;
  const db = openDb();
  await db.records.clear();
  await db.records.bulkPut([
    aRecord({ postId: '1', downloadId: 11, path: '/d/1.mp4' }),
    aRecord({ postId: '2', downloadId: 12, path: '/d/2.mp4' }),
    aRecord({ postId: '3', downloadId: 13, path: '/d/3.mp4', missing: true }),
    aRecord({ postId: '4', path: '/d/4.mp4' }),
  ]);
  db.close();
});
afterEach(() => vi.useRealTimers());

test('notes the files that the browser found gone', async () => {
  fake.items.push(ours(11, '/d/1.mp4', false), ours(12, '/d/2.mp4', true), ours(13, '/d/3.mp4', false));
  expect(await look()).toEqual(['1']);
  expect(await missing()).toEqual(['1', '3']);
  expect(await look()).toEqual([]);
});

test('believes neither another file under the same id nor the downloads of others', async () => {
  fake.items.push(ours(11, '/d/other.mp4', false), { ...ours(12, '/d/2.mp4', false), byExtensionId: 'theirs' });
  expect(await look()).toEqual([]);
  expect(await missing()).toEqual(['3']);
});

test('takes back what is there again', async () => {
  fake.items.push(ours(13, '/d/3.mp4', true));
  expect(await look()).toEqual([]);
  fake.state.looked = false;
  expect(await look(['3:video:0', 'unknown:video:0'])).toEqual(['3']);
  expect(await missing()).toEqual([]);
});
