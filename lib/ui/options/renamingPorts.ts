import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { ownRenamer } from '@/lib/browser/ownRenamer';
import type { Renamer } from '@/lib/ports/FolderAccess';

/** The ports of renaming saved files; empty where the browser grants no folders (Firefox). */
export const renamingPorts = (): { readonly renaming?: Renamer } =>
  canChooseFolder() ? { renaming: ownRenamer() } : {};
