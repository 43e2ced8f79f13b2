import { FolderDb, type GrantedFolder } from '@/lib/browser/folder/folderDb';
import type { FakeGrantedFolder } from './fakeGrantedFolder';

/** The folders' database in memory. A handle of a fake cannot be stored, as a real one is: the row holds its place. */
export const createFakeFolderDb = (name: string) => {
  const db = new FolderDb(name);
  const handles = new Map<string, FileSystemDirectoryHandle>();
  db.folders.hook('reading', (row: GrantedFolder | undefined) => {
    // Dexie hands over what a key that nobody has gave, too.
    if (!row) return row;
    const handle = handles.get(row.id);
    if (!handle) throw new Error(`no handle for ${row.id}`);
    return { ...row, handle };
  });
  return {
    db,
    choose: async (id: string, folder: FakeGrantedFolder, chosenAt: number): Promise<void> => {
      handles.set(id, folder.handle);
      await db.folders.put({ id, chosenAt } as GrantedFolder);
    },
  };
};
