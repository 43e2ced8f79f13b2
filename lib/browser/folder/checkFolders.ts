import { ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { CheckTally, WorkSignals } from '@/lib/ports/FolderAccess';
import { stateOfFolder } from './chosenFolder';
import { folderAt, isMissing, pathBelow, splitPath } from './directoryFiles';
import type { FolderDb } from './folderDb';

const PIECE = 500;
// Records come by the ids of posts, files of a person lie together: most are found in a folder that was listed a moment ago.
const MOST_LISTED = 200;

type Listing = ReadonlyMap<string, FileSystemHandle>;

/**
 * Compares the records of all granted folders that can be read now with what lies there, folder by folder: a file that is not
 * there, or has another length than it was saved with, is marked as missing in its record, and one that is back no longer.
 * Records are marked as it goes, so that what was looked at before a stop counts.
 */
export const checkFolders = async (
  db: Pick<TokshelfDb, 'records'>,
  { folders }: FolderDb,
  { signal, onProgress }: WorkSignals<CheckTally>,
): Promise<Result<CheckTally>> => {
  const roots = new Map<string, FileSystemDirectoryHandle>();
  for (const { id, handle } of await folders.toArray())
    if ((await stateOfFolder(handle)) === 'granted') roots.set(id, handle);
  const isReadable = ({ folder }: SaveRecord): boolean => folder !== undefined && roots.has(folder);
  const listings = new Map<string, Listing>();
  const tally = { total: await db.records.filter(isReadable).count(), there: 0, missing: 0, changed: 0 };

  const list = async (root: FileSystemDirectoryHandle, parts: readonly string[]): Promise<Listing> => {
    const found = new Map<string, FileSystemHandle>();
    try {
      for await (const [name, handle] of (await folderAt(root, parts)).entries()) found.set(name, handle);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return found;
  };

  const listed = async (id: string, root: FileSystemDirectoryHandle, parts: readonly string[]): Promise<Listing> => {
    const key = JSON.stringify([id, parts]);
    const known = listings.get(key);
    if (known) return known;
    if (listings.size >= MOST_LISTED) listings.clear();
    const listing = await list(root, parts);
    listings.set(key, listing);
    return listing;
  };

  const look = async ({ folder = '', path, bytes }: SaveRecord): Promise<'there' | 'missing' | 'changed'> => {
    const root = roots.get(folder);
    if (!root) return 'missing';
    const { folders: parts, name } = splitPath(pathBelow(root, path));
    const handle = (await listed(folder, root, parts)).get(name);
    if (handle?.kind !== 'file') return 'missing';
    try {
      return (await (handle as FileSystemFileHandle).getFile()).size === bytes ? 'there' : 'changed';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  };

  for (let after = ''; ; ) {
    const records = await db.records.where(':id').above(after).limit(PIECE).toArray();
    const changes: { key: string; changes: { missing: boolean } }[] = [];
    for (const record of records.filter(isReadable)) {
      if (signal.aborted) break;
      const found = await look(record);
      tally[found] += 1;
      const missing = found !== 'there';
      if ((record.missing === true) !== missing) changes.push({ key: record.key, changes: { missing } });
    }
    if (changes.length > 0) await db.records.bulkUpdate(changes);
    onProgress({ ...tally });
    if (records.length < PIECE || signal.aborted) return ok(tally);
    after = records.at(-1)?.key ?? '';
  }
};
