interface Folder {
  readonly entries: Map<string, Folder | Blob>;
}

const missing = (name: string): DOMException => new DOMException(`no ${name}`, 'NotFoundError');

const isFolder = (entry: Folder | Blob | undefined): entry is Folder => entry !== undefined && 'entries' in entry;

/**
 * A private file system in memory: what `navigator.storage.getDirectory()` gives, as far as we use it. Every call takes a
 * turn, so that calls of two run into each other as in a browser. `listed` counts the looks into folders.
 */
export const createFakePrivateFiles = () => {
  const root: Folder = { entries: new Map() };
  let listed = 0;
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  /** Whether a folder still hangs in the tree: handles of removed ones are dead. */
  const isIn = (wanted: Folder, from: Folder = root): boolean =>
    wanted === from || [...from.entries.values()].some((entry) => isFolder(entry) && isIn(wanted, entry));

  const fileHandle = (parent: Folder, name: string) => ({
    getFile: async () => {
      await turn();
      const entry = parent.entries.get(name);
      if (!isIn(parent) || !(entry instanceof Blob)) throw missing(name);
      return entry;
    },
    createWritable: async () => {
      await turn();
      if (!isIn(parent)) throw missing(name);
      const pieces: BlobPart[] = [];
      return {
        write: async (piece: BlobPart) => void pieces.push(piece),
        close: async () => {
          await turn();
          if (!isIn(parent)) throw missing(name);
          parent.entries.set(name, new Blob(pieces));
        },
      };
    },
  });

  const handle = (folder: Folder) => ({
    getDirectoryHandle: async (name: string, { create = false } = {}): Promise<unknown> => {
      await turn();
      if (!isIn(folder)) throw missing(name);
      const known = folder.entries.get(name);
      if (isFolder(known)) return handle(known);
      if (!create) throw missing(name);
      const made: Folder = { entries: new Map() };
      folder.entries.set(name, made);
      return handle(made);
    },
    getFileHandle: async (name: string, { create = false } = {}) => {
      await turn();
      if (!isIn(folder) || (!create && !folder.entries.has(name))) throw missing(name);
      if (!folder.entries.has(name)) folder.entries.set(name, new Blob([]));
      return fileHandle(folder, name);
    },
    removeEntry: async (name: string, { recursive = false } = {}) => {
      await turn();
      const entry = folder.entries.get(name);
      if (!isIn(folder) || entry === undefined) throw missing(name);
      if (isFolder(entry) && entry.entries.size > 0 && !recursive)
        throw new DOMException('not empty', 'InvalidModificationError');
      folder.entries.delete(name);
    },
    async *keys() {
      listed += 1;
      for (const name of [...folder.entries.keys()]) {
        await turn();
        yield name;
      }
    },
  });

  return {
    storage: { getDirectory: async () => handle(root) },
    listed: () => listed,
  };
};
