import { liveQuery } from 'dexie';
import type { ChosenFolder, FolderState } from '@/lib/ports/FolderAccess';
import { currentFolder, folderDb } from './folderDb';

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

/** Calls back with the chosen folder now and whenever another is chosen; returns the function that stops this. */
export const watchFolder = (onFolder: (folder: ChosenFolder | undefined) => void): (() => void) => {
  const seen = liveQuery(() => currentFolder(folderDb())).subscribe((row) => {
    if (!row) onFolder(undefined);
    else void stateOfFolder(row.handle).then((state) => onFolder({ name: row.handle.name, state }));
  });
  return () => seen.unsubscribe();
};

const take = async (handle: FileSystemDirectoryHandle): Promise<ChosenFolder> => {
  // The browser offers "on every visit" only to who asks for it after the choice, not with it (measured, Chromium 156).
  await asking(handle).requestPermission({ mode: 'readwrite' });
  const { folders } = folderDb();
  let id: string = crypto.randomUUID();
  for (const known of await folders.toArray()) if (await known.handle.isSameEntry(handle)) ({ id } = known);
  await folders.put({ id, handle, chosenAt: Date.now() });
  return { name: handle.name, state: await stateOfFolder(handle) };
};

/** Lets the person choose a folder; undefined when nothing was chosen. Must be called straight from a click. */
export const chooseFolder = async (): Promise<ChosenFolder | undefined> => {
  try {
    const handle = await picker()?.call(window, { id: 'tokshelf' });
    return handle && (await take(handle));
  } catch (error) {
    // Waved off.
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
};

interface DroppedItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Takes the folder that was dropped; undefined when it was none. Must be called straight from the drop. */
export const takeDroppedFolder = async (items: Iterable<DataTransferItem>): Promise<ChosenFolder | undefined> => {
  const [first] = [...items].map((item: DroppedItem) => item.getAsFileSystemHandle?.());
  const handle = await first;
  return handle?.kind === 'directory' ? take(handle as FileSystemDirectoryHandle) : undefined;
};

/** Asks anew for the folder that was chosen. Must be called straight from a click. */
export const allowFolder = async (): Promise<FolderState> => {
  const row = await currentFolder(folderDb());
  if (!row) return 'none';
  await asking(row.handle).requestPermission({ mode: 'readwrite' });
  return stateOfFolder(row.handle);
};
