import type { Renamer } from '@/lib/ports/FolderAccess';
import { pageDb } from './database/db';
import { relistFolder } from './folder/catalogue';
import { createFolderWriter } from './folder/createFolderWriter';
import { createRenamer } from './folder/createRenamer';
import { folderDb } from './folder/folderDb';
import { readSettings } from './settings/settingsStore';

/** The renamer of saved files, on the connections of this page. */
export const ownRenamer = (): Renamer => {
  const [db, folders] = [pageDb(), folderDb()];
  const relist = (folderId: string): Promise<void> => relistFolder(db, folders, folderId);
  return createRenamer({ db, folders, writer: createFolderWriter(folders), relist }, readSettings);
};
