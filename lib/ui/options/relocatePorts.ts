import { pageDb } from '@/lib/browser/database/db';
import { createCatalogue } from '@/lib/browser/folder/catalogue';
import { allowSources, canChooseFolder, chooseSource, takeDroppedSource } from '@/lib/browser/folder/chosenFolder';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import { currentFolder, folderDb } from '@/lib/browser/folder/folderDb';
import { countElsewhere, relocateSaved } from '@/lib/browser/folder/relocateSaved';
import type { RelocatePorts } from './createRelocateModel';

/** The ports of moving saved files; empty where the browser grants no folders (Firefox). */
export const relocatePorts = (): { readonly relocate?: RelocatePorts } => {
  if (!canChooseFolder()) return {};
  const folders = folderDb();
  return {
    relocate: {
      count: () => countElsewhere(pageDb(), folders),
      run: async (hooks) => {
        const moved = await relocateSaved({ db: pageDb(), folders, writer: createFolderWriter(folders) }, hooks);
        const target = await currentFolder(folders);
        if (target) await createCatalogue(pageDb(), folders, console.error).flush(target.id, 'all');
        return moved;
      },
      allowSources,
      chooseSource,
      takeDroppedSource,
    },
  };
};
