import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { ok } from '@/lib/base/result';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { createLibraryModel } from '@/lib/ui/createLibraryModel';
import { rowsToCsv, rowsToJson } from '@/lib/ui/exportRows';
import type { LibraryPorts } from '@/lib/ui/LibraryPorts';
import { emptyQuery, filterRows, indexRows, type LibraryQuery } from '@/lib/ui/libraryFilter';

const at = (day: number): number => new Date(2026, 9, day, 12).getTime();
const row = (key: string, change: Partial<LibraryRow> = {}): LibraryRow => ({
  key,
  postId: `73000000000000000${key}`,
  kind: 'video',
  path: `C:\\Users\\Mira\\Downloads\\tiktok\\${key}.mp4`,
  bytes: 100,
  savedAt: at(20),
  postedAt: at(10),
  missing: false,
  notes: [],
  desc: '',
  nickname: 'Mira',
  uniqueId: 'mira.reads',
  photos: false,
  ...change,
});

const rows = [
  row('1', { desc: 'Crème brûlée at home', savedAt: at(23), bytes: 5 }),
  row('2', { desc: 'Onion soup', kind: 'image', savedAt: at(22), postedAt: at(12), bytes: 9, uniqueId: 'aaron' }),
  row('3', { desc: 'Onion rings', savedAt: at(21), postedAt: at(11), bytes: 7 }),
];

describe('filterRows', () => {
  const find = (change: Partial<LibraryQuery>): string =>
    filterRows(indexRows(rows), { ...emptyQuery, ...change })
      .map((one) => one.key)
      .join('');

  it.each([
    [{}, '123'],
    [{ words: 'onion' }, '23'],
    [{ words: 'soup ONION' }, '2'],
    [{ words: 'creme brulee' }, '1'],
    [{ words: '@aaron' }, '2'],
    [{ words: '73000000000000000' }, '123'],
    [{ kind: 'image' }, '2'],
    [{ author: 'mira.reads', words: 'onion' }, '3'],
    [{ from: '2026-10-11' }, '23'],
    [{ to: '2026-10-11' }, '13'],
    [{ from: '2026-10-11', to: '2026-10-11' }, '3'],
    [{ sortBy: 'size' }, '231'],
    [{ sortBy: 'size', ascending: true }, '132'],
    [{ sortBy: 'saved', ascending: true }, '321'],
    [{ sortBy: 'author', ascending: true }, '231'],
  ] as const)('%j finds %s', (change, keys) => expect(find(change)).toBe(keys));
});

describe('exports', () => {
  const dangerous = ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', 'a "quoted", word\nand a line'];

  it('hold back formulas and keep every word', () => {
    const text = rowsToCsv(dangerous.map((desc, index) => row(String(index), { desc })));
    expect(text.startsWith('\ufeff')).toBe(true);
    const parsed = Papa.parse<Record<string, string>>(text.slice(1).trim(), { header: true });
    expect(parsed.errors).toEqual([]);
    for (const [index, caption] of dangerous.entries()) {
      const cell = parsed.data[index]?.caption ?? '';
      expect(cell.replace(/^'/, '')).toBe(caption);
      expect(cell).not.toMatch(/^[=+\-@\t]/);
    }
  });

  it('give JSON with the address of each post', () => {
    const read: unknown = JSON.parse(rowsToJson([row('1', { photos: true })]));
    expect(read).toEqual([
      expect.objectContaining({
        address: 'https://www.tiktok.com/@mira.reads/photo/730000000000000001',
        saved: new Date(at(20)).toISOString(),
        handle: 'mira.reads',
      }),
    ]);
  });
});

describe('the library', () => {
  const setUp = (all: readonly LibraryRow[]) => {
    let announce: (rows: readonly LibraryRow[]) => void = () => {};
    let shelf = all;
    const files: string[] = [];
    const sent: unknown[] = [];
    const ports: LibraryPorts = {
      call: async (name, input) => {
        sent.push([name, input]);
        return ok({ jobId: 'j' }) as never;
      },
      allRows: async () => shelf,
      watchNewest: (onRows) => {
        announce = onRows;
        onRows(shelf.slice(0, 1));
        return () => {};
      },
      watchJobs: () => () => {},
      watchTasks: () => () => {},
      openPost: async () => {},
      openSite: async () => {},
      openPage: async () => {},
      requestAccess: async () => true,
      offerFile: (name) => void files.push(name),
      now: () => at(25),
    };
    const model = createLibraryModel(ports);
    model.start();
    const keys = (): string => model.shown.value.map((one) => one.key).join('');
    return {
      model,
      files,
      sent,
      keys,
      announce: (next: readonly LibraryRow[]) => announce(next),
      setShelf: (next: readonly LibraryRow[]) => {
        shelf = next;
      },
    };
  };

  it('shows the newest at once and the rest when it is read', async () => {
    const { model, keys } = setUp(rows);
    expect([keys(), model.partial.value]).toEqual(['1', true]);
    await Promise.resolve();
    await Promise.resolve();
    expect([keys(), model.partial.value]).toEqual(['123', false]);
    expect(model.sums.value).toEqual({ files: 3, posts: 3, bytes: 21 });
  });

  it('puts a file that comes in on top, and takes over what changed, without doubling', async () => {
    const { keys, model, announce } = setUp(rows);
    await model.reload();
    announce([row('4'), { ...row('1'), missing: true }]);
    expect(keys()).toBe('4123');
    expect(model.rows.value?.[1]?.missing).toBe(true);
  });

  it('forgets a record that is being saved again', async () => {
    const { keys, model, setShelf, sent } = setUp(rows);
    await model.reload();
    setShelf(rows.slice(1));
    await model.saveAgain('730000000000000001');
    expect([keys(), model.again.value]).toEqual(['23', 1]);
    expect(sent).toEqual([['saveAgain', { postId: '730000000000000001' }]]);
  });

  it('names exports by the day', async () => {
    const { model, files } = setUp(rows);
    model.exportAs('csv');
    model.exportAs('json');
    expect(files).toEqual(['tokshelf-2026-10-25.csv', 'tokshelf-2026-10-25.json']);
  });
});
