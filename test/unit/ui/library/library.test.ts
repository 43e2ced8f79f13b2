import Papa from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { FolderState } from '@/lib/ports/FolderAccess';
import { createLibraryIndex } from '@/lib/ui/library/createLibraryIndex';
import { createLibraryModel } from '@/lib/ui/library/createLibraryModel';
import { rowsToCsv, rowsToJson } from '@/lib/ui/library/exportRows';
import type { LibraryPorts } from '@/lib/ui/library/LibraryPorts';
import { emptyQuery, type LibraryQuery, sortColumns } from '@/lib/ui/library/libraryQuery';
import type { ShelfPorts } from '@/lib/ui/library/ShelfPorts';

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

describe('the shelf', () => {
  const shelfOf = (all: readonly LibraryRow[]) => {
    const shelf = createLibraryIndex();
    shelf.put(all);
    return shelf;
  };
  const find = (change: Partial<LibraryQuery>, shelf = shelfOf(rows)): string =>
    shelf
      .find({ ...emptyQuery, ...change })
      .rows.map((one) => one.key)
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

  it.each([
    ['a newer file', row('4', { savedAt: at(24) }), '4123'],
    ['an older file', row('4', { savedAt: at(1) }), '1234'],
    ['a file saved anew', row('3', { savedAt: at(24) }), '312'],
    ['new words', row('2', { savedAt: at(22), desc: 'pesto' }), '123'],
  ])('keeps its order when there is %s', (_, next, keys) => {
    const shelf = shelfOf(rows);
    expect(find({}, shelf)).toBe('123');
    shelf.put([next]);
    expect(find({}, shelf)).toBe(keys);
    expect(find({ sortBy: 'size' }, shelf)).toHaveLength(keys.length);
    if (next.desc) expect([find({ words: 'pesto' }, shelf), find({ words: 'soup' }, shelf)]).toEqual(['2', '']);
  });

  it('counts posts once, however many files they have and whenever it is asked', () => {
    const shelf = shelfOf([...rows, row('4', { postId: rows[0]?.postId ?? '' })]);
    const counts = () => {
      const { posts, bytes } = shelf.find(emptyQuery);
      return [posts, bytes];
    };
    expect([counts(), counts()]).toEqual([
      [3, 121],
      [3, 121],
    ]);
    shelf.removePosts(new Set([rows[0]?.postId ?? '']));
    expect(counts()).toEqual([2, 16]);
  });

  it('finds after files were taken out what a fresh look finds, in every order', () => {
    const all = [...rows, ...['4', '5'].map((key) => row(key, { postId: rows[0]?.postId ?? '' }))];
    const shelf = shelfOf(all);
    const queries = sortColumns.flatMap((sortBy) =>
      [true, false].map((ascending) => ({ ...emptyQuery, sortBy, ascending })),
    );
    for (const query of queries) shelf.find(query);
    let left = all;
    for (const keys of [['4', 'unknown'], ['2'], ['1', '5'], ['3']]) {
      shelf.removeFiles(new Set(keys));
      left = left.filter(({ key }) => !keys.includes(key));
      for (const query of queries)
        expect(shelf.find(query), `${query.sortBy} ${keys}`).toEqual(shelfOf(left).find(query));
      expect(shelf.size()).toBe(left.length);
    }
    shelf.put(rows);
    expect(find({}, shelf)).toBe('123');
  });

  const typed = ['', 'o', 'on', 'onion', 'onion r', 'onion ri', 'ri onion', 'r', 'mp4', 'mp4 on', '7', 'creme', ''];

  it.each(typed.map((words, turn) => [words, turn] as const))(
    'finds after %j, typed as number %i, what a fresh look finds',
    (_, turn) => {
      const known = [...rows];
      const shelf = shelfOf(known);
      for (const [step, words] of [...typed.slice(turn), ...typed.slice(0, turn)].entries()) {
        const query: LibraryQuery = {
          ...emptyQuery,
          words,
          kind: step % 4 === 3 ? 'video' : 'all',
          ascending: step > 8,
        };
        expect(shelf.find(query), `${step} ${words}`).toEqual(shelfOf(known).find(query));
        if (step % 5 !== turn % 5) continue;
        const next = row(`9${step}`, { desc: `Onion ring number ${step}`, postId: rows[step % 3]?.postId ?? '' });
        known.push(next);
        shelf.put([next]);
        expect(shelf.find(query), `${step} ${words}, one more`).toEqual(shelfOf(known).find(query));
      }
    },
  );
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

  it.each([
    '=HYPERLINK("https://evil.example";"a")\nand more',
    '+1\r\n2',
    '\n=1',
    '\r=1',
    '\t=1\n',
    ' =1',
    '\u200b=1',
    '\ufeff@A1\nb',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)\nx',
    '\u22121',
    '﹢1',
  ])('run %j in no field', (words) => {
    const text = rowsToCsv([row('1', { desc: words, nickname: words, uniqueId: words, path: words })]);
    const [read] = Papa.parse<Record<string, string>>(text.slice(1), {
      header: true,
      delimiter: ',',
      newline: '\r\n',
    }).data;
    for (const field of ['caption', 'nickname', 'handle', 'path']) expect(read?.[field]).toBe(`'${words}`);
  });

  it('give JSON with the address of each post', () => {
    const read: unknown = JSON.parse(rowsToJson([row('1', { photos: true, notes: ['no-sound'], missing: true })]));
    expect(read).toEqual([
      expect.objectContaining({
        address: 'https://www.tiktok.com/@mira.reads/photo/730000000000000001',
        saved: new Date(at(20)).toISOString(),
        handle: 'mira.reads',
        notes: 'no-sound missing',
      }),
    ]);
  });
});

