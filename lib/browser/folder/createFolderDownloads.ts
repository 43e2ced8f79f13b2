import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { DownloadState, Downloads } from '@/lib/ports/Downloads';
import { stateOfFolder } from './chosenFolder';
import { fileAt, folderAt, pathBelow, placedPath, removeFile, splitPath } from './directoryFiles';
import { currentFolder, type FolderDb, type FolderWrite, type GrantedFolder } from './folderDb';
import type { FolderReply, FolderRequest } from './folderProtocol';

// Ids of the browser's own downloads are above zero: the sign tells whose an id is.
const idOf = ({ id }: FolderWrite): number => -id;

const factsOf = ({ id, folderId, url, path, conflict, startedAt }: FolderWrite) => ({
  ...{ id, folderId, url, path, conflict, startedAt },
});

const isOpen = ({ state }: FolderWrite): boolean => state === 'writing' || state === 'moving';

/** Whether a download's id is one of a write into the folder. */
export const isFolderId = (id: number): boolean => id < 0;

// By then everybody has asked for the writes that the last worker died over.
const SWEEP_AFTER_MS = 60_000;

// How long a folder that could be written to counts as open.
const OPEN_MS = 1000;

// Rows of files that have their record are deleted together.
const MOST_FORGOTTEN = 50;
const FORGET_MS = 500;

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
  ask: (request: FolderRequest) => Promise<FolderReply>,
  onRecorded: (folderId: string) => void = () => undefined,
): Downloads => {
  const listeners = new Set<(id: number, state?: DownloadState) => void>();
  /** Begun here and not ended: the writer may not have written their rows yet. */
  const following = new Map<number, FolderWrite>();
  let lastId = 0;
  /** Above those of other lives and of pages, which count on from the highest. */
  const newId = (): number => {
    lastId = Math.max(lastId + 1, Date.now() * 1000);
    return lastId;
  };
  const born = Date.now();
  let swept = false;

  /** What ended here and was not forgotten yet: rows of it may still say how far it was before. */
  const ended = new Map<number, FolderWrite>();
  const folderOf = new Map<string, GrantedFolder>();

  const forgotten = new Set<number>();

  const rowOf = async (id: number): Promise<FolderWrite | undefined> =>
    forgotten.has(id) ? undefined : (ended.get(id) ?? (await db.writes.get(id)) ?? following.get(id));

  const told = async (write: FolderWrite): Promise<DownloadState> =>
    stateOf(write, folderOf.get(write.folderId) ?? (await db.folders.get(write.folderId)));

  const read = async (id: number): Promise<DownloadState | undefined> => {
    const write = await rowOf(id);
    return write && told(write);
  };

  let open: { readonly folder: GrantedFolder; readonly until: number } | undefined;
  let wasClosed = false;

  const follow = async (write: FolderWrite): Promise<void> => {
    const { id, ...row } = factsOf(write);
    following.set(id, write);
    try {
      const { end } = await ask({ target: 'folder', op: 'run', id, row });
      if (end && !forgotten.has(id)) ended.set(id, { ...row, id, ...end });
    } finally {
      following.delete(id);
    }
    const state = await read(id);
    if (state?.error?.code === 'grant') {
      wasClosed = true;
      open = undefined;
    }
    for (const listener of listeners) listener(-id, state);
  };

  const settle = async (write: FolderWrite): Promise<void> => {
    const { end } = await ask({ target: 'folder', op: 'settle', id: write.id });
    // Other ends stand in the rows, or will.
    if (end?.state === 'complete') ended.set(write.id, { ...factsOf(write), ...end });
  };

  /** A write that another life of the worker began goes on in its document, or is brought to an end. */
  const look = async (row: FolderWrite | undefined): Promise<DownloadState | undefined> => {
    if (!row || forgotten.has(row.id)) return undefined;
    const write = ended.get(row.id) ?? row;
    if (isOpen(write) && !following.has(write.id)) await settle(write);
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
    const write = await rowOf(-id);
    return write?.state === 'complete' ? write : undefined;
  };

  /** Takes the file of a write that ended from the disk. */
  const remove = async ({ folderId, landed }: Extract<FolderWrite, { landed: string }>): Promise<void> => {
    const folder = await db.folders.get(folderId);
    if (!folder || !(await fileAt(folder.handle, landed))) return;
    const { folders, name } = splitPath(landed);
    await removeFile(await folderAt(folder.handle, folders), name);
  };

  let isFirst = true;
  /** Whether writes failed that could not clear away what they left: before the worker started, say, while the folder was away. */
  const hasLeftovers = async (): Promise<boolean> =>
    (await db.writes.filter(({ state }) => state === 'failed').count()) > 0;

  /** The folder that may be written to now. Fails with `grant`. */
  const openFolder = async (): Promise<Result<GrantedFolder>> => {
    // Asked for each file: that it was open a moment ago is good enough, since each write finds out by itself.
    if (open && Date.now() < open.until) return ok(open.folder);
    open = undefined;
    const folder = await currentFolder(db);
    const state = folder ? await stateOfFolder(folder.handle) : 'none';
    wasClosed ||= state !== 'granted';
    if (!folder || state !== 'granted') return err(failure('grant', state));
    // What was being written while it closed could not be cleared away.
    if (wasClosed || (isFirst && (await hasLeftovers()))) sweep();
    wasClosed = false;
    isFirst = false;
    folderOf.set(folder.id, folder);
    open = { folder, until: Date.now() + OPEN_MS };
    return ok(folder);
  };

  let clearing: ReturnType<typeof setTimeout> | undefined;
  const clearRows = async (): Promise<void> => {
    const ids = [...forgotten];
    await db.writes.bulkDelete(ids);
    for (const id of ids) forgotten.delete(id);
  };

  const forgetRow = async (id: number): Promise<void> => {
    forgotten.add(id);
    ended.delete(id);
    clearTimeout(clearing);
    // Together: a row that is still there after a death changes nothing, its file has its name and its record.
    if (forgotten.size >= MOST_FORGOTTEN) await clearRows();
    else clearing = setTimeout(() => void clearRows().catch(() => undefined), FORGET_MS);
  };

  return {
    start: async ({ url, path, conflict }) => {
      const startedAt = Date.now();
      const folder = await openFolder();
      if (!folder.ok) return folder;
      if (!swept && startedAt - born > SWEEP_AFTER_MS) sweep();
      const id = newId();
      const row = { id, folderId: folder.value.id, url, path, conflict, startedAt, state: 'writing' } as const;
      // The writer notes it before anything lies on the disk. An end that cannot be told is found by the next look at the row.
      void follow(row).catch(() => undefined);
      return ok(-id);
    },
    findById: async (id) => look(await rowOf(-id)),
    findByUrl: async (url) => look(await db.writes.where('url').equals(url).last()),
    // A file takes a moment: it ends by itself, and what is unwanted then is taken away.
    cancel: async (id) => {
      const write = await rowOf(-id);
      if (write && isOpen(write)) await settle(write);
      const done = await complete(id);
      // What took the place of a file of ours stays: the one before is gone.
      if (!done || done.conflict === 'overwrite') return;
      await remove(done);
      await forgetRow(-id);
    },
    forget: async (id) => {
      const write = await rowOf(-id);
      if (!write) return;
      await forgetRow(write.id);
      onRecorded(write.folderId);
    },
    removeFile: async (id) => {
      const done = await complete(id);
      if (done) await remove(done);
    },
    folder: async () => (await currentFolder(db))?.id,
    closed: async () => {
      const folder = await openFolder();
      return folder.ok ? undefined : folder.error;
    },
    gone: async (records) => {
      const gone: string[] = [];
      for (const [id, own] of Map.groupBy(records, (record) => record.folder ?? '')) {
        const folder = await db.folders.get(id);
        if (!folder) continue;
        try {
          const missing: string[] = [];
          for (const { key, path } of own)
            if (!(await fileAt(folder.handle, pathBelow(folder.handle, path)))) missing.push(key);
          // Where the folder itself is away, nothing in it was deleted.
          if (missing.length > 0 && (await stateOfFolder(folder.handle)) === 'granted') gone.push(...missing);
        } catch {
          // A folder that may not be looked into now tells of no file that it is gone.
        }
      }
      return gone;
    },
    onEnd: (callback) => {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
};
