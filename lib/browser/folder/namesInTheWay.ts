import { pathKey } from '@/lib/naming/text/safePart';
import type { PlannedName } from '@/lib/ports/FolderAccess';
import { folderAt, splitPath } from './directoryFiles';

const namesIn = async (root: FileSystemDirectoryHandle, path: string): Promise<ReadonlySet<string>> => {
  try {
    const names = new Set<string>();
    const folder = await folderAt(root, path === '' ? [] : path.split('/'));
    for await (const name of folder.keys()) names.add(pathKey(name));
    return names;
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError'))
      return new Set();
    throw error;
  }
};

/**
 * Keys of the planned files whose new name something has that stays there: they get a number. Each folder is looked into once. Rejects with
 * the errors of the file system API.
 */
export const namesInTheWay = async (
  root: FileSystemDirectoryHandle,
  files: readonly PlannedName[],
): Promise<ReadonlySet<string>> => {
  const leaving = new Set(files.map(({ from }) => pathKey(from)));
  const seen = new Map<string, ReadonlySet<string>>();
  const taken = new Set<string>();
  for (const { key, to } of files) {
    const { folders, name } = splitPath(to);
    const path = folders.join('/');
    const names = seen.get(path) ?? (await namesIn(root, path));
    seen.set(path, names);
    if (names.has(pathKey(name)) && !leaving.has(pathKey(to))) taken.add(key);
  }
  return taken;
};
