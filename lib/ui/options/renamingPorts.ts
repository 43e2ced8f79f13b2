import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { ownRenamer } from '@/lib/browser/ownRenamer';
import type { RenamingPorts } from './createRenamingModel';

/** The ports of renaming saved files; empty where the browser grants no folders (Firefox). */
export const renamingPorts = (): { readonly renaming?: RenamingPorts } =>
  canChooseFolder() ? { renaming: ownRenamer() } : {};
