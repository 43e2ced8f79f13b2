import { z } from 'zod';
import { portableRows } from '@/lib/backup/portableRows';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { stateOfFolder } from './chosenFolder';
import { pathBelow, removeFile } from './directoryFiles';
import type { FolderDb, GrantedFolder } from './folderDb';

/** Where the list of what a granted folder holds lies in it. */
const FOLDER = '.tokshelf';
const HEADER = { format: 'tokshelf-catalogue', version: 1 };

const ROWS = 2000;
// Each save of a few files makes a small list of its own, since a file can only be written anew as a whole; so many are written as one again.
const MOST_SMALL = 40;
const QUIET_MS = 2000;

/** What is told of a folder's files: their records with paths below the folder, posts, and people without claims on lists. */
export const catalogueRows = {
  records: portableRows.records,
  posts: portableRows.posts,
  authors: portableRows.authors,
} as const;

export type CatalogueTable = keyof typeof catalogueRows;

/** A line of a list. */
export interface CatalogueRow {
  readonly table: CatalogueTable;
  readonly row: object;
}

const lineSchema = z.tuple([z.enum(['records', 'posts', 'authors']), z.unknown()]);

const listName = /^(\d{15})-(\d+)-[\da-f]{8}\.jsonl$/;

const nameOf = (savedAt: number, rows: number): string =>
  `${String(savedAt).padStart(15, '0')}-${rows}-${crypto.randomUUID().slice(0, 8)}.jsonl`;

const isGone = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError';

const listsIn = async (handle: FileSystemDirectoryHandle): Promise<string[]> => {
  try {
    const names: string[] = [];
    for await (const name of (await handle.getDirectoryHandle(FOLDER)).keys())
      if (listName.test(name)) names.push(name);
    return names.sort();
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
};

const timeOf = (name: string): number => Number(listName.exec(name)?.[1] ?? 0);
const rowsOf = (name: string): number => Number(listName.exec(name)?.[2] ?? 0);

/** How many files the lists in a folder name at most, by the lists' names alone; a file may be named twice. */
export const catalogued = async ({ handle }: Pick<GrantedFolder, 'handle'>): Promise<number> =>
  (await listsIn(handle)).reduce((sum, name) => sum + rowsOf(name), 0);

const parseLine = (line: string): CatalogueRow | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The end of a list that was cut off, or somebody wrote into it: the other lines are as good as before.
    return undefined;
  }
  const read = lineSchema.safeParse(value);
  if (!read.success) return undefined;
  const [table, row] = read.data;
  const known = catalogueRows[table].safeParse(row);
  return known.success ? { table, row: known.data } : undefined;
};

async function* readList({ handle }: Pick<GrantedFolder, 'handle'>, name: string): AsyncGenerator<CatalogueRow> {
  const file = await (await handle.getDirectoryHandle(FOLDER)).getFileHandle(name);
  const [head = '', ...lines] = (await (await file.getFile()).text()).split('\n');
  if (head !== JSON.stringify(HEADER)) return;
  for (const line of lines) {
    const row = line === '' ? undefined : parseLine(line);
    if (row) yield row;
  }
}

// Lists become one while they are read: whoever reads so long that it happens this often again is told so.
const MOST_TURNS = 20;

/**
 * Reads the lists of a folder, the oldest first: a later line of a key is the newer one. What nobody of us wrote is left
 * out. A list that another context made one with others meanwhile is read in its new place: all begins anew then, so that
 * a line may come again.
 */
export async function* readCatalogue(folder: Pick<GrantedFolder, 'handle'>): AsyncGenerator<CatalogueRow> {
  for (let turn = 1; ; turn += 1)
    try {
      for (const name of await listsIn(folder.handle)) yield* readList(folder, name);
      return;
    } catch (error) {
      if (!isGone(error) || turn === MOST_TURNS) throw error;
    }
}

const portable = (
  { path, folder: _, downloadId: __, ...record }: SaveRecord,
  root: FileSystemDirectoryHandle,
): object => ({ ...record, path: pathBelow(root, path) });

const textOf = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** The primary key of a listed row. */
export const keyOf = ({ table, row }: CatalogueRow): string =>
  String(Reflect.get(row, table === 'records' ? 'key' : table === 'posts' ? 'id' : 'secUid'));

/** Lines of records, and of the posts and people that they name. */
const linesOf = async (
  db: TokshelfDb,
  records: readonly SaveRecord[],
  root: FileSystemDirectoryHandle,
): Promise<string> => {
  const lines: unknown[] = [HEADER];
  const add = (table: CatalogueTable, row: object | undefined): void => {
    const known = row && catalogueRows[table].safeParse(row);
    if (known?.success) lines.push([table, known.data]);
  };
  for (const row of await db.posts.bulkGet([...new Set(records.map(({ postId }) => postId))])) add('posts', row);
  const people = [...new Set(records.map(({ authorSecUid }) => authorSecUid))].filter((id) => id !== '');
  for (const row of await db.authors.bulkGet(people)) {
    // What a person's list was read up to is a claim that only a whole library bears out.
    const { lastPostId: _, lastSync: __, ...facts } = row ?? {};
    add('authors', row && facts);
  }
  for (const record of records) add('records', portable(record, root));
  return textOf(lines);
};

