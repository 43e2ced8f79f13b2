import { describe, expect, it } from 'vitest';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { countFigures } from '@/lib/ui/library/countFigures';

const row = (postId: string, more: Partial<LibraryRow> = {}): LibraryRow => ({
  ...{ key: `${postId}:video:0`, postId, kind: 'video', path: 'a.mp4', bytes: 1000, missing: false, notes: [] },
  ...{ savedAt: new Date(2026, 9, 14).getTime(), postedAt: 0, desc: '', nickname: '', uniqueId: 'anna', photos: false },
  ...more,
});

const count = (rows: readonly LibraryRow[], gone: readonly { postId: string; goneAt: number }[] = []) => {
  let passes = 0;
  return countFigures({
    async *rowChunks() {
      passes += 1;
      if (passes > 1) throw new Error('a second pass');
      yield rows.slice(0, 2);
      yield rows.slice(2);
    },
    goneTimes: async () => gone,
  });
};

describe('the library in numbers', () => {
  it('counts by month, with the months between in which nothing was saved', async () => {
    const at = (month: number, year = 2026) => ({ savedAt: new Date(year, month, 1).getTime() });
    const { months, files } = await count([row('1', at(10, 2025)), row('2', at(1)), row('3', at(1))]);
    expect(months.map(([month, amount]) => [month, amount.files])).toEqual([
      ['2025-11', 1],
      ['2025-12', 0],
      ['2026-01', 0],
      ['2026-02', 2],
    ]);
    expect(files).toBe(3);
  });

  it('counts a post once for its author and each kind of file, whatever piece its files come in', async () => {
    const rows = [
      row('1', { bytes: 10 }),
      row('2', { uniqueId: 'ben', bytes: 5 }),
      row('1', { kind: 'music', bytes: 90 }),
      row('3', { uniqueId: '' }),
    ];
    const { authors, kinds } = await count(rows);
    expect(authors).toEqual([
      ['anna', { files: 2, posts: 1, bytes: 100 }],
      ['', { files: 1, posts: 1, bytes: 1000 }],
      ['ben', { files: 1, posts: 1, bytes: 5 }],
    ]);
    expect(kinds).toEqual([
      ['video', { files: 3, posts: 3, bytes: 1015 }],
      ['music', { files: 1, posts: 1, bytes: 90 }],
    ]);
  });

  it('sorts files by size, the step itself among the smaller', async () => {
    const sizes = [0, 100_000, 100_001, 9_000_000, 5_000_000_000];
    const found = await count(sizes.map((bytes, at) => row(String(at), { bytes })));
    expect(found.sizes.map(([, files]) => files)).toEqual([2, 1, 1, 0, 1]);
  });

  it('counts what is gone by month, what of it is saved, and files that are gone from the disk', async () => {
    const gone = [
      { postId: '1', goneAt: new Date(2026, 8, 3).getTime() },
      { postId: '9', goneAt: new Date(2026, 8, 4).getTime() },
      { postId: '8', goneAt: new Date(2026, 10, 4).getTime() },
    ];
    const found = await count([row('1', { missing: true }), row('2')], gone);
    expect(found.gone).toEqual([
      ['2026-09', { posts: 2, kept: 1 }],
      ['2026-10', { posts: 0, kept: 0 }],
      ['2026-11', { posts: 1, kept: 0 }],
    ]);
    expect(found.missing).toBe(1);
  });

  it('has nothing to show of an empty library', async () => {
    expect(await count([])).toMatchObject({ files: 0, months: [], authors: [], kinds: [], gone: [] });
  });
});
