import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { pageDb } from '@/lib/browser/database/db';
import { openTab } from '@/lib/browser/tabs/currentTab';
import type { PlacedFile } from '@/lib/ports/FolderAccess';
import { fileAt, folderFailure, pathBelow } from './directoryFiles';
import { folderDb } from './folderDb';

// A page, or a drawing with scripts, that somebody put under a file's name would run as a page of ours.
const shownTypes = /^(?:(?:video|audio)\/[\w.+-]+|image\/(?!svg)[\w.+-]+|application\/json)$/;

/** The bytes of a file as nothing but what is saved: media, or else text. */
const inert = (file: File): Blob =>
  file.slice(0, file.size, shownTypes.test(file.type) ? file.type : 'text/plain;charset=utf-8');

/** The bytes of a file in a granted folder, one of earlier, too. Errors: `grant`, `file` when it is gone. */
const readPlaced = async ({ folder: id, path }: PlacedFile): Promise<Result<Blob>> => {
  const folder = await folderDb().folders.get(id);
  if (!folder) return err(failure('grant', 'the folder is not known here'));
  try {
    const file = await fileAt(folder.handle, pathBelow(folder.handle, path));
    return file ? ok(inert(await file.getFile())) : err(failure('file', 'the file is gone'));
  } catch (error) {
    return err(folderFailure(error));
  }
};

// The tab loads it in its own time; the address holds no copy of the bytes.
const HOLD_MS = 60_000;

/** Opens a file of a granted folder in a tab. Errors: `grant`, `file` when it is gone. */
export const openPlaced = async (place: PlacedFile): Promise<Result<true>> => {
  const file = await readPlaced(place);
  if (!file.ok) return file;
  const url = URL.createObjectURL(file.value);
  setTimeout(() => URL.revokeObjectURL(url), HOLD_MS);
  await openTab(url);
  return ok(true);
};

/** The bytes of a saved file by its record's key; undefined for one that lies in the browser's downloads. Errors: `grant`, `file` when it is gone. */
export const readSaved = async (key: string): Promise<Result<Blob | undefined>> => {
  const record = await pageDb().records.get(key);
  return record?.folder === undefined ? ok(undefined) : readPlaced({ folder: record.folder, path: record.path });
};

/** {@link openPlaced} by a record's key; false for a file that lies in the browser's downloads. */
export const openSaved = async (key: string): Promise<Result<boolean>> => {
  const record = await pageDb().records.get(key);
  return record?.folder === undefined ? ok(false) : openPlaced({ folder: record.folder, path: record.path });
};
