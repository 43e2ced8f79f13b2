/** What lies in a folder, by name; `unreadable` stands for one that the system refuses. */
export interface FolderTree {
  readonly [name: string]: File | FolderTree | 'unreadable';
}

/** As many entries as Chromium tells of a folder at a time. */
const AT_A_TIME = 100;

const refuse = (): never => {
  throw new Error('nobody needs this of an entry');
};

const later = (work: () => void): void => void setTimeout(work, 0);

interface Watch {
  /** Files that were opened, by their paths. */
  readonly opened: string[];
}

const fileEntry = (file: File, fullPath: string, { opened }: Watch): FileSystemFileEntry => ({
  ...{ name: file.name, fullPath, isFile: true, isDirectory: false },
  get filesystem() {
    return refuse();
  },
  getParent: refuse,
  file: (onFile) =>
    later(() => {
      opened.push(fullPath);
      onFile(file);
    }),
});

const folderEntry = (
  tree: FolderTree | 'unreadable',
  name: string,
  fullPath: string,
  watch: Watch,
): FileSystemDirectoryEntry => ({
  ...{ name, fullPath, isFile: false, isDirectory: true },
  get filesystem() {
    return refuse();
  },
  getParent: refuse,
  getDirectory: refuse,
  getFile: refuse,
  createReader: () => {
    const left = tree === 'unreadable' ? [] : Object.entries(tree);
    return {
      readEntries: (onEntries, onError) =>
        later(() => {
          if (tree === 'unreadable') return onError?.(new DOMException('no', 'NotReadableError'));
          onEntries(left.splice(0, AT_A_TIME).map(([key, inner]) => entryOf(inner, key, `${fullPath}/${key}`, watch)));
        }),
    };
  },
});

const entryOf = (thing: FolderTree[string], name: string, fullPath: string, watch: Watch): FileSystemEntry =>
  thing instanceof File ? fileEntry(thing, fullPath, watch) : folderEntry(thing, name, fullPath, watch);

/** A drop as the browser makes it: entries can be had while the event is handled, and no item is left after it. */
export const fakeDrop = (tree: FolderTree) => {
  const watch: Watch = { opened: [] };
  const items: DataTransferItem[] = Object.entries(tree).map(([name, thing]) => ({
    ...{ kind: 'file', type: '' },
    getAsString: () => {},
    getAsFile: () => (items.length > 0 && thing instanceof File ? thing : null),
    webkitGetAsEntry: () => (items.length > 0 ? entryOf(thing, name, `/${name}`, watch) : null),
  }));
  return {
    items,
    opened: watch.opened,
    /** What the browser does once the event has been handled. */
    end: (): void => void items.splice(0),
  };
};
