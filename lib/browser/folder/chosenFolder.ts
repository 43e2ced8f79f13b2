import { liveQuery } from 'dexie';
import type { ChosenFolder, FolderState } from '@/lib/ports/FolderAccess';
import { type FolderFailure, folderFailure } from './directoryFiles';
import { currentFolder, type FolderDb, folderDb, type GrantedFolder } from './folderDb';

/** The parts of the file system API that Chromium has and TypeScript does not type. */
interface PickingWindow {
  showDirectoryPicker?(options: { id: string }): Promise<FileSystemDirectoryHandle>;
}

interface AskingHandle extends FileSystemDirectoryHandle {
  queryPermission(how: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission(how: { mode: 'readwrite' }): Promise<PermissionState>;
}

const asking = (handle: FileSystemDirectoryHandle): AskingHandle => handle as AskingHandle;

const picker = (): PickingWindow['showDirectoryPicker'] => (window as PickingWindow).showDirectoryPicker;

/** Whether this browser lets a person grant a folder: Chromium does, Firefox does not. */
export const canChooseFolder = (): boolean => picker() !== undefined;

const isThere = async (handle: FileSystemDirectoryHandle): Promise<boolean> => {
  try {
    await handle.keys().next();
    return true;
  } catch {
    // Whatever the reason (a drive that is away, a folder that was deleted), nothing can be written there.
    return false;
  }
};

/** Whether the folder can be written to, by a look at it. */
export const stateOfFolder = async (handle: FileSystemDirectoryHandle): Promise<FolderState> => {
  if ((await asking(handle).queryPermission({ mode: 'readwrite' })) !== 'granted') return 'prompt';
  return (await isThere(handle)) ? 'granted' : 'gone';
};

/**
 * {@link folderFailure}, by whether the folder itself is there: where something inside vanished, to allow the folder again would mend
 * nothing; and whatever a move or a write was told while it went away, a drive that is unplugged say, no file is to blame.
 */
export const failureIn = async (
  handle: FileSystemDirectoryHandle | undefined,
  error: unknown,
): Promise<FolderFailure> => {
  const problem = folderFailure(error);
  if (handle === undefined || problem.code === 'space') return problem;
  const isThere = (await stateOfFolder(handle)) === 'granted';
  if (isThere) return problem.code === 'grant' ? { ...problem, code: 'folder' } : problem;
  return { ...problem, code: 'grant' };
};

/**
 * Notes which grants outlived the browser: one that is given for a visit ends with it, and nobody was asked yet. To be
 * called when the browser starts.
 */
export const noteLastingGrants = async ({ folders }: FolderDb): Promise<void> => {
  for (const row of await folders.toArray()) {
    const lasting = (await asking(row.handle).queryPermission({ mode: 'readwrite' })) === 'granted';
    if (lasting !== (row.lasting === true)) await folders.update(row.id, { lasting });
  }
};

/** Calls back with the chosen folder now and whenever another is chosen; returns the function that stops this. */
export const watchFolder = (onFolder: (folder: ChosenFolder | undefined) => void): (() => void) => {
  const seen = liveQuery(() => currentFolder(folderDb())).subscribe((row) => {
    if (!row) onFolder(undefined);
    else
      void stateOfFolder(row.handle).then((state) =>
        onFolder({ name: row.handle.name, state, lasting: row.lasting === true }),
      );
  });
  return () => seen.unsubscribe();
};

/** The row of that very folder, if it was shown before. */
const knownAs = async (handle: FileSystemDirectoryHandle): Promise<GrantedFolder | undefined> => {
  for (const known of await folderDb().folders.toArray()) if (await known.handle.isSameEntry(handle)) return known;
  return undefined;
};

const take = async (handle: FileSystemDirectoryHandle): Promise<ChosenFolder> => {
  // The browser offers "on every visit" only to who asks for it after the choice, not with it (measured, Chromium 156).
  await asking(handle).requestPermission({ mode: 'readwrite' });
  const before = await knownAs(handle);
  const id = before?.id ?? crypto.randomUUID();
  const { lasting = false } = before ?? {};
  await folderDb().folders.put({ ...before, id, handle, chosenAt: Date.now(), lasting });
  return { name: handle.name, state: await stateOfFolder(handle), lasting };
};

/** The folder that the person picks; undefined when the question was waved off. */
const pick = async (id: string): Promise<FileSystemDirectoryHandle | undefined> => {
  try {
    return await picker()?.call(window, { id });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
};

interface DroppedItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

const dropped = async (items: Iterable<DataTransferItem>): Promise<FileSystemDirectoryHandle | undefined> => {
  const [first] = [...items].map((item: DroppedItem) => item.getAsFileSystemHandle?.());
  const handle = await first;
  return handle?.kind === 'directory' ? (handle as FileSystemDirectoryHandle) : undefined;
};

/** Lets the person choose a folder; undefined when nothing was chosen. Must be called straight from a click. */
export const chooseFolder = async (): Promise<ChosenFolder | undefined> => {
  const handle = await pick('tokshelf');
  return handle && take(handle);
};

/** Takes the folder that was dropped; undefined when it was none. Must be called straight from the drop. */
export const takeDroppedFolder = async (items: Iterable<DataTransferItem>): Promise<ChosenFolder | undefined> => {
  const handle = await dropped(items);
  return handle && take(handle);
};

/** Notes a folder that earlier files lie in, to read them from; its id. */
const noteSource = async (handle: FileSystemDirectoryHandle): Promise<string> => {
  await asking(handle).requestPermission({ mode: 'readwrite' });
  const before = await knownAs(handle);
  if (before) return before.id;
  const id = crypto.randomUUID();
  await folderDb().folders.put({ id, handle, chosenAt: 0 });
  return id;
};

/** Lets the person show a folder that files were saved to before; false when none was chosen. Must be called straight from a click. */
export const chooseSource = async (): Promise<boolean> => {
  const handle = await pick('tokshelf-source');
  return handle !== undefined && (await noteSource(handle)) !== '';
};

/** {@link chooseSource} by a drop. Must be called straight from it. */
export const takeDroppedSource = async (items: Iterable<DataTransferItem>): Promise<boolean> => {
  const handle = await dropped(items);
  return handle !== undefined && (await noteSource(handle)) !== '';
};

/** Asks for each folder that files may be moved from. Must be called straight from a click. */
export const allowSources = async (): Promise<void> => {
  const target = await currentFolder(folderDb());
  for (const { id, handle } of await folderDb().folders.toArray())
    if (id !== target?.id) await asking(handle).requestPermission({ mode: 'readwrite' });
};

/** Asks anew for the folder that was chosen. Must be called straight from a click. */
export const allowFolder = async (): Promise<FolderState> => {
  const row = await currentFolder(folderDb());
  if (!row) return 'none';
  await asking(row.handle).requestPermission({ mode: 'readwrite' });
  return stateOfFolder(row.handle);
};
