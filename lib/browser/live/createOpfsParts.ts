import { containerOf, type HeldPart, type PartStore, partTypes } from '@/lib/live/record/Parts';

const FOLDER = 'recordings';

const numbered = (at: number): string => String(at).padStart(7, '0');

const isMissing = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError';

/** The folder, or undefined where there is none. */
const folderAt = async (...names: readonly string[]): Promise<FileSystemDirectoryHandle | undefined> => {
  try {
    let folder = await navigator.storage.getDirectory();
    for (const name of [FOLDER, ...names]) folder = await folder.getDirectoryHandle(name);
    return folder;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const namesIn = async (folder: FileSystemDirectoryHandle | undefined): Promise<readonly string[]> => {
  const names: string[] = [];
  if (folder) for await (const name of folder.keys()) names.push(name);
  return names.sort();
};

const piecesOf = async (id: string, index: number): Promise<readonly File[]> => {
  const folder = await folderAt(id, numbered(index));
  const files: File[] = [];
  for (const name of await namesIn(folder)) {
    const file = await (await folder?.getFileHandle(name))?.getFile();
    if (file && file.size > 0) files.push(file);
  }
  return files;
};

const sizeOf = (pieces: readonly Blob[]): number => pieces.reduce((sum, { size }) => sum + size, 0);

/** Parts in the extension's own file system, and whether their addresses are still in use. */
export interface OpfsParts extends PartStore {
  idle(): boolean;
}

/**
 * Keeps parts in the origin's private file system. Each fragment is a file of its own: a file that is being written is
 * seen by nobody before it is closed, so a kill costs one fragment, and the part is put together without being read.
 */
export const createOpfsParts = (): OpfsParts => {
  const urls = new Map<string, HeldPart>();
  let turn: Promise<unknown> = Promise.resolve();

  /** A part is opened in a recording's folder, which goes with its last part: never both at once. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const folderOf = async (id: string, index: number): Promise<FileSystemDirectoryHandle> => {
    let folder = await navigator.storage.getDirectory();
    for (const name of [FOLDER, id, numbered(index)]) folder = await folder.getDirectoryHandle(name, { create: true });
    return folder;
  };

  const dropPart = async (id: string, index: number): Promise<void> => {
    const folder = await folderAt(id);
    if (!folder) return;
    await folder.removeEntry(numbered(index), { recursive: true }).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    if ((await namesIn(folder)).length === 0) await (await folderAt())?.removeEntry(id);
  };

  return {
    idle: () => urls.size === 0,
    open: async (id, index) => {
      const folder = await inTurn(() => folderOf(id, index));
      let next = 0;
      return {
        write: async (bytes) => {
          const file = await folder.getFileHandle(numbered(next), { create: true });
          next += 1;
          const writable = await file.createWritable();
          await writable.write(bytes as Uint8Array<ArrayBuffer>);
          await writable.close();
        },
        close: async () => undefined,
      };
    },
    list: async (id) => {
      const indexes = (await namesIn(await folderAt(id))).map(Number);
      return Promise.all(indexes.map(async (index) => ({ index, bytes: sizeOf(await piecesOf(id, index)) })));
    },
    url: async (id, index) => {
      const key = `${id}/${index}`;
      const held = urls.get(key);
      if (held) return held;
      const pieces = await piecesOf(id, index);
      const [first] = pieces;
      if (!first) return undefined;
      const container = containerOf(new Uint8Array(await first.slice(0, 3).arrayBuffer()));
      const blob = new Blob([...pieces], { type: partTypes[container] });
      const made = { url: URL.createObjectURL(blob), bytes: blob.size, container };
      urls.set(key, made);
      return made;
    },
    drop: async (id, index) => {
      const key = `${id}/${index}`;
      const held = urls.get(key);
      if (held) URL.revokeObjectURL(held.url);
      urls.delete(key);
      await inTurn(() => dropPart(id, index));
    },
  };
};
