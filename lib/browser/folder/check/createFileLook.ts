import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import { fileIn, folderAt, isNowhere, pathBelow, splitPath } from '@/lib/browser/folder/directoryFiles';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { CheckWork, Look, Looked } from './CheckStep';

// Records come by the ids of posts, so that those that follow each other lie in the folders of many people.
const MOST_OPENED = 2000;

type Folder = FileSystemDirectoryHandle;

const open = async (root: Folder, parts: readonly string[]): Promise<Folder | undefined> => {
  try {
    return await folderAt(root, parts);
  } catch (error) {
    if (isNowhere(error)) return undefined;
    throw error;
  }
};

/** A look at files in granted folders. */
export interface FileLook {
  /** Whether a record's file lies whole in its folder, which is opened once for all its files. */
  look(record: SaveRecord): Promise<Look>;
  /**
   * Rejects where a folder cannot be read now that files were found to be missing in: nothing is missing that lies in one which
   * went away itself, with its drive say.
   */
  believe(looked: Looked): Promise<void>;
}

/** Builds it on the folders by their ids. */
export const createFileLook = (roots: CheckWork['roots']): FileLook => {
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
  const look = async ({ folder = '', path, bytes }: SaveRecord): Promise<Look> => {
    const root = roots.get(folder);
    if (!root) return 'missing';
    const { folders, name } = splitPath(pathBelow(root, path));
    try {
      const inside = await folderOf(folder, root, folders);
      const file = inside && (await fileIn(inside, name));
      if (!file || file === 'taken') return 'missing';
      return (await file.getFile()).size === bytes ? 'there' : 'changed';
    } catch (error) {
      if (isNowhere(error)) return 'missing';
      throw error;
    }
  };
  return {
    look,
    believe: async (looked) => {
      const folders = new Set(looked.flatMap(([{ folder = '' }, how]) => (how === 'missing' ? [folder] : [])));
      for (const folder of folders) {
        const root = roots.get(folder);
        if (root && (await stateOfFolder(root)) !== 'granted')
          throw new DOMException('the folder cannot be read any more', 'NotFoundError');
      }
    },
  };
};
