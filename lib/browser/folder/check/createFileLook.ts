import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import { folderAt, isMissing, pathBelow, splitPath } from '@/lib/browser/folder/directoryFiles';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { CheckWork, Look } from './CheckStep';

// Records come by the ids of posts, files of a person lie together: most are found in a folder that was listed a moment ago.
const MOST_LISTED = 200;

type Listing = ReadonlyMap<string, FileSystemHandle>;

/** Nothing is missing that lies in a folder which went away itself, with its drive say: then the error is thrown on. */
const orGone = async (root: FileSystemDirectoryHandle, error: unknown): Promise<void> => {
  if (!isMissing(error) || (await stateOfFolder(root)) !== 'granted') throw error;
};

const list = async (root: FileSystemDirectoryHandle, parts: readonly string[]): Promise<Listing> => {
  const found = new Map<string, FileSystemHandle>();
  try {
    for await (const [name, handle] of (await folderAt(root, parts)).entries()) found.set(name, handle);
  } catch (error) {
    await orGone(root, error);
  }
  return found;
};

/**
 * Tells whether a record's file lies whole in its granted folder; each folder is listed once for all its files. Rejects where
 * the granted folder itself cannot be read any more.
 */
export const createFileLook = (roots: CheckWork['roots']): ((record: SaveRecord) => Promise<Look>) => {
  const listings = new Map<string, Promise<Listing>>();
  const listed = (id: string, root: FileSystemDirectoryHandle, parts: readonly string[]): Promise<Listing> => {
    const key = JSON.stringify([id, parts]);
    const known = listings.get(key);
    if (known) return known;
    if (listings.size >= MOST_LISTED) listings.clear();
    const listing = list(root, parts);
    listings.set(key, listing);
    return listing;
  };
  return async ({ folder = '', path, bytes }) => {
    const root = roots.get(folder);
    if (!root) return 'missing';
    const { folders, name } = splitPath(pathBelow(root, path));
    const handle = (await listed(folder, root, folders)).get(name);
    if (handle?.kind !== 'file') return 'missing';
    try {
      return (await (handle as FileSystemFileHandle).getFile()).size === bytes ? 'there' : 'changed';
    } catch (error) {
      await orGone(root, error);
      return 'missing';
    }
  };
};
