import { call } from '@/lib/browser/events/commands';
import {
  allowFolder,
  canChooseFolder,
  chooseFolder,
  takeDroppedFolder,
  watchFolder,
} from '@/lib/browser/folder/chosenFolder';
import type { FolderPorts } from './followFolder';

/** The ports of a page that lets a folder be chosen; empty where the browser grants none (Firefox). */
export const folderPorts = (): { readonly folder?: FolderPorts } =>
  canChooseFolder()
    ? {
        folder: {
          watch: watchFolder,
          choose: chooseFolder,
          takeDropped: takeDroppedFolder,
          allow: allowFolder,
          tellAllowed: () => call('folderAllowed', {}),
        },
      }
    : {};
