import { err } from '@/lib/base/result';
import { pageDb } from '@/lib/browser/database/db';
import { call } from '@/lib/browser/events/commands';
import { checkFolders } from '@/lib/browser/folder/checkFolders';
import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { folderFailure } from '@/lib/browser/folder/directoryFiles';
import { folderDb } from '@/lib/browser/folder/folderDb';
import type { CheckPorts } from './createCheckModel';

/** The ports of a look at saved files; empty where the browser grants no folders (Firefox). */
export const checkPorts = (): { readonly check?: CheckPorts } =>
  canChooseFolder()
    ? {
        check: {
          check: (signals) =>
            checkFolders(pageDb(), folderDb(), signals).catch((error: unknown) => err(folderFailure(error))),
          tellChecked: async () => {
            await call('rowsCameIn', {});
          },
        },
      }
    : {};
