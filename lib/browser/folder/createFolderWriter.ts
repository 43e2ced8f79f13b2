import { failure } from '@/lib/base/failure';
import {
  type FolderFailure,
  fileIn,
  folderAt,
  folderFailure,
  freeName,
  moveFile,
  removeFile,
  splitPath,
  withNames,
} from './directoryFiles';
import type { FolderDb, FolderWrite } from './folderDb';

/** The name that bytes have until they are whole and checked; short, since the browser adds `.crswap` while it writes. */
const temporaryName = ({ id }: FolderWrite): string => `.tokshelf-${id}.part`;

// Rows of ends that nobody fetched: a recording's parts, or a job that was cancelled while the worker was dead.
const KEEP_MS = 7 * 86_400_000;

/** The bytes themselves are at fault, not the folder. */
class LostBytesError extends Error {}

const failureOf = (error: unknown): FolderFailure =>
  error instanceof LostBytesError ? { ...failure('file', error.message), code: 'file' } : folderFailure(error);

const failed = (write: FolderWrite, error: unknown): FolderWrite => {
  const { code, detail = '' } = failureOf(error);
  const { id, folderId, url, path, conflict, startedAt } = write;
  return { id, folderId, url, path, conflict, startedAt, state: 'failed', code, detail };
};

/** Writes files into the granted folder. */
export interface FolderWriter {
  /** Takes a write from its row to its end; the row as it is then. Undefined when there is no such row. */
  run(id: number): Promise<FolderWrite | undefined>;
  /** Brings a write to an end that somebody died over: whole bytes get their name, others are taken away. */
  settle(id: number): Promise<FolderWrite | undefined>;
  /** Takes away what writes left that nobody asked for any more, and their rows. */
  sweep(): Promise<void>;
  /** Nothing is being written: the document may close. */
  idle(): boolean;
}

/** Builds the writer; it runs where the bytes are held, since their addresses die with that document. */
export const createFolderWriter = (db: FolderDb): FolderWriter => {
  const running = new Map<number, Promise<FolderWrite | undefined>>();

  const rootOf = async ({ folderId }: FolderWrite): Promise<FileSystemDirectoryHandle> => {
    const folder = await db.folders.get('current');
    if (folder?.id !== folderId) throw new DOMException('another folder was chosen meanwhile', 'NotFoundError');
    return folder.handle;
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
    await reply.body.pipeTo(await file.createWritable());
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
      return end(failed(write, error));
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
        return await end(
          isWhole ? { ...write, state: 'complete' } : failed(write, new LostBytesError('moved, then missing')),
        );
      }
      await clear(folder, write);
      return await end(failed(write, new LostBytesError('cut off by a death')));
    } catch (error) {
      // Not an end: what is there cannot be seen before the folder can be read again.
      return failed(write, error);
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

  return {
    run: (id) => once(id, (write) => (write.state === 'writing' ? carryOut(write) : Promise.resolve(write))),
    settle: (id) => once(id, conclude),
    sweep: async () => {
      for (const write of await db.writes.toArray()) {
        const isOpen = write.state === 'writing' || write.state === 'moving';
        if (running.has(write.id) || (!isOpen && Date.now() - write.startedAt < KEEP_MS)) continue;
        if (isOpen) {
          const folder = await folderOf(write, false).catch(
            () => undefined /* what cannot be seen leaves nothing to clear */,
          );
          if (folder) await clear(folder, write);
        }
        await db.writes.delete(write.id);
      }
    },
    idle: () => running.size === 0,
  };
};
