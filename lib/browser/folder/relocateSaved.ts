import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { RelocateHooks, RelocateTally } from '@/lib/ports/FolderAccess';
import type { FolderWriter } from './createFolderWriter';
import { fileAt, folderAt, folderFailure, pathBelow, placedPath, removeFile, splitPath } from './directoryFiles';
import { currentFolder, type FolderDb, type FolderWrite, type GrantedFolder } from './folderDb';

interface Parts {
  readonly db: Pick<TokshelfDb, 'records' | 'transaction'>;
  readonly folders: FolderDb;
  readonly writer: FolderWriter;
}

interface Found {
  readonly folder: GrantedFolder;
  /** Below the folder. */
  readonly path: string;
  readonly file: File;
}

type Done = Extract<FolderWrite, { landed: string }>;

const CHUNK = 500;

/** A file that was there before ours, or came with another computer's library, is not ours to move. */
const isOurs = ({ imported, notes }: SaveRecord): boolean => !imported && !notes.includes('exists');

const isElsewhere = (record: SaveRecord, { id }: GrantedFolder): boolean => record.folder !== id && isOurs(record);

/** Where the file may lie below the folder: a granted folder's paths begin with its name, those of downloads hold it somewhere. */
const pathsIn = (record: SaveRecord, { id, handle }: GrantedFolder): readonly string[] => {
  if (record.folder !== undefined) return record.folder === id ? [pathBelow(handle, record.path)] : [];
  const parts = record.path.split(/[\\/]/);
  return parts.flatMap((part, at) =>
    part === handle.name && at < parts.length - 1 ? [parts.slice(at + 1).join('/')] : [],
  );
};

/** Takes the file away, and folders that are empty then. */
const clearAway = async ({ handle }: GrantedFolder, path: string): Promise<void> => {
  const { folders, name } = splitPath(path);
  if (!(await fileAt(handle, path))) return;
  await removeFile(await folderAt(handle, folders), name);
  try {
    for (let depth = folders.length; depth > 0; depth -= 1)
      await (await folderAt(handle, folders.slice(0, depth - 1))).removeEntry(folders[depth - 1] ?? '');
  } catch {
    // Something else lies in it: it stays.
  }
};

/**
 * Moves all files that we saved elsewhere into the chosen folder, one after the other: copied under a temporary name, checked,
 * named without replacing anything, then their record, then the old file. What a death left half is taken up by the next
 * call. Errors: `grant`, `space`, which stop it; `input` while another page is at it.
 */
export const relocateSaved = async (
  { db, folders: own, writer }: Parts,
  { signal, onProgress }: RelocateHooks,
): Promise<Result<RelocateTally>> => {
  const target = await currentFolder(own);
  if (!target) return err(failure('grant', 'no folder was chosen'));
  const sources = await own.folders.toArray();
  const tally = { total: 0, moved: 0, missing: 0, left: 0 };

  const find = async (record: SaveRecord): Promise<Found | undefined> => {
    for (const folder of sources)
      for (const path of pathsIn(record, folder)) {
        // A folder that may not be read now holds nothing that could be moved.
        const file = await fileAt(folder.handle, path).catch(() => undefined);
        const bytes = await file?.getFile();
        if (bytes?.size === record.bytes) return { folder, path, file: bytes };
      }
    return undefined;
  };

  const placed = ({ downloadId: _, missing: __, ...record }: SaveRecord, path: string): SaveRecord => ({
    ...record,
    folder: target.id,
    path: placedPath(target.handle, path),
  });

  /** The record follows its file, unless it tells of another one by now. */
  const book = (key: string, landed: string, bytes: number): Promise<boolean> =>
    db.transaction('rw', db.records, async () => {
      const record = await db.records.get(key);
      if (!record || record.bytes !== bytes) return false;
      const next = placed(record, landed);
      if (record.folder === target.id) return record.path === next.path;
      await db.records.put(next);
      return true;
    });

  const finish = async ({ id, key, from, folderId, landed, bytes }: Done): Promise<boolean> => {
    const source = from && (await own.folders.get(from.folderId));
    const into = await own.folders.get(folderId);
    if (key === undefined || !from || !source || !into) return false;
    const isBooked = await book(key, landed, bytes);
    if (isBooked) await clearAway(source, from.path);
    else await clearAway(into, landed);
    await own.writes.delete(id);
    return isBooked;
  };

  /** What stops everything; what else went wrong is that file's own matter. */
  const stops = ({ code }: Pick<Failure, 'code'>): boolean => code === 'grant' || code === 'space';

  const takeUp = async (): Promise<Result<true>> => {
    try {
      for (const { id, state } of await own.writes.where('key').above('').toArray()) {
        const write = state === 'failed' ? undefined : await writer.settle(id);
        if (write?.state === 'complete') await finish(write);
        else if (write?.state === 'failed' && stops(write)) return err(failure(write.code, write.detail));
        else await writer.drop(id);
      }
      return ok(true);
    } catch (error) {
      return err(folderFailure(error));
    }
  };

  const move = async (record: SaveRecord): Promise<Result<'moved' | 'missing' | 'left'>> => {
    const found = await find(record);
    if (!found) return ok('missing');
    const { folder, path, file } = found;
    // It lies in the chosen folder already, saved there as a download.
    if (folder.id === target.id) return ok((await book(record.key, path, record.bytes)) ? 'moved' : 'left');
    const url = URL.createObjectURL(file);
    try {
      const facts = { folderId: target.id, url, path: record.relativePath, startedAt: Date.now(), key: record.key };
      const from = { folderId: folder.id, path };
      const id = await own.writes.add({ ...facts, from, conflict: 'uniquify', state: 'writing' });
      const write = await writer.run(id);
      if (write?.state === 'complete') return ok((await finish(write)) ? 'moved' : 'left');
      if (write?.state === 'failed' && stops(write)) return err(failure(write.code, write.detail));
      await own.writes.delete(id);
      return ok('left');
    } finally {
      URL.revokeObjectURL(url);
    }
  };

  const moveAll = async (): Promise<Result<RelocateTally>> => {
    const before = await takeUp();
    if (!before.ok) return before;
    tally.total = await db.records.filter((record) => isElsewhere(record, target)).count();
    for (let after = ''; ; ) {
      const records = await db.records.where(':id').above(after).limit(CHUNK).toArray();
      for (const record of records.filter((one) => isElsewhere(one, target))) {
        if (signal.aborted) return ok(tally);
        const moved = await move(record);
        if (!moved.ok) return moved;
        tally[moved.value] += 1;
        onProgress({ ...tally });
      }
      if (records.length < CHUNK) return ok(tally);
      after = records.at(-1)?.key ?? '';
    }
  };

  return navigator.locks.request('tokshelf-relocate', { ifAvailable: true }, async (lock) =>
    lock ? moveAll() : err(failure('input', 'another page is at it')),
  );
};

/** How many files of ours lie elsewhere than in the chosen folder: in other granted ones, and in the browser's downloads. */
export const countElsewhere = async (
  db: Pick<TokshelfDb, 'records'>,
  own: FolderDb,
): Promise<{ readonly folders: number; readonly downloads: number }> => {
  const target = await currentFolder(own);
  if (!target) return { folders: 0, downloads: 0 };
  let downloads = 0;
  const all = await db.records
    .filter((record) => {
      const is = isElsewhere(record, target);
      if (is && record.folder === undefined) downloads += 1;
      return is;
    })
    .count();
  return { folders: all - downloads, downloads };
};
