import { pageDb } from '@/lib/browser/database/db';
import { call } from '@/lib/browser/events/commands';
import { createCatalogue } from '@/lib/browser/folder/catalogue';
import { startDiskWorker } from '@/lib/browser/folder/check/startDiskWorker';
import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { currentFolder, folderDb } from '@/lib/browser/folder/folderDb';
import { countForgotten, rebuildLibrary } from '@/lib/browser/folder/rebuildLibrary';
import type { RebuildPorts } from './createRebuildModel';

/** The ports of bringing a library back; empty where the browser grants no folders (Firefox). */
export const rebuildPorts = (): { readonly rebuild?: RebuildPorts } =>
  canChooseFolder()
    ? {
        rebuild: {
          countForgotten: () => countForgotten(pageDb(), folderDb()),
          rebuild: async (signals) => {
            const disk = startDiskWorker();
            const rebuilt = await rebuildLibrary(pageDb(), folderDb(), disk, signals).finally(disk.end);
            const folder = await currentFolder(folderDb());
            // What is gone would be offered for ever.
            if (folder && rebuilt.ok && rebuilt.value.gone > 0 && !signals.signal.aborted)
              await createCatalogue(pageDb(), folderDb(), console.error).flush(folder.id, 'known');
            return rebuilt;
          },
          tellRebuilt: async () => {
            await call('acceptLoss', {});
            await call('rowsCameIn', {});
          },
        },
      }
    : {};
