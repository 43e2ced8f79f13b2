import { type Failure, failure } from '@/lib/base/failure';
import { NAME_TOO_LONG } from '@/lib/ports/Downloads';

/** The parts of the file system API that Chromium has and TypeScript does not type. */
interface MovableFile extends FileSystemFileHandle {
  move(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}

const isMovable = (file: FileSystemFileHandle): file is MovableFile => 'move' in file;

/** A path taken apart: the folders, and the name of the file. */
export const splitPath = (path: string): { readonly folders: readonly string[]; readonly name: string } => {
  const parts = path.split('/');
  return { folders: parts.slice(0, -1), name: parts.at(-1) ?? '' };
};

/** How records name a file of a granted folder: the folder's own name before the path below it. */
export const placedPath = (root: FileSystemDirectoryHandle, path: string): string => `${root.name}/${path}`;

/** The path below the folder, of one as records name it. */
export const pathBelow = (root: FileSystemDirectoryHandle, placed: string): string =>
  placed.slice(root.name.length + 1);

const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof DOMException && names.includes(error.name);

/** Whether an error says that a file or a folder is not there. */
export const isMissing = (error: unknown): boolean => isNamed(error, 'NotFoundError');

/**
 * Whether an error says that nothing can lie at a path: nothing does, a file is where a folder would have to be or the other way
 * round, or no name may be like that.
 */
export const isNowhere = (error: unknown): boolean =>
  isNamed(error, 'NotFoundError', 'TypeMismatchError') || error instanceof TypeError;

/** The folder below `root`. Rejects with NotFoundError where there is none and `create` does not ask for it. */
export const folderAt = async (
  root: FileSystemDirectoryHandle,
  folders: readonly string[],
  create = false,
): Promise<FileSystemDirectoryHandle> => {
  let folder = root;
  for (const name of folders) folder = await folder.getDirectoryHandle(name, { create });
  return folder;
};

/** Names of all that lies in a folder below `root`; none where there is no such folder. */
export const namesAt = async (
  root: FileSystemDirectoryHandle,
  folders: readonly string[],
): Promise<readonly string[]> => {
  const names: string[] = [];
  try {
    for await (const name of (await folderAt(root, folders)).keys()) names.push(name);
  } catch (error) {
    if (!isNowhere(error)) throw error;
  }
  return names;
};

/** The file of that name; undefined where nothing has it. A folder of the name counts as `taken`. */
export const fileIn = async (
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle | 'taken' | undefined> => {
  try {
    return await folder.getFileHandle(name);
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return undefined;
    if (isNamed(error, 'TypeMismatchError')) return 'taken';
    throw error;
  }
};

/** The file at a path below `root`, or undefined where there is none. */
export const fileAt = async (
  root: FileSystemDirectoryHandle,
  path: string,
): Promise<FileSystemFileHandle | undefined> => {
  const { folders, name } = splitPath(path);
  try {
    const found = await fileIn(await folderAt(root, folders), name);
    return found === 'taken' ? undefined : found;
  } catch (error) {
    if (isNowhere(error)) return undefined;
    throw error;
  }
};

const numbered = (name: string, count: number): string => {
  if (count === 0) return name;
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name} (${count})` : `${name.slice(0, dot)} (${count})${name.slice(dot)}`;
};

/**
 * The name itself or the first with a number, as browsers give them (`name (1).mp4`), that nothing in the folder has, or a
 * file that `mayReplace` allows.
 */
export const freeName = async (
  folder: FileSystemDirectoryHandle,
  name: string,
  mayReplace: (file: FileSystemFileHandle) => Promise<boolean> = async () => false,
): Promise<string> => {
  for (let count = 0; ; count += 1) {
    const candidate = numbered(name, count);
    const there = await fileIn(folder, candidate);
    if (there === undefined || (there !== 'taken' && (await mayReplace(there)))) return candidate;
  }
};

/**
 * Gives a file its name in the folder. It replaces what has that name without a word (measured, Chromium 156): look
 * before, and hold a lock of nameLocks.ts from the look to the end of the move.
 */
export const moveFile = async (
  file: FileSystemFileHandle,
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<void> => {
  if (!isMovable(file)) throw new DOMException('files cannot be moved in this browser', 'NotSupportedError');
  await file.move(folder, name);
};

/** Takes a file away; nothing happens where it is gone already. */
export const removeFile = async (folder: FileSystemDirectoryHandle, name: string): Promise<void> => {
  try {
    await folder.removeEntry(name);
  } catch (error) {
    if (!isNamed(error, 'NotFoundError')) throw error;
  }
};

/** Codes that writing into the folder can fail with. */
export type FolderFailure = Failure & { readonly code: 'grant' | 'space' | 'folder' | 'path' | 'file' };

const failureWith = (code: FolderFailure['code'], detail: string): FolderFailure => ({
  ...failure(code, detail),
  code,
});

/**
 * What an error of the file system API means (measured, Chromium 156): a lapsed grant and a folder that is away are
 * `grant`; a name that is too long for the disk is InvalidStateError at the move, one with characters that the browser
 * does not allow TypeError: both `path`; a full disk `space`; everything else `folder`.
 */
export const folderFailure = (error: unknown): FolderFailure => {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof TypeError) return failureWith('path', detail);
  if (isNamed(error, 'InvalidStateError')) return failureWith('path', NAME_TOO_LONG);
  if (isNamed(error, 'NotAllowedError', 'SecurityError', 'NotFoundError')) return failureWith('grant', detail);
  return failureWith(isNamed(error, 'QuotaExceededError') ? 'space' : 'folder', detail);
};
