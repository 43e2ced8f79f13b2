import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { baseOf } from '@/lib/naming/text/baseOf';
import { pathKey } from '@/lib/naming/text/safePart';
import type { FolderWriter } from './createFolderWriter';
import { fileAt, folderAt, folderFailure, placedPath, removeFile, splitPath } from './directoryFiles';
import type { FolderDb, FolderWrite, GrantedFolder } from './folderDb';
import { concludeRename, isRenamed, type Renamed } from './renameFile';

/** What saved files are moved with. */
export interface MoverParts {
  readonly db: Pick<TokshelfDb, 'records' | 'transaction'>;
  readonly folders: FolderDb;
  readonly writer: FolderWriter;
}

type Done = Extract<FolderWrite, { landed: string }>;

/** A file that lies where it should: its record's key, where that is below the folder, and what was asked for. */
type Landed = Pick<Done, 'landed' | 'path' | 'bytes' | 'from'> & { readonly key: string };

/** A file that was there before ours, or came with another computer's library, is not ours to move. */
export const isOurs = ({ imported, notes }: SaveRecord): boolean => !imported && !notes.includes('exists');

/** What stops a move of many files; what else goes wrong is that file's own matter. */
export const stopsMoving = ({ code }: Pick<Failure, 'code'>): boolean => code === 'grant' || code === 'space';

/** Takes folders away that are empty, from the innermost outwards. */
export const removeEmpty = async (root: FileSystemDirectoryHandle, folders: readonly string[]): Promise<void> => {
  try {
    for (let depth = folders.length; depth > 0; depth -= 1)
      await (await folderAt(root, folders.slice(0, depth - 1))).removeEntry(folders[depth - 1] ?? '');
  } catch {
    // Something else lies in it: it stays.
  }
};

const clearAway = async ({ handle }: GrantedFolder, path: string): Promise<void> => {
  const { folders, name } = splitPath(path);
  if (!(await fileAt(handle, path))) return;
  await removeFile(await folderAt(handle, folders), name);
  await removeEmpty(handle, folders);
};

/** The record of a file under its new path; where that was asked for without its extension, the key of it, too. */
const placed = (
  { downloadId: _, missing: __, ...record }: SaveRecord,
  { handle, id }: GrantedFolder,
  { landed, path }: Landed,
): SaveRecord => {
  const base = record.basePathKey === undefined ? undefined : baseOf(record.relativePath, record.basePathKey);
  const end = base === undefined ? undefined : record.relativePath.slice(base.length);
  const isKnown = end !== undefined && path.endsWith(end);
  return {
    ...record,
    ...(isKnown ? { basePathKey: pathKey(path.slice(0, path.length - end.length)) } : {}),
    folder: id,
    path: placedPath(handle, landed),
    relativePath: path,
  };
};

/**
 * Moves files that were saved before and their records, one after the other, so that a death at any moment loses nothing: each
 * stands in a row of `writes` until its record follows.
 */
export const createSavedMover = ({ db, folders: own, writer }: MoverParts) => {
  /** The record follows its file, unless it tells of another one by now. */
  const book = (file: Landed, folder: GrantedFolder): Promise<boolean> =>
    db.transaction('rw', db.records, async () => {
      const record = await db.records.get(file.key);
      if (!record || record.bytes !== file.bytes) return false;
      const next = placed(record, folder, file);
      const isHere = record.folder === folder.id;
      if (isHere && record.path === next.path) return true;
      const isWhence = file.from?.folderId === folder.id && record.path === placedPath(folder.handle, file.from.path);
      if (isHere && !isWhence) return false;
      await db.records.put(next);
      return true;
    });

  /** The row of a file that was renamed is done with, and its turn says so, in one step. */
  const note = ({ id, turn, landed }: Renamed, isBooked: boolean): Promise<void> =>
    own.transaction('rw', own.writes, own.renamingFiles, async () => {
      await own.writes.delete(id);
      const row = turn && (await own.renamingFiles.get([...turn]));
      if (!row) return;
      const isBack = row.state === 'moved' || row.state === 'stuck';
      if (isBack) await own.renamingFiles.put({ ...row, state: isBooked ? 'back' : 'stuck' });
      else await own.renamingFiles.put(isBooked ? { ...row, landed, state: 'moved' } : { ...row, state: 'left' });
    });

  /** Whether the record could follow. A copy that nobody can name goes again; what was renamed stays, whoever it belongs to. */
  const finish = async (write: Done): Promise<boolean> => {
    const { id, key, from, folderId, landed } = write;
    const into = await own.folders.get(folderId);
    const source = from && (await own.folders.get(from.folderId));
    if (key === undefined || !source || !into) return false;
    const isBooked = await book({ ...write, key }, into);
    if (isRenamed(write)) {
      await note(write, isBooked);
      return isBooked;
    }
    if (isBooked) await clearAway(source, from.path);
    else await clearAway(into, landed);
    await own.writes.delete(id);
    return isBooked;
  };

  const settle = async (row: FolderWrite): Promise<Result<true>> => {
    if (isRenamed(row)) {
      const folder = await own.folders.get(row.folderId);
      if (folder && (await concludeRename(folder.handle, row))) await finish(row);
      else await own.writes.delete(row.id);
      return ok(true);
    }
    const write = row.state === 'failed' ? undefined : await writer.settle(row.id);
    if (write?.state === 'complete') await finish(write);
    else if (write?.state === 'failed' && stopsMoving(write)) return err(failure(write.code, write.detail));
    else await writer.drop(row.id);
    return ok(true);
  };

  return {
    book,
    finish,
    /** Brings to an end what somebody died over. Errors: `grant`, `space`. */
    takeUp: async (): Promise<Result<true>> => {
      try {
        for (const row of await own.writes.where('key').above('').toArray()) {
          const settled = await settle(row);
          if (!settled.ok) return settled;
        }
        return ok(true);
      } catch (error) {
        return err(folderFailure(error));
      }
    },
  };
};

/** Runs `work` while nobody else of the extension moves saved files; `input` while another page is at it. */
export const whileMoving = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
  navigator.locks.request('tokshelf-relocate', { ifAvailable: true }, async (lock) =>
    lock ? work() : err(failure('input', 'another page is at it')),
  );
