import { countRows } from '@/lib/browser/database/countRows';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { KeptFile, WantedFile } from '@/lib/ports/Downloads';
import { catalogued } from './catalogue';
import { fileAt, fileIn, folderAt, namesAt, placedPath, splitPath } from './directoryFiles';
import { currentFolder, type FolderDb, type GrantedFolder } from './folderDb';
import { type Listed, readRecords, unknownOf } from './rebuildLibrary';

// What others put into a folder meanwhile is seen after this; our own files have names of their own.
const LIST_MS = 30_000;
const MOST_LISTS = 200;
// Asked for each file: which folder was chosen a moment ago is good enough, since the write itself finds out.
const CHOSEN_MS = 1000;

const bare = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return (dot <= 0 ? name : name.slice(0, dot)).normalize('NFC').toLowerCase();
};

/** Tells of files that are to be fetched whether they lie in the granted folder already. */
export type FolderLook = (wanted: WantedFile) => Promise<KeptFile | undefined>;

/**
 * Builds it: a file that the folder's own lists name and the library does not know (its database was lost, or another computer saved
 * it) is taken where it lies whole, and with `isName` whatever has the name. Folders are listed once for all their files, and
 * lists are read once, and only where they name more than the library holds.
 */
export const createFolderLook = (db: TokshelfDb, folders: FolderDb): FolderLook => {
  const lists = new Map<string, { readonly at: number; readonly names: Promise<ReadonlyMap<string, string>> }>();
  let listed: { readonly id: string; readonly rows: Promise<ReadonlyMap<string, Listed>> } | undefined;

  /** How many files of the folder the library holds; a few more where downloads have no id. All records are gone through only where other folders have some, too. */
  const heldIn = async ({ id }: GrantedFolder): Promise<number> => {
    if ((await folders.folders.count()) > 1) return countRows(db.records, ({ folder }) => folder === id);
    return (await db.records.count()) - (await db.records.where('downloadId').aboveOrEqual(0).count());
  };

  const readListed = async (folder: GrantedFolder): Promise<ReadonlyMap<string, Listed>> => {
    if ((await catalogued(folder)) <= (await heldIn(folder))) return new Map();
    return new Map((await unknownOf(db, await readRecords(folder))).map((row) => [row.key, row]));
  };

  const listedIn = (folder: GrantedFolder): Promise<ReadonlyMap<string, Listed>> => {
    if (listed?.id === folder.id) return listed.rows;
    const rows = readListed(folder);
    listed = { id: folder.id, rows };
    // The next file asks again.
    rows.catch(() => {
      listed = undefined;
    });
    return rows;
  };

  const namesIn = async ({ handle }: GrantedFolder, parts: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    new Map((await namesAt(handle, parts)).map((name) => [bare(name), name]));

  const namesOf = (folder: GrantedFolder, parts: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const key = JSON.stringify([folder.id, parts]);
    const known = lists.get(key);
    if (known && Date.now() - known.at < LIST_MS) return known.names;
    if (lists.size >= MOST_LISTS) lists.clear();
    const names = namesIn(folder, parts);
    lists.set(key, { at: Date.now(), names });
    names.catch(() => lists.delete(key));
    return names;
  };

  const byName = async (folder: GrantedFolder, basePath: string): Promise<KeptFile | undefined> => {
    const { folders: parts, name } = splitPath(basePath);
    const found = (await namesOf(folder, parts)).get(name.normalize('NFC').toLowerCase());
    if (found === undefined) return undefined;
    const file = await fileIn(await folderAt(folder.handle, parts), found);
    if (file === undefined || file === 'taken') return undefined;
    const path = placedPath(folder.handle, [...parts, found].join('/'));
    return { path, bytes: (await file.getFile()).size, sha256: '', folder: folder.id };
  };

  const byList = async (folder: GrantedFolder, key: string): Promise<KeptFile | undefined> => {
    const row = (await listedIn(folder)).get(key);
    if (!row) return undefined;
    const file = await (await fileAt(folder.handle, row.path))?.getFile();
    if (file?.size !== row.bytes) return undefined;
    return {
      ...{ path: placedPath(folder.handle, row.path), bytes: row.bytes, sha256: row.sha256, folder: folder.id },
    };
  };

  let chosen: { readonly at: number; readonly folder: Promise<GrantedFolder | undefined> } | undefined;
  const chosenFolder = (): Promise<GrantedFolder | undefined> => {
    if (!chosen || Date.now() - chosen.at >= CHOSEN_MS) {
      const mine = { at: Date.now(), folder: currentFolder(folders) };
      chosen = mine;
      mine.folder.catch(() => {
        chosen = undefined;
      });
    }
    return chosen.folder;
  };

  return async ({ key, basePath, isName }) => {
    const folder = await chosenFolder();
    if (!folder) return undefined;
    try {
      return (await byList(folder, key)) ?? (isName ? await byName(folder, basePath) : undefined);
    } catch {
      // A folder that cannot be read now is found out when the file is to be written.
      return undefined;
    }
  };
};
