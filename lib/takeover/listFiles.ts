import { LIMITS } from './limits';
import type { ReadHooks } from './openParts';
import { TakeOverError } from './TakeOverError';
import type { GivenFile, TakeOverInput } from './TakeOverInput';

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const pathOf = ({ fullPath }: FileSystemEntry): string => fullPath.replace(/^\//, '');

const listed = (file: File, path: string, inFolder: boolean): GivenFile => ({ path, inFolder, open: async () => file });

const entered = (entry: FileSystemFileEntry, inFolder: boolean): GivenFile => ({
  path: pathOf(entry),
  inFolder,
  open: () => new Promise((resolve, reject) => entry.file(resolve, reject)),
});

const readSome = (folder: FileSystemDirectoryEntry, reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) =>
    reader.readEntries(resolve, (cause) =>
      reject(new TakeOverError({ fault: 'broken', file: pathOf(folder) }, { cause })),
    ),
  );

const tooMany = (path: string): TakeOverError => new TakeOverError({ fault: 'many', file: path.split('/')[0] ?? '' });

/**
 * Everything in what was dropped. Folders count, too, so that links in a circle come to an end. Chromium tells 100 entries
 * of a folder at a time; only an empty answer is its end.
 */
const walk = async (
  things: readonly (File | FileSystemEntry)[],
  { signal, onProgress }: ReadHooks,
): Promise<readonly GivenFile[]> => {
  const files: GivenFile[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  const take = (thing: File | FileSystemEntry, inFolder: boolean): void => {
    if (files.length + folders.length >= LIMITS.files)
      throw tooMany(thing instanceof File ? thing.name : pathOf(thing));
    if (thing instanceof File) files.push(listed(thing, thing.name, inFolder));
    else if (isFolder(thing)) folders.push(thing);
    else if (isFile(thing)) files.push(entered(thing, inFolder));
  };
  for (const thing of things) take(thing, false);
  for (const folder of folders) {
    const reader = folder.createReader();
    for (let some = await readSome(folder, reader); some.length > 0; some = await readSome(folder, reader)) {
      signal.throwIfAborted();
      for (const entry of some) take(entry, true);
      onProgress((files.length + folders.length) / LIMITS.files);
    }
  }
  return files;
};

/**
 * The files of what a person gave, none of them opened. Throws {@link TakeOverError}: `many` with the folder's name,
 * `broken` for a folder that cannot be read.
 *
 * @param hooks progress is the share of the most files that are taken, since nobody knows how many there are
 */
export const listFiles = async (input: TakeOverInput, hooks: ReadHooks): Promise<readonly GivenFile[]> => {
  if (input.kind === 'dropped') return walk(input.things, hooks);
  const inFolder = input.kind === 'folder';
  const files = input.files.map((file) => listed(file, (inFolder && file.webkitRelativePath) || file.name, inFolder));
  const [first] = files;
  if (first && files.length > LIMITS.files) throw tooMany(first.path);
  return files;
};
