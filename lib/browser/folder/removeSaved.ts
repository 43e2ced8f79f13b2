import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { fileAt, folderAt, folderFailure, pathBelow, removeFile, splitPath } from './directoryFiles';
import type { FolderDb } from './folderDb';

// What came with another computer's library was not saved here: it may be somebody else's file.
const isOurs = (record: SaveRecord | undefined): record is SaveRecord & { readonly folder: string } =>
  record?.folder !== undefined && !record.imported;

type Records = Pick<TokshelfDb, 'records'>;

// IndexedDB takes them as one request; a hundred thousand at once would be some hundred megabytes.
const PIECE = 1000;

/** How many of these files lie in a granted folder, and were saved there by us. */
export const countPlaced = async ({ records }: Records, keys: readonly string[]): Promise<number> => {
  let count = 0;
  for (let at = 0; at < keys.length; at += PIECE)
    count += (await records.bulkGet(keys.slice(at, at + PIECE))).filter(isOurs).length;
  return count;
};

/**
 * Takes files of granted folders from the disk; those elsewhere stay, and one that is gone already counts as taken. Their
 * records are not touched. Error: `grant` and the others of a folder, at the first that cannot be taken.
 */
export const removeSaved = async (
  { records }: Records,
  { folders: granted }: Pick<FolderDb, 'folders'>,
  keys: readonly string[],
): Promise<Result<true>> => {
  for (const record of (await records.bulkGet([...keys])).filter(isOurs)) {
    const folder = await granted.get(record.folder);
    if (!folder) return err(failure('grant', 'the folder is not known here'));
    const path = pathBelow(folder.handle, record.path);
    try {
      if (!(await fileAt(folder.handle, path))) continue;
      const { folders, name } = splitPath(path);
      await removeFile(await folderAt(folder.handle, folders), name);
    } catch (error) {
      return err(folderFailure(error));
    }
  }
  return ok(true);
};
