import { fileAt, folderAt, freeName, moveFile, splitPath } from './directoryFiles';
import type { FolderDb, FolderWrite } from './folderDb';
import { lockAllNames } from './nameLocks';

/** A write that gives a saved file another place in the folder it lies in; its bytes stay where they are. */
export type Renamed = Extract<FolderWrite, { landed: string }> & {
  readonly key: string;
  readonly from: { readonly folderId: string; readonly path: string };
};

/** Whether a write is one of {@link renameFile}, not a copy. */
export const isRenamed = (write: FolderWrite): write is Renamed =>
  write.key !== undefined && write.from?.folderId === write.folderId && 'landed' in write;

/** A saved file and the path that it is to have below the folder. */
export interface RenameOrder {
  readonly folderId: string;
  readonly root: FileSystemDirectoryHandle;
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly turn: readonly [number, number];
}

type Writes = Pick<FolderDb, 'writes'>;

const isWhole = async (root: FileSystemDirectoryHandle, path: string, bytes: number): Promise<boolean> =>
  (await (await fileAt(root, path))?.getFile())?.size === bytes;

/**
 * Moves a file to a name that nothing has: the intent is written before, so that after a death {@link concludeRename} can tell
 * what became of it. Undefined where no file of that length lies at `from`. Rejects with the errors of the file system API.
 */
export const renameFile = async (
  { writes }: Writes,
  { folderId, root, key, from, to, bytes, turn }: RenameOrder,
): Promise<Renamed | undefined> => {
  const file = await fileAt(root, from);
  if (!file || (await file.getFile()).size !== bytes) return undefined;
  const { folders, name } = splitPath(to);
  const into = await folderAt(root, folders, true);
  return lockAllNames('', async () => {
    const landed = [...folders, await freeName(into, name)].join('/');
    const facts = {
      folderId,
      url: '',
      path: to,
      conflict: 'uniquify',
      startedAt: Date.now(),
      key,
      bytes,
      landed,
      turn,
    } as const;
    const intent = { ...facts, from: { folderId, path: from } };
    const id = await writes.add({ ...intent, state: 'moving' });
    try {
      await moveFile(file, into, splitPath(landed).name);
    } catch (error) {
      await writes.delete(id);
      throw error;
    }
    return { ...intent, id, state: 'moving' };
  });
};

/** Whether a rename that somebody died over came to pass: what is no longer at its old place, and lies whole at the new one, was moved. */
export const concludeRename = async (
  root: FileSystemDirectoryHandle,
  { from, landed, bytes }: Renamed,
): Promise<boolean> => !(await isWhole(root, from.path, bytes)) && (await isWhole(root, landed, bytes));
