import { joinRows } from '@/lib/backup/joinRows';
import type { PortableRow } from '@/lib/backup/portableRows';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { countRows } from '@/lib/browser/database/countRows';
import { createBackupStore } from '@/lib/browser/database/createBackupStore';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { RebuildTally, WorkSignals } from '@/lib/ports/FolderAccess';
import { type CatalogueRow, type CatalogueTable, catalogued, keyOf, readCatalogue } from './catalogue';
import type { CheckDisk } from './check/CheckDisk';
import { folderFailure, namesAt, placedPath, splitPath } from './directoryFiles';
import { currentFolder, type FolderDb, type GrantedFolder } from './folderDb';

/** A file as a list of its folder names it: its path lies below the folder. */
export type Listed = PortableRow<'records'>;

const PIECE = 500;

const knownIn = (db: TokshelfDb, { id }: GrantedFolder): Promise<number> =>
  countRows(db.records, ({ folder }) => folder === id);

/** The files that a folder's lists name, by the keys of their records. */
export const readRecords = async (folder: GrantedFolder): Promise<Map<string, Listed>> => {
  const listed = new Map<string, Listed>();
  for await (const { table, row } of readCatalogue(folder))
    if (table === 'records') listed.set((row as Listed).key, row as Listed);
  return listed;
};

/** Those of which the library knows nothing. */
export const unknownOf = async (db: TokshelfDb, listed: ReadonlyMap<string, Listed>): Promise<Listed[]> => {
  const rows = [...listed.values()];
  const unknown: Listed[] = [];
  for (let at = 0; at < rows.length; at += PIECE) {
    const piece = rows.slice(at, at + PIECE);
    const known = await db.records.bulkGet(piece.map(({ key }) => key));
    unknown.push(...piece.filter((_, place) => known[place] === undefined));
  }
  return unknown;
};

/** How many of these have a name in the folder still; each of its folders is listed once. */
const countThere = async ({ handle }: GrantedFolder, listed: readonly Listed[]): Promise<number> => {
  const names = new Map<string, ReadonlySet<string>>();
  let count = 0;
  for (const { path } of listed) {
    const { folders, name } = splitPath(path);
    const key = folders.join('/');
    const there = names.get(key) ?? new Set(await namesAt(handle, folders));
    names.set(key, there);
    if (there.has(name)) count += 1;
  }
  return count;
};

/**
 * How many files the chosen folder's own lists name, and lie there, of which the library knows nothing: what somebody deleted is
 * not offered back. 0 where the folder cannot be read now.
 */
export const countForgotten = async (db: TokshelfDb, folders: FolderDb): Promise<number> => {
  const folder = await currentFolder(folders);
  if (!folder) return 0;
  try {
    if ((await catalogued(folder)) <= (await knownIn(db, folder))) return 0;
    return await countThere(folder, await unknownOf(db, await readRecords(folder)));
  } catch {
    // A lapsed grant is said elsewhere on the page.
    return 0;
  }
};

/**
 * Brings back into the library what the chosen folder's lists name, and lies there as they say: a file that is gone, or of another
 * length, is not taken. Records come marked as `imported`, since the lists may be a stranger's: nothing is ever replaced on
 * their word. Rows that are there stay. Errors: `grant`, `folder`.
 */
export const rebuildLibrary = async (
  db: TokshelfDb,
  folders: FolderDb,
  disk: Pick<CheckDisk, 'look'>,
  { signal, onProgress }: WorkSignals<RebuildTally>,
): Promise<Result<RebuildTally>> => {
  const folder = await currentFolder(folders);
  if (!folder) return err(failure('grant', 'no folder was chosen'));
  const store = createBackupStore(db);
  const now = Date.now();
  const { handle, id } = folder;
  let tally: RebuildTally = { total: 0, back: 0, gone: 0 };

  const merge = async (table: CatalogueTable, rows: readonly object[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += PIECE)
      await store.merge(table, rows.slice(at, at + PIECE), joinRows(table, now));
  };

  try {
    const unknown = await unknownOf(db, await readRecords(folder));
    tally = { ...tally, total: unknown.length };
    const people = new Set<string>();
    const posts = new Set<string>();
    for (let at = 0; at < unknown.length && !signal.aborted; at += PIECE) {
      const piece = unknown.slice(at, at + PIECE);
      const looks = await disk.look(handle, piece);
      const there = piece.filter((_, place) => looks[place] === 'there');
      await merge(
        'records',
        there.map((record) => ({ ...record, folder: id, path: placedPath(handle, record.path) })),
      );
      for (const { postId, authorSecUid } of there) {
        posts.add(postId);
        people.add(authorSecUid);
      }
      tally = { ...tally, back: tally.back + there.length, gone: tally.gone + piece.length - there.length };
      onProgress(tally);
    }
    const facts = new Map<string, CatalogueRow>();
    for await (const one of readCatalogue(folder)) {
      const key = keyOf(one);
      const isWanted = one.table === 'posts' ? posts.has(key) : one.table === 'authors' && people.has(key);
      if (isWanted) facts.set(`${one.table}:${key}`, one);
    }
    for (const wanted of ['posts', 'authors'] as const)
      await merge(
        wanted,
        [...facts.values()].flatMap(({ table, row }) => (table === wanted ? [row] : [])),
      );
    return ok(tally);
  } catch (error) {
    return err(folderFailure(error));
  }
};
