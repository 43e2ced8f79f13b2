import { failure } from '@/lib/base/failure';
import { failureIn } from './chosenFolder';
import {
  type FolderFailure,
  fileIn,
  folderAt,
  freeName,
  moveFile,
  removeFile,
  splitPath,
  withNames,
} from './directoryFiles';
import type { FolderDb, FolderWrite } from './folderDb';

/**
 * The name that bytes have until they are whole and checked; short, since the browser adds `.crswap` while it writes. The
 * time keeps apart what two profiles, or one before and after its rows were lost, write into the same folder.
 */
const temporaryName = ({ id, startedAt }: FolderWrite): string => `.tokshelf-${startedAt.toString(36)}-${id}.part`;

// Rows of files that nobody asked about: a recording's parts, or a job that was cancelled while the worker was dead.
const KEEP_MS = 7 * 86_400_000;
// A write that was begun so long ago and is not in hand here came to nothing, or was begun by somebody who died.
const STALE_MS = 60_000;
// One that failed has been told; what it may have left could not be cleared away then.
const keepMs = { writing: STALE_MS, moving: STALE_MS, complete: KEEP_MS, failed: 0 } as const;

/** The bytes themselves are at fault, not the folder. */
class LostBytesError extends Error {}

const failed = (write: FolderWrite, { code, detail = '' }: FolderFailure): FolderWrite => {
  const { id, folderId, url, path, conflict, startedAt, key, from } = write;
  const moved = key === undefined || !from ? {} : { key, from };
  return { id, folderId, url, path, conflict, startedAt, ...moved, state: 'failed', code, detail };
};

/** Writes files into the granted folder. */
export interface FolderWriter {
  /** Takes a write from its row to its end; the row as it is then. Undefined when there is no such row. */
  run(id: number): Promise<FolderWrite | undefined>;
  /** Brings a write to an end that somebody died over: whole bytes get their name, others are taken away. */
  settle(id: number): Promise<FolderWrite | undefined>;
  /** Takes away what a write that came to nothing left, and its row. Rejects where the folder cannot be written to now. */
  drop(id: number): Promise<void>;
  /** Takes away what writes left that nobody asked for any more, and their rows. */
  sweep(): Promise<void>;
  /** Nothing is being written: the document may close. */
  idle(): boolean;
}

