interface Folder {
  readonly entries: Map<string, Folder | Blob>;
}

type Step = 'folder' | 'file' | 'read' | 'write' | 'move' | 'remove' | 'list';

const isFolder = (entry: Folder | Blob | undefined): entry is Folder => entry !== undefined && 'entries' in entry;

const error = (name: string, detail: string): DOMException => new DOMException(detail, name);

const LONGEST = 255;

/**
 * A folder that a person granted, as Chromium 156 hands it out: `move` replaces without a word, refuses a name that is too
 * long with InvalidStateError, and knows no folders; characters that no name may have are a TypeError. `before` is awaited
 * before each step and may throw in its place, or change the disk.
 */
export const createFakeGrantedFolder = (name = 'Saved') => {
  const root: Folder = { entries: new Map() };
  const folders = new WeakMap<object, Folder>();
  const names = new WeakMap<object, { parent: Folder; name: string }>();

  const fake = {
    permission: 'granted' as PermissionState,
    /** What the system takes a file for. */
    typeOf: (_name: string): string => '',
    before: (_step: Step, _name: string): void | Promise<void> => undefined,
    put: (path: string, text: string): void => {
      const parts = path.split('/');
      let folder = root;
      for (const part of parts.slice(0, -1)) {
        const known = folder.entries.get(part);
        const next: Folder = isFolder(known) ? known : { entries: new Map() };
        folder.entries.set(part, next);
        folder = next;
      }
      folder.entries.set(parts.at(-1) ?? '', new Blob([text]));
    },
    /** Contents by path. */
    files: async (from: Folder = root, at = ''): Promise<Record<string, string>> => {
      const found: Record<string, string> = {};
      for (const [own, entry] of from.entries)
        if (isFolder(entry)) Object.assign(found, await fake.files(entry, `${at}${own}/`));
        else found[`${at}${own}`] = await entry.text();
      return found;
    },
    handle: undefined as unknown as FileSystemDirectoryHandle,
  };

  const step = async (what: Step, own: string): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    await fake.before(what, own);
    if (fake.permission !== 'granted') throw error('NotAllowedError', 'not allowed');
    if (/[\\/:*?"<>|]/.test(own)) throw new TypeError('Name is not allowed.');
  };

  const fileHandle = (parent: Folder, own: string) => {
    const made = {
      kind: 'file',
      name: own,
      getFile: async () => {
        await step('read', own);
        const entry = parent.entries.get(own);
        if (!(entry instanceof Blob)) throw error('NotFoundError', own);
        return new File([entry], own, { type: fake.typeOf(own) });
      },
      createWritable: async () => {
        await step('write', own);
        const pieces: BlobPart[] = [];
        const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
          write: async (piece) => {
            await step('write', own);
            pieces.push(piece);
          },
          close: () => void parent.entries.set(own, new Blob(pieces)),
        });
        return Object.assign(sink, {
          write: async (piece: string | Blob | Uint8Array<ArrayBuffer>) => {
            if (typeof piece !== 'string') await step('write', own);
            pieces.push(piece);
          },
          close: async () => void parent.entries.set(own, new Blob(pieces)),
        });
      },
      move: async (target: object, to: string) => {
        await step('move', to);
        const from = names.get(made) ?? { parent, name: own };
        const entry = from.parent.entries.get(from.name);
        const into = folders.get(target);
        if (entry === undefined || !into) throw error('NotFoundError', from.name);
        if (Buffer.byteLength(to) > LONGEST) throw error('InvalidStateError', 'an operation failed');
        from.parent.entries.delete(from.name);
        into.entries.set(to, entry);
        names.set(made, { parent: into, name: to });
      },
    };
    return made;
  };

  const handleOf = (folder: Folder, own: string): object => {
    const made = {
      kind: 'directory',
      name: own,
      queryPermission: async () => fake.permission,
      isSameEntry: async (other: object) => folders.get(other) === folder,
      getDirectoryHandle: async (child: string, { create = false } = {}) => {
        await step('folder', child);
        const known = folder.entries.get(child);
        if (known instanceof Blob) throw error('TypeMismatchError', child);
        if (!known && !create) throw error('NotFoundError', child);
        const next: Folder = known ?? { entries: new Map() };
        folder.entries.set(child, next);
        return handleOf(next, child);
      },
      getFileHandle: async (child: string, { create = false } = {}) => {
        await step('file', child);
        const known = folder.entries.get(child);
        if (isFolder(known)) throw error('TypeMismatchError', child);
        if (!known && !create) throw error('NotFoundError', child);
        if (!known) folder.entries.set(child, new Blob([]));
        return fileHandle(folder, child);
      },
      removeEntry: async (child: string) => {
        await step('remove', child);
        const entry = folder.entries.get(child);
        if (entry === undefined) throw error('NotFoundError', child);
        if (isFolder(entry) && entry.entries.size > 0) throw error('InvalidModificationError', child);
        folder.entries.delete(child);
      },
      async *entries() {
        await step('list', own);
        for (const [child, entry] of [...folder.entries])
          yield [child, isFolder(entry) ? handleOf(entry, child) : fileHandle(folder, child)];
      },
      async *keys() {
        await step('list', own);
        yield* [...folder.entries.keys()];
      },
    };
    folders.set(made, folder);
    return made;
  };

  fake.handle = handleOf(root, name) as FileSystemDirectoryHandle;
  return fake;
};

/** What {@link createFakeGrantedFolder} builds. */
export type FakeGrantedFolder = ReturnType<typeof createFakeGrantedFolder>;
