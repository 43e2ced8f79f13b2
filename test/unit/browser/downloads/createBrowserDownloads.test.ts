import { beforeEach, expect, test, vi } from 'vitest';
import { createBrowserDownloads } from '@/lib/browser/downloads/createBrowserDownloads';
import { aRecord } from '../../../fakes/rows';

interface Item {
  id: number;
  url: string;
  filename: string;
  state: 'in_progress' | 'complete' | 'interrupted';
  exists: boolean;
  fileSize: number;
  bytesReceived: number;
  startTime: string;
  endTime?: string;
  error?: string;
  byExtensionId?: string;
}
type Change = { id: number; state?: { current?: string }; filename?: { current?: string } };

const fake = vi.hoisted(() => {
  const items: Item[] = [];
  const listeners = new Set<(change: Change) => void>();
  const orders: unknown[] = [];
  const asked: unknown[] = [];
  const gone: string[] = [];
  // As in Chromium: a search answers what is known and only then looks for the file.
  const onDisk = new Map<number, boolean>();
  let refuse: string | undefined;
  const browser = {
    runtime: { id: 'ours' },
    downloads: {
      download: async (order: unknown) => {
        if (refuse !== undefined) throw new Error(refuse);
        orders.push(order);
        return 7;
      },
      search: async (query: { id?: number; url?: string }) => {
        asked.push(query);
        const found = items.filter(
          (item) =>
            (query.id === undefined || item.id === query.id) && (query.url === undefined || item.url === query.url),
        );
        const copies = found.map((item) => ({ ...item })).sort((a, b) => b.startTime.localeCompare(a.startTime));
        for (const item of found) item.exists = onDisk.get(item.id) ?? item.exists;
        return copies;
      },
      cancel: async (id: number) => void gone.push(`cancel ${id}`),
      removeFile: async (id: number) => void gone.push(`remove ${id}`),
      erase: async ({ id }: { id: number }) => void gone.push(`erase ${id}`),
      onChanged: {
        addListener: (listener: (change: Change) => void) => void listeners.add(listener),
        removeListener: (listener: (change: Change) => void) => void listeners.delete(listener),
      },
    },
  };
  return {
    items,
    listeners,
    orders,
    asked,
    gone,
    onDisk,
    browser,
    refuseWith: (text: string | undefined) => (refuse = text),
  };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

const item = (more: Partial<Item> = {}): Item => ({
  id: 7,
  url: 'blob:a',
  filename: '/home/a/Downloads/x.mp4',
  state: 'complete',
  exists: true,
  fileSize: 10,
  bytesReceived: 10,
  startTime: '2026-11-01T00:00:00.000Z',
  endTime: new Date().toISOString(),
  byExtensionId: 'ours',
  ...more,
});

const downloads = createBrowserDownloads();

beforeEach(() => {
  fake.items.length = 0;
  fake.orders.length = 0;
  fake.asked.length = 0;
  fake.gone.length = 0;
  fake.listeners.clear();
  fake.onDisk.clear();
  fake.refuseWith(undefined);
});

test('starts without asking the person', async () => {
  expect(await downloads.start({ url: 'blob:a', path: 'tiktok/x.mp4', conflict: 'uniquify' })).toEqual({
    ok: true,
    value: 7,
  });
  expect(fake.orders).toEqual([{ url: 'blob:a', filename: 'tiktok/x.mp4', conflictAction: 'uniquify', saveAs: false }]);
});

test('an order that the browser refuses because it is closed is tried again', async () => {
  fake.refuseWith('The browser is shutting down.');
  const result = await downloads.start({ url: 'blob:x', path: 'a.mp4', conflict: 'uniquify' });
  expect(result).toMatchObject({ ok: false, error: { code: 'file' } });
});

test('a refused order is a failure', async () => {
  fake.refuseWith('Invalid filename');
  const result = await downloads.start({ url: 'blob:a', path: '../x', conflict: 'overwrite' });
  expect(result).toMatchObject({ ok: false, error: { code: 'bug', detail: 'download refused: Invalid filename' } });
});

test.each([
  ['in_progress', 'running'],
  ['complete', 'complete'],
  ['interrupted', 'interrupted'],
] as const)('%s is %s', async (state, name) => {
  fake.items.push(item({ state }));
  expect(await downloads.findById(7)).toMatchObject({ id: 7, state: name, path: '/home/a/Downloads/x.mp4', bytes: 10 });
});

test('the reason of an interruption becomes a code', async () => {
  fake.items.push(item({ state: 'interrupted', error: 'FILE_NO_SPACE' }));
  expect((await downloads.findById(7))?.error).toEqual({ code: 'space', detail: 'FILE_NO_SPACE' });
});

test.each([
  ['USER_CANCELED', '', true],
  ['USER_CANCELED', '/home/a/Downloads/x.mp4', undefined],
  ['FILE_ACCESS_DENIED', '', undefined],
])('%s with the path "%s" is a question without an answer: %s', async (error, filename, unanswered) => {
  fake.items.push(item({ state: 'interrupted', error, filename }));
  expect((await downloads.findById(7))?.unanswered).toBe(unanswered);
});

test('downloads of others are not seen, cancelled or forgotten', async () => {
  fake.items.push(item({ byExtensionId: 'theirs', state: 'in_progress' }), item({ id: 8, url: 'blob:b' }));
  delete fake.items[1]?.byExtensionId;
  expect([await downloads.findById(7), await downloads.findByUrl('blob:b')]).toEqual([undefined, undefined]);
  await downloads.cancel(7);
  await downloads.forget(7);
  expect(fake.gone).toEqual([]);
});

test('of several with one address the newest of ours counts', async () => {
  fake.items.push(
    item({ id: 1, startTime: '2026-11-01T00:00:00.000Z' }),
    item({ id: 2, startTime: '2026-11-03T00:00:00.000Z' }),
    item({ id: 3, startTime: '2026-11-04T00:00:00.000Z', byExtensionId: 'theirs' }),
  );
  expect((await downloads.findByUrl('blob:a'))?.id).toBe(2);
});

test('an old file is looked for twice, since the browser looks only after it has answered', async () => {
  fake.items.push(item({ endTime: '2026-11-01T00:00:05.000Z' }));
  fake.onDisk.set(7, false);
  expect((await downloads.findById(7))?.exists).toBe(false);
});

test('only what runs is cancelled; what is known is forgotten', async () => {
  fake.items.push(item({ id: 7, state: 'in_progress' }), item({ id: 8 }));
  for (const id of [7, 8, 9]) await downloads.cancel(id);
  for (const id of [8, 9]) await downloads.forget(id);
  expect(fake.gone).toEqual(['cancel 7', 'erase 8']);
});

test('a file is deleted once, and only if it is ours', async () => {
  fake.items.push(item({ id: 7 }), item({ id: 8, exists: false }), item({ id: 9, byExtensionId: 'theirs' }));
  for (const id of [7, 8, 9, 10]) await downloads.removeFile?.(id);
  expect(fake.gone).toEqual(['remove 7']);
});

const tell = async (change: Change): Promise<void> => {
  for (const listener of fake.listeners) listener(change);
  await new Promise((resolve) => setTimeout(resolve));
};

test('an end whose path was not told is looked up once for all who listen; that of others is theirs', async () => {
  fake.items.push(item({ id: 7 }), item({ id: 8, byExtensionId: 'theirs' }), item({ id: 9, state: 'interrupted' }));
  const ended: number[] = [];
  const stops = [downloads.onEnd((id) => ended.push(id)), downloads.onEnd((id) => ended.push(-id))];
  await tell({ id: 7, state: { current: 'in_progress' } });
  await tell({ id: 7 });
  for (const [id, current] of [
    [7, 'complete'],
    [8, 'complete'],
    [9, 'interrupted'],
  ] as const) {
    await tell({ id, state: { current } });
  }
  for (const stop of stops) stop();
  await tell({ id: 7, state: { current: 'complete' } });
  expect(ended).toEqual([7, -7, 9, -9]);
  expect([fake.asked.length, fake.listeners.size]).toEqual([3, 0]);
});

test('an end whose path was told costs no search, which would let the browser look for every file it ever saved', async () => {
  const ended: unknown[] = [];
  const stop = downloads.onEnd((_, end) => ended.push(end));
  await tell({ id: 7, filename: { current: '/home/a/Downloads/x.mp4.crdownload' } });
  await tell({ id: 7, filename: { current: '/home/a/Downloads/x (1).mp4' } });
  await tell({ id: 7, state: { current: 'complete' } });
  stop();
  expect(ended).toEqual([{ id: 7, state: 'complete', path: '/home/a/Downloads/x (1).mp4' }]);
  expect(fake.asked).toEqual([]);
});

test('why a download broke is asked, though its path was told', async () => {
  fake.items.push(item({ id: 9, state: 'interrupted', error: 'FILE_NO_SPACE' }));
  const ended: unknown[] = [];
  const stop = downloads.onEnd((_, end) => ended.push(end?.error?.code));
  await tell({ id: 9, filename: { current: '/home/a/Downloads/x.mp4' } });
  await tell({ id: 9, state: { current: 'interrupted' } });
  stop();
  expect(ended).toEqual(['space']);
});

test('tells of saved files which were deleted, by the browser’s second answer, and of none that it does not know', async () => {
  fake.items.length = 0;
  fake.items.push(item({ id: 1, filename: '/d/there.mp4' }), item({ id: 2, filename: '/d/deleted.mp4' }));
  fake.items.push(item({ id: 3, filename: '/d/somebody.mp4', exists: false }));
  fake.onDisk.set(2, false);
  const record = (id: number | undefined, path: string) =>
    aRecord({ postId: `${id}`, path, ...(id === undefined ? {} : { downloadId: id }) });
  const records = [
    record(1, '/d/there.mp4'),
    record(2, '/d/deleted.mp4'),
    record(3, '/d/other.mp4'),
    record(undefined, '/d/x.mp4'),
    record(9, '/d/9.mp4'),
  ];
  expect(await createBrowserDownloads().gone?.(records)).toEqual([records[1]?.key]);
  fake.onDisk.clear();
});
