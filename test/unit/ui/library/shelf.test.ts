import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { PostGroup } from '@/lib/model/library/postGroup';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { createChoice } from '@/lib/ui/library/createChoice';
import { createLibraryIndex } from '@/lib/ui/library/createLibraryIndex';
import { createShelfSearch } from '@/lib/ui/library/createShelfSearch';
import { cleanTag, createShelfWork } from '@/lib/ui/library/createShelfWork';
import { emptyQuery } from '@/lib/ui/library/libraryQuery';
import { monthGroups } from '@/lib/ui/library/monthGroups';
import type { ShelfPorts } from '@/lib/ui/library/ShelfPorts';

const row = (n: number, more: Partial<LibraryRow> = {}): LibraryRow => ({
  ...{ key: `${n}:video:0`, postId: String(n), kind: 'video', path: `p/${n}.mp4`, bytes: 1, savedAt: n },
  ...{ postedAt: Date.UTC(2026, n % 12, 15), missing: false, notes: [], desc: `caption ${n}`, nickname: 'A' },
  ...{ uniqueId: 'a', photos: false },
  ...more,
});

const group = (kind: PostGroup['kind'], ...postIds: readonly string[]): PostGroup => ({
  ...{ kind, key: kind, title: kind, postIds },
});

const shelfPorts = (more: Partial<ShelfPorts> = {}) => {
  const asked: unknown[] = [];
  const ports: ShelfPorts = {
    readGroups: async () => [],
    prepareGroups: async () => {},
    readTags: async () => new Map([['1', ['Für den Winter']]]),
    changeTags: async (...all) => void asked.push(['tags', ...all]),
    countPlaced: async (keys) => keys.length,
    removeSaved: async (keys) => {
      asked.push(['disk', keys]);
      return ok(true as const);
    },
    forgetShelf: async (ids) => void asked.push(['shelf', ids]),
    findInTexts: async (word) => {
      asked.push(['find', word]);
      return new Set(word.startsWith('dough') ? ['2'] : []);
    },
    countTexts: async () => 3,
    copyText: async (text) => {
      asked.push(['copy', text]);
      return true;
    },
    ...more,
  };
  return { ports, asked };
};

const query = (words: string) => ({ ...emptyQuery, words });

it('narrows the list to the posts of groups, of several kinds together', () => {
  const { ports } = shelfPorts();
  const shelf = createShelfSearch(
    async () => ports,
    () => 0,
    (error) => expect.unreachable(String(error)),
  );
  const index = createLibraryIndex();
  index.put([1, 2, 3].map((n) => row(n)));
  const keys = () => index.find(emptyQuery, shelf.scope.value).rows.map(({ postId }) => postId);
  expect(keys()).toEqual(['3', '2', '1']);
  const [author, month] = [group('author', '1', '2'), group('month', '2', '3')];
  shelf.narrow(author);
  expect(keys()).toEqual(['2', '1']);
  shelf.narrow(month);
  expect(keys()).toEqual(['2']);
  shelf.narrow({ ...author, postIds: ['3'] });
  expect(keys()).toEqual(['3']);
  for (const one of shelf.groups.value) shelf.widen(one);
  expect(keys()).toHaveLength(3);
});

it('finds by words of saved texts and by own tags, together with words of the caption, once nobody types', async () => {
  const { ports, asked } = shelfPorts();
  const shelf = createShelfSearch(
    async () => ports,
    () => 5,
    (error) => expect.unreachable(String(error)),
  );
  const index = createLibraryIndex();
  index.put([1, 2, 3].map((n) => row(n)));
  const found = (words: string) => index.find(query(words), shelf.scope.value).rows.map(({ postId }) => postId);
  for (const words of ['d', 'do', 'dough', 'dough capt']) shelf.follow(query(words));
  await vi.waitFor(() => expect(found('dough capt')).toEqual(['2']));
  expect(asked).toEqual([
    ['find', 'dough'],
    ['find', 'capt'],
  ]);
  expect(shelf.unread.value).toBe(2);
  expect(found('winter')).toEqual(['1']);
  expect(found('fur den')).toEqual(['1']);
  expect(found('dough winter')).toEqual([]);
});

it('reads nothing before somebody searches, and asks once for each word', async () => {
  const load = vi.fn(async () => shelfPorts().ports);
  const shelf = createShelfSearch(
    load,
    () => 0,
    (error) => expect.unreachable(String(error)),
  );
  shelf.follow(emptyQuery);
  shelf.follow(query('do'));
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(load).not.toHaveBeenCalled();
  const errors: unknown[] = [];
  const broken = createShelfSearch(
    () => Promise.reject(new Error('no database')),
    () => 0,
    (error) => errors.push(error),
  );
  broken.follow(query('dough'));
  await vi.waitFor(() => expect(errors).toHaveLength(1));
});

