import { pageDb } from '@/lib/browser/database/db';
import { relistFolder } from '@/lib/browser/folder/catalogue';
import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import { createRenamer } from '@/lib/browser/folder/createRenamer';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { readSettings } from '@/lib/browser/settings/settingsStore';
import type { RenamingPorts } from './createRenamingModel';

/** The ports of renaming saved files; empty where the browser grants no folders (Firefox). */
export const renamingPorts = (): { readonly renaming?: RenamingPorts } => {
  if (!canChooseFolder()) return {};
  const [db, folders] = [pageDb(), folderDb()];
  const relist = (folderId: string): Promise<void> => relistFolder(db, folders, folderId);
  return { renaming: createRenamer({ db, folders, writer: createFolderWriter(folders), relist }, readSettings) };
};
