import { pageDb } from '@/lib/browser/database/db';
import { call } from '@/lib/browser/events/commands';
import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { countForgotten, rebuildLibrary } from '@/lib/browser/folder/rebuildLibrary';
import type { RebuildPorts } from './createRebuildModel';

/** The ports of bringing a library back; empty where the browser grants no folders (Firefox). */
export const rebuildPorts = (): { readonly rebuild?: RebuildPorts } =>
  canChooseFolder()
    ? {
        rebuild: {
          countForgotten: () => countForgotten(pageDb(), folderDb()),
          rebuild: (signals) => rebuildLibrary(pageDb(), folderDb(), signals),
          tellRebuilt: async () => {
            await call('acceptLoss', {});
            await call('rowsCameIn', {});
          },
        },
      }
    : {};