describe('the library', () => {
  const setUp = (
    all: readonly LibraryRow[],
    loadShelfPorts: LibraryPorts['loadShelfPorts'] = async () => expect.unreachable(),
  ) => {
    let announce: (rows: readonly LibraryRow[]) => void = () => {};
    let shelf = all;
    let broken = false;
    const folderState: FolderState = 'granted';
    const opened: Result<boolean> = ok(false);
    let reading: () => void = () => {};
    let failNewest: (error: unknown) => void = () => {};
    let removed: ((keys: ReadonlySet<string>) => void) | undefined;
    let missing: { flagged: () => readonly string[]; onPosts: (posts: readonly string[]) => void } | undefined;
    const files: string[] = [];
    const sent: unknown[] = [];
    const ports: LibraryPorts = {
      call: async (name, input) => {
        sent.push([name, input]);
        if (name === 'showFile') return err(failure('file'));
        return ok({ jobId: 'j' }) as never;
      },
      allowFolder: async () => folderState,
      openSaved: async () => opened,
      openPlaced: async () => ok(true as const),
      async *rowChunks() {
        if (broken) throw new Error('no database');
        yield shelf.slice(0, 2);
        reading();
        yield shelf.slice(2);
      },
      readThumbs: async () => new Map(),
      createUrl: () => '',
      revokeUrl: () => {},
      readLayout: () => 'table',
      writeLayout: (layout) => void files.push(layout),
      rowsOfPost: async (postId) => {
        if (broken) throw new Error('no database');
        return shelf.filter((one) => one.postId === postId);
      },
      watchNewest: (onRows, onError) => {
        announce = onRows;
        failNewest = onError;
        onRows(shelf.slice(0, 1));
        return () => {};
      },
      watchJobs: () => () => {},
      watchRecordings: () => () => {},
      watchTasks: () => () => {},
      watchFailures: () => () => {},
      listSummaries: () => Promise.reject(new Error('no database')),
      goneTimes: async () => [],
      gonePosts: () => Promise.reject(new Error('no database')),
      watchMissing: (flagged, onPosts) => {
        missing = { flagged, onPosts };
        return () => {
          missing = undefined;
        };
      },
      watchRemoved: (onRemoved) => {
        removed = onRemoved;
        return () => {
          removed = undefined;
        };
      },
      openPost: async () => {},
      openSite: async () => {},
      openPage: async () => {},
      saveShortcut: async () => 'Alt+Shift+S',
      requestAccess: async () => true,
      loadViewerPorts: async () => expect.unreachable(),
      loadGalleryPorts: () => Promise.reject(new Error('no gallery is asked for here')),
      loadShelfPorts,
      renamedPeople: async () => ['Ann', 'Ben'].map((before) => ({ secUid: before, before, now: 'New', files: 2 })),
      openNames: async () => void sent.push('names'),
      loadPeoplePorts: async () => expect.unreachable(),
      loadTakenPorts: async () => expect.unreachable(),
      loadWatchPorts: async () => expect.unreachable(),
      offerFile: (name) => void files.push(name),
      now: () => at(25),
    };
    const model = createLibraryModel(ports);
    const stop = model.start();
    const keys = (): string => model.found.value.rows.map((one) => one.key).join('');
    return {
      model,
      files,
      sent,
      keys,
      announce: (next: readonly LibraryRow[]) => announce(next),
      stop,
      missing: () => missing,
      removed: () => removed,
      breakShelf: () => {
        broken = true;
      },
      breakNewest: () => failNewest(new Error('no database')),
      duringRead: (work: () => void) => {
        reading = work;
      },
      setShelf: (next: readonly LibraryRow[]) => {
        shelf = next;
      },
    };
  };

  it('shows the newest at once and the rest when it is read', async () => {
    const { model, keys } = setUp(rows);
    expect([keys(), model.partial.value]).toEqual(['1', true]);
    await vi.waitFor(() => expect(model.partial.value).toBe(false));
    expect([keys(), model.size.value]).toEqual(['123', 3]);
    expect(model.found.value).toMatchObject({ posts: 3, bytes: 21 });
  });

  it('puts a file that comes in on top, and takes over what changed, without doubling', async () => {
    const { keys, model, announce } = setUp(rows);
    await model.reload();
    announce([row('4', { savedAt: at(24) }), row('1', { savedAt: at(23), missing: true })]);
    expect(keys()).toBe('4123');
    expect(model.found.value.rows[1]?.missing).toBe(true);
  });

  it('reads all again when more came at once than it is told of', async () => {
    const { keys, model, announce, setShelf } = setUp(rows);
    await vi.waitFor(() => expect(model.partial.value).toBe(false));
    const more = ['4', '5', '6'].map((key) => row(key, { savedAt: at(24) + Number(key) }));
    setShelf([...more, ...rows]);
    announce([row('6', { savedAt: at(24) + 6 })]);
    await vi.waitFor(() => expect(keys()).toBe('654123'));
  });

  it('lets go of what another page takes out, while it is read, too, and hears no more once it is stopped', async () => {
    const { duringRead, keys, model, removed, stop } = setUp(rows);
    duringRead(() => removed()?.(new Set(['1'])));
    await vi.waitFor(() => expect(model.partial.value).toBe(false));
    expect([keys(), model.size.value]).toEqual(['23', 2]);
    removed()?.(new Set(['2', 'unknown']));
    expect([keys(), model.size.value]).toEqual(['3', 1]);
    stop();
    expect(removed()).toBeUndefined();
  });

  it('tells when the shelf cannot be read', async () => {
    const { model, breakShelf, keys } = setUp(rows);
    await vi.waitFor(() => expect(model.partial.value).toBe(false));
    breakShelf();
    await model.reload();
    expect([model.problem.value?.code, keys()]).toEqual(['bug', '123']);
    model.dismissProblem();
    await model.saveAgain('730000000000000001');
    expect([model.problem.value?.code, keys()]).toEqual(['bug', '123']);
  });

  it('tells when not even the newest can be read, nor the lists', async () => {
    const { model, breakNewest } = setUp(rows);
    breakNewest();
    expect(model.problem.value?.code).toBe('bug');
    model.dismissProblem();
    expect([await model.listSummaries(), await model.gonePosts('x', 1)]).toEqual([[], []]);
    expect(model.problem.value?.code).toBe('bug');
  });

  it('keeps a file that is saved while all is read anew', async () => {
    const { model, keys, announce, duringRead } = setUp(rows);
    await vi.waitFor(() => expect(model.partial.value).toBe(false));
    duringRead(() => announce([row('4', { savedAt: at(24) }), ...rows.slice(0, 1)]));
    await model.reload();
    expect(keys()).toBe('4123');
  });

  it('watches a list whole, or only what comes from now on', async () => {
    const { model, sent } = setUp(rows);
    const source = { kind: 'likes', secUid: 'MS4wLjABAAAAa', uniqueId: 'mira' } as const;
    const options = { postKind: 'video' } as const;
    expect([await model.watchList(source, options, false), await model.watchList(source, options, true)]).toEqual([
      true,
      true,
    ]);
    expect(sent).toEqual([
      ['watchList', { source, options }],
      ['watchList', { source, options, onlyNew: true }],
    ]);
  });

  it('takes over which files the browser finds gone', async () => {
    const first = row('1', { savedAt: at(23) });
    const { model, keys, setShelf, missing, stop } = setUp([first, ...rows.slice(1)]);
    await vi.waitFor(() => expect(missing()?.flagged()).toEqual([]));
    setShelf([{ ...first, missing: true }, ...rows.slice(1)]);
    missing()?.onPosts([first.postId]);
    await vi.waitFor(() => expect(model.found.value.rows[0]?.missing).toBe(true));
    expect([keys(), missing()?.flagged()]).toEqual(['123', ['1']]);
    stop();
    expect(missing()).toBe(undefined);
  });

  it('reads everything again when very many files are gone', async () => {
    const { model, setShelf, missing } = setUp(rows);
    await vi.waitFor(() => expect(missing()).toBeDefined());
    setShelf(rows.map((one) => ({ ...one, missing: true })));
    missing()?.onPosts(Array.from({ length: 51 }, (_, index) => String(index)));
    await vi.waitFor(() => expect(model.found.value.rows.every((one) => one.missing)).toBe(true));
  });

  it('tells when a file cannot be shown', async () => {
    const { model } = setUp(rows);
    await model.showFile({ key: '1' });
    expect(model.problem.value?.code).toBe('file');
  });

  it('forgets a record that is being saved again', async () => {
    const { keys, model, setShelf, sent } = setUp(rows);
    await model.reload();
    setShelf(rows.slice(1));
    await model.saveAgain('730000000000000001');
    expect([keys(), model.again.value]).toEqual(['23', 1]);
    expect(sent).toEqual([['saveAgain', { postId: '730000000000000001' }]]);
  });

  it('shows posts once each as covers, and remembers the choice', () => {
    const { model, files, announce } = setUp([]);
    announce([
      row('3', { kind: 'music', postId: '7', savedAt: at(24) }),
      row('2', { kind: 'image', postId: '7', savedAt: at(23), missing: true }),
      row('1'),
    ]);
    expect(model.tiles.value.map(({ row: { key }, files: count, missing }) => [key, count, missing])).toEqual([
      ['2', 2, true],
      ['1', 1, false],
    ]);
    model.setLayout('covers');
    expect([model.layout.value, files]).toEqual(['covers', ['covers']]);
  });

  it('makes what views are read from ahead in a large library, once it is quiet, and never in a small one', async () => {
    vi.useFakeTimers();
    try {
      const prepared: number[] = [];
      const shelfPorts = { prepareGroups: async (ids: ReadonlySet<string>) => void prepared.push(ids.size) };
      const many = Array.from({ length: 10_000 }, (_, at) => row(`${at}`, { postId: String(at >> 1) }));
      for (const all of [rows, many]) {
        const { model, stop } = setUp(all, async () => shelfPorts as unknown as ShelfPorts);
        await vi.waitFor(() => expect(model.partial.value).toBe(false));
        await vi.advanceTimersByTimeAsync(1900);
        expect(prepared).toEqual([]);
        await vi.advanceTimersByTimeAsync(200);
        stop();
      }
      expect(prepared).toEqual([5000]);
      const { model, stop } = setUp(many, async () => expect.unreachable());
      await vi.waitFor(() => expect(model.partial.value).toBe(false));
      stop();
      await vi.advanceTimersByTimeAsync(5000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('says who has another name than their folder once it is quiet, one after the other, and leads to the question', async () => {
    vi.useFakeTimers();
    try {
      const { model, sent } = setUp(rows);
      await vi.waitFor(() => expect(model.partial.value).toBe(false));
      const shown = () => model.newNames.value.map(({ before }) => before);
      expect(shown()).toEqual([]);
      await vi.advanceTimersByTimeAsync(2100);
      expect(shown()).toEqual(['Ann', 'Ben']);
      model.waveOffName();
      expect(shown()).toEqual(['Ben']);
      await model.decideNames();
      expect([shown(), sent]).toEqual([[], ['names']]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('names exports by the day', async () => {
    const { model, files } = setUp(rows);
    await model.exportAs('csv');
    await model.exportAs('json');
    expect(files).toEqual(['tokshelf-2026-10-25.csv', 'tokshelf-2026-10-25.json']);
  });
});
