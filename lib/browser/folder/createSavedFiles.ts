import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SavedFiles } from '@/lib/ports/SavedFiles';
import { failureIn } from './chosenFolder';
import { currentFolder } from './folderDb';
import { planFolderChanges } from './planFolderChanges';
import {
  goOnRenaming,
  letGoOfRenaming,
  planRenaming,
  type RenamingParts,
  renamingStatus,
  settleMoves,
} from './renameSaved';

const forever = { signal: new AbortController().signal, onProgress: () => undefined };

/** Moves files of the granted folder for the developer API. Without one nothing is moved, and nothing fails. */
export const createSavedFiles = (parts: RenamingParts & { readonly db: TokshelfDb }): SavedFiles => ({
  moveFolders: async (change) => {
    const { db, folders } = parts;
    const folder = await currentFolder(folders);
    if (!folder) return ok({ moved: 0, missing: 0, left: 0 });
    try {
      const settled = await settleMoves(parts);
      if (!settled.ok) return settled;
      const before = await renamingStatus(folders);
      if (before?.isDone === false) {
        const { reason } = before;
        if (reason.kind !== 'person' || reason.secUid !== change.secUid)
          return err(failure('input', 'a renaming is not at its end'));
        // What is left of it is planned anew.
        await letGoOfRenaming(folders);
      }
      const files = (await planFolderChanges(db, folder, [change])).get(change.secUid) ?? [];
      if (files.length === 0) return ok({ moved: 0, missing: 0, left: 0 });
      const reason = { kind: 'person' as const, secUid: change.secUid, before: change.from[0] ?? '', name: change.to };
      const planned = await planRenaming(folders, { folderId: folder.id, reason, files });
      return planned.ok ? await goOnRenaming(parts, forever) : planned;
    } catch (error) {
      return err(await failureIn(folder.handle, error));
    }
  },
});