/** Builds the writer; it runs where the bytes are held, since their addresses die with that document. */
export const createFolderWriter = (db: FolderDb): FolderWriter => {
  const running = new Map<number, Promise<FolderWrite | undefined>>();

  const rootOf = async ({ folderId }: FolderWrite): Promise<FileSystemDirectoryHandle> => {
    const folder = await db.folders.get(folderId);
    if (!folder) throw new DOMException('the folder is not known any more', 'NotFoundError');
    return folder.handle;
  };

  const failureOf = async (write: FolderWrite, error: unknown): Promise<FolderFailure> => {
    if (error instanceof LostBytesError) return { ...failure('file', error.message), code: 'file' };
    return failureIn((await db.folders.get(write.folderId))?.handle, error);
  };

  const folderOf = async (write: FolderWrite, create: boolean): Promise<FileSystemDirectoryHandle> =>
    folderAt(await rootOf(write), splitPath(write.path).folders, create);

  const end = async (write: FolderWrite): Promise<FolderWrite> => {
    await db.writes.put(write);
    return write;
  };

  /** Copies the bytes to the temporary name; how many there were. */
  const copy = async (folder: FileSystemDirectoryHandle, write: FolderWrite): Promise<number> => {
    const reply = await fetch(write.url).catch(() => undefined /* what a released or dead address answers with */);
    if (!reply?.body) throw new LostBytesError('the bytes are gone');
    const file = await folder.getFileHandle(temporaryName(write), { create: true });
    const sink = await file.createWritable();
    await reply.body.pipeTo(sink).catch((error: unknown) => {
      // Names are refused before: what is a TypeError here came from the bytes, and InvalidStateError tells of no name.
      if (error instanceof TypeError) throw new LostBytesError(error.message);
      throw error instanceof DOMException && error.name === 'InvalidStateError' ? new Error(error.message) : error;
    });
    const announced = Number(reply.headers.get('Content-Length') ?? Number.NaN);
    const { size } = await file.getFile();
    // A disk that takes less than it was given says so here or nowhere.
    if (Number.isFinite(announced) && announced !== size)
      throw new LostBytesError(`${size} of ${announced} bytes were written`);
    return size;
  };

  /** Gives whole bytes their name: the intent is written before, so that after a death the temporary name tells whether it came to that. */
  const name = (folder: FileSystemDirectoryHandle, write: FolderWrite, bytes: number): Promise<FolderWrite> =>
    withNames(async () => {
      const { folders, name: asked } = splitPath(write.path);
      const chosen = write.conflict === 'overwrite' ? asked : await freeName(folder, asked);
      const landed = [...folders, chosen].join('/');
      const moving = { ...write, state: 'moving' as const, landed, bytes };
      await db.writes.put(moving);
      const file = await fileIn(folder, temporaryName(write));
      if (!file || file === 'taken') throw new LostBytesError('the temporary file is gone');
      await moveFile(file, folder, chosen);
      return end({ ...moving, state: 'complete' });
    });

  const clear = async (folder: FileSystemDirectoryHandle, write: FolderWrite): Promise<void> => {
    const temporary = temporaryName(write);
    await removeFile(folder, temporary);
    // Left behind by a browser that was killed while it wrote.
    await removeFile(folder, `${temporary}.crswap`);
  };

  const carryOut = async (write: FolderWrite): Promise<FolderWrite> => {
    let folder: FileSystemDirectoryHandle | undefined;
    try {
      folder = await folderOf(write, true);
      return await name(folder, write, await copy(folder, write));
    } catch (error) {
      if (folder)
        await clear(folder, write).catch(() => undefined /* the folder itself refuses: the failure says so */);
      return end(failed(write, await failureOf(write, error)));
    }
  };

  const conclude = async (write: FolderWrite): Promise<FolderWrite> => {
    if (write.state !== 'writing' && write.state !== 'moving') return write;
    try {
      const folder = await folderOf(write, true);
      if (write.state === 'moving') {
        const temporary = await fileIn(folder, temporaryName(write));
        if (temporary !== undefined) return await name(folder, write, write.bytes);
        const moved = await fileIn(folder, splitPath(write.landed).name);
        const isWhole = moved !== undefined && moved !== 'taken' && (await moved.getFile()).size === write.bytes;
        if (isWhole) return await end({ ...write, state: 'complete' });
        throw new LostBytesError('moved, then missing');
      }
      await clear(folder, write);
      throw new LostBytesError('cut off by a death');
    } catch (error) {
      const problem = await failureOf(write, error);
      const ended = failed(write, problem);
      // What is there cannot be seen before the folder can be read again: that is no end.
      return problem.code === 'file' ? end(ended) : ended;
    }
  };

  const once = (id: number, work: (write: FolderWrite) => Promise<FolderWrite>): Promise<FolderWrite | undefined> => {
    const known = running.get(id);
    if (known) return known;
    const started = db.writes
      .get(id)
      .then((write) => write && work(write))
      .finally(() => running.delete(id));
    running.set(id, started);
    return started;
  };

  const drop = async (write: FolderWrite): Promise<void> => {
    if (write.state !== 'complete') await clear(await folderOf(write, false), write);
    await db.writes.delete(write.id);
  };

  return {
    run: (id) => once(id, (write) => (write.state === 'writing' ? carryOut(write) : Promise.resolve(write))),
    settle: (id) => once(id, conclude),
    drop: async (id) => {
      const write = await db.writes.get(id);
      if (write) await drop(write);
    },
    sweep: async () => {
      for (const id of await db.writes.toCollection().primaryKeys()) {
        // Asked before the row is read: one that ends in between says so by then.
        const write = running.has(id) ? undefined : await db.writes.get(id);
        // A move of saved files is a page's work, which it takes up again itself.
        if (!write || write.key !== undefined) continue;
        if (Date.now() - write.startedAt < keepMs[write.state]) continue;
        try {
          await drop(write);
        } catch (error) {
          // Where the folder cannot be read now, the row is kept and tells the next sweep what to take away.
          if ((await failureOf(write, error)).code !== 'grant') await db.writes.delete(id);
        }
      }
    },
    idle: () => running.size === 0,
  };
};
