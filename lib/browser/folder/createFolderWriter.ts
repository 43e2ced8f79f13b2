import { failure } from '@/lib/base/failure';
import { type HeldBytes, heldSize, isHeldAddress } from '@/lib/browser/media/heldBytes';
import { failureIn, stateOfFolder } from './chosenFolder';
import {
  type FolderFailure,
  fileIn,
  folderAt,
  freeName,
  isMissing,
  moveFile,
  removeFile,
  splitPath,
} from './directoryFiles';
import type { FolderDb, FolderWrite } from './folderDb';
import { lockAllNames, type NameLock } from './nameLocks';

const endingOf = (path: string): string => /\.[a-z\d]{1,8}$/i.exec(path)?.[0] ?? '';

/**
 * The name that bytes have until they are whole and checked; short, since the browser adds `.crswap` while it writes. The
 * time keeps apart what two profiles, or one before and after its rows were lost, write into the same folder. It ends as the
 * name to come does: what is moved to another ending, or has an unknown one, the browser reads once more and judges, which
 * took 7 ms of a file's 20 (Chromium 156).
 */
const temporaryName = ({ id, startedAt, path }: FolderWrite): string =>
  `.tokshelf-${startedAt.toString(36)}-${id}.part${endingOf(path)}`;

// Rows of files that nobody asked about: a recording's parts, or a job that was cancelled while the worker was dead.
const KEEP_MS = 7 * 86_400_000;
// A write that was begun so long ago and is not in hand here came to nothing, or was begun by somebody who died.
const STALE_MS = 60_000;
// One that failed has been told; what it may have left could not be cleared away then.
const keepMs = { writing: STALE_MS, moving: STALE_MS, complete: KEEP_MS, failed: 0 } as const;

// Folders of the files that were written last: to open one costs a question for each part of its path.
const MOST_OPENED = 50;

/** A clock of a disk that knows two seconds alone (FAT). */
const CLOCK_MS = 2000;

/** The bytes themselves are at fault, not the folder. */
class LostBytesError extends Error {}

const failed = (write: FolderWrite, { code, detail = '' }: FolderFailure): FolderWrite => {
  const { id, folderId, url, path, conflict, startedAt, key, from } = write;
  const moved = key === undefined || !from ? {} : { key, from };
  return { id, folderId, url, path, conflict, startedAt, ...moved, state: 'failed', code, detail };
};

type Named = Extract<FolderWrite, { state: 'moving' | 'complete' }>;

/** Writes files into the granted folder. */
export interface FolderWriter {
  /**
   * Takes a write to its end, by its row or, where that is not written yet, by what is known of it. Undefined when there
   * is no such row. A row whose file has its name by then still says `moving`: what lies there tells the rest.
   */
  run(id: number, known?: FolderWrite): Promise<FolderWrite | undefined>;
  /** Brings a write to an end that somebody died over: whole bytes get their name, others are taken away. */
  settle(id: number): Promise<FolderWrite | undefined>;
  /** Takes away what a write that came to nothing left, and its row. Rejects where the folder cannot be written to now. */
  drop(id: number): Promise<void>;
  /** Takes away what writes left that nobody asked for any more, and their rows. */
  sweep(): Promise<void>;
  /** Nothing is being written: the document may close. */
  idle(): boolean;
}

// The first row is written at once; those that come within this time after it go together.
const INTENTS_MS = 50;

/** Writes rows that come while others are being written, or moments after, together with the next: a transaction for each would cost a tenth of a file's time. */
const createIntents = ({ writes }: FolderDb): ((row: FolderWrite) => Promise<unknown>) => {
  let under: Promise<unknown> = Promise.resolve();
  let next: { readonly rows: FolderWrite[]; readonly written: Promise<unknown> } | undefined;
  let last = -INTENTS_MS;
  return (row) => {
    if (next) next.rows.push(row);
    else {
      const rows = [row];
      const begin = async (): Promise<unknown> => {
        const early = last + INTENTS_MS - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        next = undefined;
        last = performance.now();
        return writes.bulkPut(rows);
      };
      under = under.then(begin, begin);
      next = { rows, written: under };
    }
    return next.written;
  };
};

/** What a writer is built with beside its database. */
export interface WriterParts {
  readonly lockName?: NameLock;
  /** The bytes that this document holds under an address; undefined = they are read by it. */
  readonly bytesAt?: (url: string) => HeldBytes | undefined;
}