it('chooses by a press, a range with the shift key, and all', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const choice = createChoice({
    keysAt: (from, to) => names.slice(from, to + 1),
    placeOf: (key) => names.indexOf(key),
  });
  const chosen = () => [...choice.keys.value].toSorted().join('');
  choice.start();
  choice.press(1, false);
  choice.press(3, true);
  expect(chosen()).toBe('bcd');
  choice.press(2, false);
  expect(chosen()).toBe('bd');
  choice.press(0, true);
  expect(chosen()).toBe('abcd');
  choice.set(names);
  expect(chosen()).toBe('abcde');
  choice.stop();
  expect([choice.active.value, chosen()]).toEqual([false, '']);
});

it('chooses a range from the file that was pressed, wherever it stands by now', () => {
  let names = ['a', 'b', 'c', 'd', 'e'];
  const choice = createChoice({
    keysAt: (from, to) => names.slice(from, to + 1),
    placeOf: (key) => names.indexOf(key),
  });
  const chosen = () => [...choice.keys.value].toSorted().join('');
  choice.press(0, false);
  // Newly saved files stand before it.
  names = ['x', 'y', ...names];
  choice.press(3, true);
  expect(chosen()).toBe('ab');
  // What was pressed is not shown any more: nothing lies between.
  choice.set([]);
  choice.press(6, false);
  names = ['a', 'b', 'c', 'd'];
  choice.press(1, true);
  expect(chosen()).toBe('be');
});

const worker = (more: Partial<ShelfPorts> = {}, refuse = false) => {
  const { ports, asked } = shelfPorts(more);
  const failures: unknown[] = [];
  const removed: string[] = [];
  const tags = signal(0);
  const work = createShelfWork({
    call: async (name, input) => {
      asked.push([name, input]);
      if (refuse) return err(failure('database'));
      return ok({ postIds: ['1'], jobId: 'j' }) as never;
    },
    now: () => 7,
    loadPorts: async () => ports,
    onFailure: ({ code }) => failures.push(code),
    onRemoved: (keys) => removed.push(...keys),
    onTags: async () => {
      tags.value += 1;
    },
  });
  return { work, asked, failures, removed, tags };
};

it('takes files from the disk before their records, in pieces, and stops where one cannot be taken', async () => {
  const rows = Array.from({ length: 450 }, (_, at) => row(at));
  const good = worker();
  expect(await good.work.remove(rows, true)).toBe(true);
  expect(good.asked.map((one) => (one as [string])[0])).toEqual([
    ...['disk', 'forgetFiles', 'shelf', 'disk', 'forgetFiles', 'shelf', 'disk', 'forgetFiles', 'shelf'],
  ]);
  expect(good.removed).toHaveLength(450);
  let times = 0;
  const stuck = worker({
    removeSaved: async () => {
      times += 1;
      return times === 2 ? err(failure('grant')) : ok(true);
    },
  });
  expect(await stuck.work.remove(rows, true)).toBe(false);
  expect([stuck.removed.length, stuck.failures, stuck.work.removing.value]).toEqual([200, ['grant'], undefined]);
  const kept = worker();
  await kept.work.remove(rows.slice(0, 2), false);
  expect(kept.asked.some((one) => (one as [string])[0] === 'disk')).toBe(false);
  const refused = worker({}, true);
  expect([await refused.work.remove(rows, false), refused.removed, refused.failures]).toEqual([
    false,
    [],
    ['database'],
  ]);
});

it('does for posts what posts are, each once', async () => {
  const { work, asked, tags } = worker();
  const rows = [row(1), row(1, { key: '1:music:0', kind: 'music' }), row(2, { uniqueId: '', photos: true })];
  await work.copyLinks(rows);
  await work.saveAgain(rows);
  await work.tag(rows, '  two\n words ', true);
  await work.tag(rows, ' ', true);
  expect(asked).toEqual([
    ['copy', 'https://www.tiktok.com/@a/video/1\nhttps://www.tiktok.com/@_/photo/2\n'],
    [
      'saveManyAgain',
      {
        posts: [
          { postId: '1', uniqueId: 'a', photos: false },
          { postId: '2', photos: true },
        ],
      },
    ],
    ['tags', ['1', '2'], { tag: 'two words', give: true }, 7],
  ]);
  expect(tags.value).toBe(1);
});

it('asks for many posts in as many jobs as links may be pasted', async () => {
  const { work, asked } = worker();
  await work.saveAgain(Array.from({ length: 5001 }, (_, at) => row(at)));
  expect(asked.map((one) => (one as [string, { posts: unknown[] }])[1].posts.length)).toEqual([5000, 1]);
});

it('makes one line of a tag', () => {
  expect([cleanTag(' a\u0000b\t c '), cleanTag('\n'), cleanTag('x'.repeat(90)).length]).toEqual(['a b c', '', 60]);
  // Half a sign of two parts is none.
  expect(cleanTag(`${'x'.repeat(59)}😀`)).toBe('x'.repeat(59));
  expect(cleanTag(`${'x'.repeat(58)}😀`)).toBe(`${'x'.repeat(58)}😀`);
});

it('groups by the month of posting', () => {
  expect(monthGroups([row(1), row(13), row(2)]).map(({ key, postIds }) => [key, postIds])).toEqual([
    ['2026-02', ['1', '13']],
    ['2026-03', ['2']],
  ]);
});
