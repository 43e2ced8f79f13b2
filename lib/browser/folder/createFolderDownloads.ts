import { type Failure, failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { DownloadState, Downloads } from '@/lib/ports/Downloads';
import { stateOfFolder } from './chosenFolder';
import { fileAt, folderAt, placedPath, removeFile, splitPath } from './directoryFiles';
import { currentFolder, type FolderDb, type FolderWrite, type GrantedFolder } from './folderDb';
import type { FolderRequest } from './folderProtocol';

// Ids of the browser's own downloads are above zero: the sign tells whose an id is.
const idOf = ({ id }: FolderWrite): number => -id;

const isOpen = ({ state }: FolderWrite): boolean => state === 'writing' || state === 'moving';

/** Whether a download's id is one of a write into the folder. */
export const isFolderId = (id: number): boolean => id < 0;

// By then everybody has asked for the writes that the last worker died over.
const SWEEP_AFTER_MS = 60_000;

// How long a folder that could be written to counts as open.
const OPEN_MS = 1000;

const stateOf = (write: FolderWrite, folder: GrantedFolder | undefined): DownloadState => {
  const placed = (path: string): string => (folder ? placedPath(folder.handle, path) : path);
  const facts = { id: idOf(write), url: write.url, exists: true, startedAt: write.startedAt, folder: write.folderId };
  switch (write.state) {
    case 'writing':
    case 'moving':
      return { ...facts, state: 'running', path: placed(write.path), bytes: 0 };
    case 'complete':
      return { ...facts, state: 'complete', path: placed(write.landed), bytes: write.bytes };
    case 'failed':
      return {
        ...facts,
        ...{ state: 'interrupted', path: '', bytes: 0, exists: false, untouched: true },
        error: failure(write.code, write.detail),
      };
  }
};

/**
 * Saves into the granted folder what the browser would save as a download. A file gets its name only when it is whole,
 * so what is under the name of a file that was interrupted is somebody else's. `ask` reaches the writer; `onRecorded` hears of a
 * file that was forgotten because its record is written. Start fails
 * with `grant` where the folder may not be written to now.
 */
export const createFolderDownloads = (
  db: FolderDb,
  ask: (request: FolderRequest) => Promise<void>,
  onRecorded: (folderId: string) => void = () => undefined,
): Downloads => {
  const listeners = new Set<(id: number, state?: DownloadState) => void>();
  const following = new Set<number>();
  const born = Date.now();
  let swept = false;

  const read = async (id: number): Promise<DownloadState | undefined> => {
    const write = await db.writes.get(id);
    return write && stateOf(write, await db.folders.get(write.folderId));
  };

  const follow = async (id: number): Promise<void> => {
    following.add(id);
    try {
      await ask({ target: 'folder', op: 'run', id });
    } finally {
      following.delete(id);
    }
    const state = await read(id);
    for (const listener of listeners) listener(-id, state);
  };

  /** A write that another life of the worker began goes on in its document, or is brought to an end. */
  const look = async (write: FolderWrite | undefined): Promise<DownloadState | undefined> => {
    if (!write) return undefined;
    if (isOpen(write) && !following.has(write.id)) await ask({ target: 'folder', op: 'settle', id: write.id });
    const state = await read(write.id);
    // The folder cannot be looked into now: the file may have its name, its temporary one, or none.
    const isStuck = state?.state === 'running' && !following.has(write.id);
    return isStuck
      ? { ...state, state: 'interrupted', path: '', unseen: true, error: failure('grant', 'the folder is away') }
      : state;
  };

  const sweep = (): void => {
    swept = true;
    // What cannot be swept now is left to the next start: no file waits for it.
    void ask({ target: 'folder', op: 'sweep' }).catch(() => {
      swept = false;
    });
  };

  const complete = async (id: number): Promise<Extract<FolderWrite, { landed: string }> | undefined> => {
    const write = await db.writes.get(-id);
    return write?.state === 'complete' ? write : undefined;
  };

  /** Takes the file of a write that ended from the disk. */
  const remove = async ({ folderId, landed }: Extract<FolderWrite, { landed: string }>): Promise<void> => {
    const folder = await db.folders.get(folderId);
    if (!folder || !(await fileAt(folder.handle, landed))) return;
    const { folders, name } = splitPath(landed);
    await removeFile(await folderAt(folder.handle, folders), name);
  };

  let openUntil = 0;
  let wasClosed = false;
  const closed = async (): Promise<Failure | undefined> => {
    // Asked before each file: that the folder was open a moment ago is good enough, since each write finds out by itself.
    if (Date.now() < openUntil) return undefined;
    const folder = await currentFolder(db);
    const state = folder ? await stateOfFolder(folder.handle) : 'gone';
    wasClosed ||= state !== 'granted';
    if (state !== 'granted') return failure('grant', state);
    // What was being written while it closed could not be cleared away.
    if (wasClosed) sweep();
    wasClosed = false;
    openUntil = Date.now() + OPEN_MS;
    return undefined;
  };

  return {
    start: async ({ url, path, conflict }) => {
      const startedAt = Date.now();
      const folder = await currentFolder(db);
      if (!folder) return err(failure('grant', 'no folder was chosen'));
      const state = await stateOfFolder(folder.handle);
      if (state !== 'granted') return err(failure('grant', state));
      if (!swept && startedAt - born > SWEEP_AFTER_MS) sweep();
      const id = await db.writes.add({ folderId: folder.id, url, path, conflict, startedAt, state: 'writing' });
      // An end that cannot be told is found by the next look at the row.
      void follow(id).catch(() => undefined);
      return ok(-id);
    },
    findById: async (id) => look(await db.writes.get(-id)),
    findByUrl: async (url) => look(await db.writes.where('url').equals(url).last()),
    // A file takes a moment: it ends by itself, and what is unwanted then is taken away.
    cancel: async (id) => {
      const write = await db.writes.get(-id);
      if (write && isOpen(write)) await ask({ target: 'folder', op: 'settle', id: -id });
      const done = await complete(id);
      // What took the place of a file of ours stays: the one before is gone.
      if (!done || done.conflict === 'overwrite') return;
      await remove(done);
      await db.writes.delete(-id);
    },
    forget: async (id) => {
      const write = await db.writes.get(-id);
      if (!write) return;
      await db.writes.delete(write.id);
      onRecorded(write.folderId);
    },
    removeFile: async (id) => {
      const done = await complete(id);
      if (done) await remove(done);
    },
    folder: async () => (await currentFolder(db))?.id,
    closed,
    onEnd: (callback) => {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
};