/** Builds the writer; it runs where the bytes are held, since their addresses die with that document. */
export const createFolderWriter = (
  db: FolderDb,
  { lockName = lockAllNames, bytesAt = () => undefined }: WriterParts = {},
): FolderWriter => {
  const running = new Map<number, Promise<FolderWrite | undefined>>();
  const intend = createIntents(db);
  const busyUrls = new Map<string, Promise<FolderWrite | undefined>>();
  // The handle of an id never becomes another folder's.
  const roots = new Map<string, FileSystemDirectoryHandle>();
  const opened = new Map<string, FileSystemDirectoryHandle>();

  const rootOf = async ({ folderId }: FolderWrite): Promise<FileSystemDirectoryHandle> => {
    const known = roots.get(folderId);
    if (known) return known;
    const folder = await db.folders.get(folderId);
    if (!folder) throw new DOMException('the folder is not known any more', 'NotFoundError');
    roots.set(folderId, folder.handle);
    return folder.handle;
  };

  const failureOf = async (write: FolderWrite, error: unknown): Promise<FolderFailure> => {
    const handle = (await db.folders.get(write.folderId))?.handle;
    if (!(error instanceof LostBytesError)) return failureIn(handle, error);
    // What a drive took no more of while it went away is no fault of the bytes.
    const isThere = handle !== undefined && (await stateOfFolder(handle)) === 'granted';
    const code = isThere ? 'file' : 'grant';
    return { ...failure(code, error.message), code };
  };

  const folderOf = async (write: FolderWrite, create: boolean): Promise<FileSystemDirectoryHandle> =>
    folderAt(await rootOf(write), splitPath(write.path).folders, create);

  /** The target's folder, made where it is missing, and kept with those above it for the files that follow. */
  const target = async (
    write: FolderWrite,
    folders: readonly string[] = splitPath(write.path).folders,
  ): Promise<FileSystemDirectoryHandle> => {
    const own = folders.at(-1);
    if (own === undefined) return rootOf(write);
    const key = JSON.stringify([write.folderId, folders]);
    const known = opened.get(key);
    if (known) return known;
    const above = await target(write, folders.slice(0, -1));
    const folder = await above.getDirectoryHandle(own, { create: true });
    if (opened.size >= MOST_OPENED) opened.clear();
    opened.set(key, folder);
    return folder;
  };

  const end = async (write: FolderWrite): Promise<FolderWrite> => {
    await db.writes.put(write);
    return write;
  };

  const bytesOf = async ({ url }: FolderWrite): Promise<HeldBytes> => {
    const held = bytesAt(url);
    if (held) return held;
    const reply = isHeldAddress(url)
      ? undefined
      : await fetch(url).catch(() => undefined /* what a released or dead address answers with */);
    const bytes = await reply?.blob().catch(() => undefined /* they were let go meanwhile */);
    if (!bytes) throw new LostBytesError('the bytes are gone');
    return bytes;
  };

  /** Copies the bytes to the temporary name. */
  const copy = async (
    folder: FileSystemDirectoryHandle,
    write: FolderWrite,
    bytes: HeldBytes,
  ): Promise<FileSystemFileHandle> => {
    const file = await folder.getFileHandle(temporaryName(write), { create: true });
    const sink = await file.createWritable();
    try {
      await sink.write(bytes);
      await sink.close();
    } catch (error) {
      // Until then the file is locked, and could not be taken away.
      await sink.abort().catch(() => undefined /* it ended with the error already */);
      // Names are refused before: what is a TypeError here came from the bytes, and InvalidStateError tells of no name.
      if (error instanceof TypeError) throw new LostBytesError(error.message);
      if (error instanceof DOMException && error.name === 'NotReadableError') throw new LostBytesError(error.message);
      throw error instanceof DOMException && error.name === 'InvalidStateError' ? new Error(error.message) : error;
    }
    return file;
  };

  /** A disk that takes less than it was given says so here or nowhere. */
  const check = async (file: FileSystemFileHandle, { bytes }: Named): Promise<void> => {
    const { size } = await file.getFile();
    if (bytes !== size) throw new LostBytesError(`${size} of ${bytes} bytes were written`);
  };

  /** Gives whole bytes their name. The row says which before, so that after a death the temporary name tells whether it came to that. */
  const name = (folder: FileSystemDirectoryHandle, write: Named, file: FileSystemFileHandle): Promise<FolderWrite> =>
    lockName(write.path, async () => {
      const { folders, name: asked } = splitPath(write.path);
      // Two questions to the browser at once: each takes as long as a tenth of the whole.
      const [chosen] = await Promise.all([
        write.conflict === 'overwrite' ? asked : freeName(folder, asked),
        check(file, write),
      ]);
      const moving = { ...write, landed: [...folders, chosen].join('/') };
      if (moving.landed !== write.landed) await db.writes.put(moving);
      await moveFile(file, folder, chosen);
      return { ...moving, state: 'complete' };
    });

  const clear = async (folder: FileSystemDirectoryHandle, write: FolderWrite): Promise<void> => {
    const temporary = temporaryName(write);
    await removeFile(folder, temporary);
    // Left behind by a browser that was killed while it wrote.
    await removeFile(folder, `${temporary}.crswap`);
  };

  const carryOut = async (write: FolderWrite, isAgain = false): Promise<FolderWrite> => {
    let folder: FileSystemDirectoryHandle | undefined;
    const hadOpened = opened.size > 0;
    try {
      const bytes = await bytesOf(write);
      folder = await target(write);
      // All that a death needs to know is written once, before anything lies on the disk: the name that was asked for is free, mostly.
      const moving: Named = { ...write, state: 'moving', landed: write.path, bytes: heldSize(bytes) };
      await intend(moving);
      return await name(folder, moving, await copy(folder, moving, bytes));
    } catch (error) {
      opened.clear();
      // The folder may have been taken away since it was opened.
      if (hadOpened && !isAgain && isMissing(error)) return carryOut(write, true);
      if (folder)
        await clear(folder, write).catch(() => undefined /* the folder itself refuses: the failure says so */);
      return end(failed(write, await failureOf(write, error)));
    }
  };

  /** Whether what has the name is what was moved there: another of the same length was there before the write began. */
  const isOurs = async (folder: FileSystemDirectoryHandle, { landed, bytes, startedAt }: Named): Promise<boolean> => {
    const moved = await fileIn(folder, splitPath(landed).name);
    if (moved === undefined || moved === 'taken') return false;
    const { size, lastModified } = await moved.getFile();
    return size === bytes && lastModified >= startedAt - CLOCK_MS;
  };

  const conclude = async (write: FolderWrite): Promise<FolderWrite> => {
    if (write.state !== 'writing' && write.state !== 'moving') return write;
    try {
      const folder = await folderOf(write, true);
      if (write.state === 'moving') {
        const temporary = await fileIn(folder, temporaryName(write));
        const whole = temporary !== 'taken' && (await temporary?.getFile())?.size === write.bytes;
        if (temporary && temporary !== 'taken' && whole) return await end(await name(folder, write, temporary));
        if (temporary === undefined && (await isOurs(folder, write))) return await end({ ...write, state: 'complete' });
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

  const once = (
    id: number,
    work: (write: FolderWrite) => Promise<FolderWrite>,
    row?: FolderWrite,
  ): Promise<FolderWrite | undefined> => {
    const known = running.get(id);
    if (known) return known;
    const started = Promise.resolve(row ?? db.writes.get(id))
      .then((write) => write && work(write))
      .finally(() => running.delete(id));
    running.set(id, started);
    return started;
  };

  const drop = async (write: FolderWrite): Promise<void> => {
    if (write.state !== 'complete') await clear(await folderOf(write, false), write);
    await db.writes.delete(write.id);
  };

  /** It has its name, and nobody noted that yet: it counts as what ended, which may be asked about long after. */
  const hasLanded = async (write: FolderWrite): Promise<boolean> =>
    write.state === 'moving' && (await fileIn(await folderOf(write, false), temporaryName(write))) === undefined;

  return {
    run: (id, row) => {
      const twin = row && busyUrls.get(row.url);
      // Told once more by a worker that took over before the row was written.
      if (twin) return twin;
      const done = once(id, (write) => (write.state === 'writing' ? carryOut(write) : Promise.resolve(write)), row);
      if (!row) return done;
      busyUrls.set(row.url, done);
      return done.finally(() => busyUrls.delete(row.url));
    },
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
        const age = Date.now() - write.startedAt;
        if (age < keepMs[write.state]) continue;
        try {
          if (age >= KEEP_MS || !(await hasLanded(write))) await drop(write);
        } catch (error) {
          // Where the folder cannot be read now, or holds the file fast, the row is kept and tells the next sweep what to take away.
          const { code } = await failureOf(write, error);
          if (age >= KEEP_MS || (code !== 'grant' && code !== 'folder')) await db.writes.delete(id);
        }
      }
    },
    idle: () => running.size === 0,
  };
};