const write = async (folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> => {
  const file = await folder.getFileHandle(name, { create: true });
  const sink = await file.createWritable();
  await sink.write(text);
  await sink.close();
};

/** Whether records that are not older than what a list reaches to tell of more than it: those of its very time may have been lost since. */
const isNews = (records: readonly SaveRecord[], listedTo: number, ties: number): boolean =>
  records.some(({ savedAt }) => savedAt !== listedTo) || records.length !== ties;

/** Keeps the lists in granted folders in step with the library. */
export interface Catalogue {
  /** A file of the folder was recorded: its list is written once no other follows for a moment. */
  note(folderId: string): void;
  /**
   * Writes what is not listed yet; nothing happens where the folder cannot be written to now. `all` = anew, with what old
   * lists name and the library does not know; `known` = anew, what the library knows alone.
   */
  flush(folderId: string, what?: 'newer' | 'all' | 'known'): Promise<void>;
}

/** Builds it on the library's database and the folders'. Failures are told to `onError`: no file waits for its list. */
export const createCatalogue = (
  db: TokshelfDb,
  { folders }: FolderDb,
  onError: (error: unknown) => void,
  rows = ROWS,
): Catalogue => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let turn: Promise<void> = Promise.resolve();

  const newer = async (id: string, since: number): Promise<SaveRecord[]> => {
    // Another file may have been recorded within the same millisecond.
    const first = await db.records.where('savedAt').aboveOrEqual(since).limit(rows).toArray();
    const own = first.filter((record) => record.folder === id);
    // A cursor, which a filter takes, costs each record as much as all together cost so: only where others fill the piece.
    if (first.length < rows || own.length === first.length) return own;
    return db.records
      .where('savedAt')
      .aboveOrEqual(since)
      .filter((record) => record.folder === id)
      .limit(rows)
      .toArray();
  };

  /** Whether a file was recorded that no list names: asked at each start of the worker, before the folder itself is. */
  const hasNewer = async ({ id, listedTo = 0, ties = 0 }: GrantedFolder): Promise<boolean> => {
    const since = db.records.where('savedAt').aboveOrEqual(listedTo);
    const first = await since
      .filter(({ folder }) => folder === id)
      .limit(ties + 1)
      .toArray();
    return isNews(first, listedTo, ties);
  };

  /** Rows of these lists of which the library knows nothing, since it was lost say: they are carried over. */
  const unknownRows = async (row: GrantedFolder, names: readonly string[]): Promise<CatalogueRow[]> => {
    const tables = { records: db.records, posts: db.posts, authors: db.authors } as const;
    const listed = new Map<string, CatalogueRow>();
    for (const name of names)
      for await (const one of readList(row, name)) listed.set(`${one.table}:${keyOf(one)}`, one);
    const unknown: CatalogueRow[] = [];
    for (const one of listed.values()) if ((await tables[one.table].get(keyOf(one))) === undefined) unknown.push(one);
    return unknown;
  };

  const list = async (id: string, what: 'newer' | 'all' | 'known'): Promise<void> => {
    const row = await folders.get(id);
    if (!row || (what === 'newer' && !(await hasNewer(row)))) return;
    if ((await stateOfFolder(row.handle)) !== 'granted') return;
    const there = await listsIn(row.handle);
    const small = there.filter((name) => rowsOf(name) < rows);
    const gathers = what === 'newer' && small.length >= MOST_SMALL;
    // Full lists stay as they are: to write all anew for each few files would take ever longer.
    const old = what !== 'newer' ? there : gathers ? small : [];
    const carried = what === 'known' ? [] : await unknownRows(row, old);
    const into = await row.handle.getDirectoryHandle(FOLDER, { create: true });
    const full = there.filter((name) => !small.includes(name)).map(timeOf);
    const from = gathers ? { listedTo: Math.max(0, ...full) } : what === 'newer' ? row : {};
    let { listedTo = 0, ties = 0 }: Pick<GrantedFolder, 'listedTo' | 'ties'> = from;
    for (;;) {
      const records = await newer(id, listedTo);
      const newest = records.at(-1);
      if (!newest || !isNews(records, listedTo, ties)) break;
      await write(into, nameOf(newest.savedAt, records.length), await linesOf(db, records, row.handle));
      listedTo = newest.savedAt;
      ties = records.filter(({ savedAt }) => savedAt === listedTo).length;
      await folders.update(id, { listedTo, ties });
      // What is recorded meanwhile comes with the next list: a list for each file would be work for each.
      if (records.length < rows) break;
    }
    if (carried.length > 0) {
      const files = carried.filter(({ table }) => table === 'records').length;
      // Under the oldest time: whatever else is told of a file is newer.
      await write(into, nameOf(0, files), textOf([HEADER, ...carried.map(({ table, row: one }) => [table, one])]));
    }
    for (const name of old) await removeFile(into, name);
  };

  const flush: Catalogue['flush'] = (id, what = 'newer') => {
    clearTimeout(timers.get(id));
    timers.delete(id);
    // Pages list as well: two that make lists one at a time would look for those that the other took away.
    turn = turn.then(() => navigator.locks.request('tokshelf-catalogue', () => list(id, what))).catch(onError);
    return turn;
  };

  return {
    flush,
    note: (id) => {
      if (!timers.has(id))
        timers.set(
          id,
          setTimeout(() => void flush(id), QUIET_MS),
        );
    },
  };
};

/** Writes the lists of a folder anew, after its files were moved. Rejects where they cannot be written now. */
export const relistFolder = async (db: TokshelfDb, folders: FolderDb, folderId: string): Promise<void> => {
  const problems: unknown[] = [];
  await createCatalogue(db, folders, (error) => void problems.push(error)).flush(folderId, 'all');
  if (problems.length > 0) throw problems[0];
};
