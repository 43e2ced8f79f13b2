import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import { fileIn, folderAt, isMissing, pathBelow, splitPath } from '@/lib/browser/folder/directoryFiles';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { CheckWork, Look } from './CheckStep';

// Records come by the ids of posts, so that those that follow each other lie in the folders of many people.
const MOST_OPENED = 2000;

type Folder = FileSystemDirectoryHandle;

/** Nothing is missing that lies in a folder which went away itself, with its drive say. */
const believeMissing = async (root: Folder): Promise<'missing'> => {
  if ((await stateOfFolder(root)) === 'granted') return 'missing';
  throw new DOMException('the folder cannot be read any more', 'NotFoundError');
};

const open = async (root: Folder, parts: readonly string[]): Promise<Folder | undefined> => {
  try {
    return await folderAt(root, parts);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/**
 * Tells whether a record's file lies whole in its granted folder; each folder is opened once for all its files. Rejects where
 * the granted folder itself cannot be read any more.
 */
export const createFileLook = (roots: CheckWork['roots']): ((record: SaveRecord) => Promise<Look>) => {
  const opened = new Map<string, Promise<Folder | undefined>>();
  const folderOf = (id: string, root: Folder, parts: readonly string[]): Promise<Folder | undefined> => {
    const key = JSON.stringify([id, parts]);
    const known = opened.get(key);
    if (known) return known;
    if (opened.size >= MOST_OPENED) opened.clear();
    const folder = open(root, parts);
    opened.set(key, folder);
    return folder;
  };
  return async ({ folder = '', path, bytes }) => {
    const root = roots.get(folder);
    if (!root) return 'missing';
    const { folders, name } = splitPath(pathBelow(root, path));
    try {
      const inside = await folderOf(folder, root, folders);
      const file = inside && (await fileIn(inside, name));
      if (!file || file === 'taken') return believeMissing(root);
      return (await file.getFile()).size === bytes ? 'there' : 'changed';
    } catch (error) {
      if (isMissing(error)) return believeMissing(root);
      throw error;
    }
  };
};
