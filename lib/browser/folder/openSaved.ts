import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { pageDb } from '@/lib/browser/database/db';
import { openTab } from '@/lib/browser/tabs/currentTab';
import { fileAt, folderFailure } from './directoryFiles';
import { folderDb } from './folderDb';

/** A saved file's bytes in the granted folder; undefined when it was saved to the browser's downloads. Errors: `grant`, `file` when it is gone. */
export const readSaved = async (key: string): Promise<Result<File | undefined>> => {
  const record = await pageDb().records.get(key);
  if (record?.folder === undefined) return ok(undefined);
  const folder = await folderDb().folders.get('current');
  if (folder?.id !== record.folder) return err(failure('grant', 'it was saved to another folder'));
  try {
    // The record's path begins with the folder's own name.
    const file = await fileAt(folder.handle, record.path.slice(folder.handle.name.length + 1));
    return file ? ok(await file.getFile()) : err(failure('file', 'the file is gone'));
  } catch (error) {
    return err(folderFailure(error));
  }
};

// The tab loads it in its own time; the address holds no copy of the bytes.
const HOLD_MS = 60_000;

/** Opens a file of the granted folder in a tab; false for one that lies in the browser's downloads. Errors: those of {@link readSaved}. */
export const openSaved = async (key: string): Promise<Result<boolean>> => {
  const file = await readSaved(key);
  if (!file.ok) return file;
  if (!file.value) return ok(false);
  const url = URL.createObjectURL(file.value);
  setTimeout(() => URL.revokeObjectURL(url), HOLD_MS);
  await openTab(url);
  return ok(true);
};
