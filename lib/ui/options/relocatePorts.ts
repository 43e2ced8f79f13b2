import { pageDb } from '@/lib/browser/database/db';
import { allowSources, canChooseFolder, chooseSource, takeDroppedSource } from '@/lib/browser/folder/chosenFolder';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { countElsewhere, relocateSaved } from '@/lib/browser/folder/relocateSaved';
import type { RelocatePorts } from './createRelocateModel';

/** The ports of moving saved files; empty where the browser grants no folders (Firefox). */
export const relocatePorts = (): { readonly relocate?: RelocatePorts } => {
  if (!canChooseFolder()) return {};
  const folders = folderDb();
  return {
    relocate: {
      count: () => countElsewhere(pageDb(), folders),
      run: (hooks) => relocateSaved({ db: pageDb(), folders, writer: createFolderWriter(folders) }, hooks),
      allowSources,
      chooseSource,
      takeDroppedSource,
    },
  };
};
