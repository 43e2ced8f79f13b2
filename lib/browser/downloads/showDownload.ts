import browser, { type Downloads } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { SaveRecord } from '@/lib/model/saveRecord';

/** What tells a saved file among the browser's downloads. */
export type SavedPlace = Pick<SaveRecord, 'downloadId' | 'path'>;

// A browser that was killed gives the ids of its last downloads away again, so an id alone may be another file's.
const findSaved = async ({ downloadId, path }: SavedPlace): Promise<Downloads.DownloadItem | undefined> => {
  const byId = downloadId === undefined ? [] : await browser.downloads.search({ id: downloadId });
  const byPath = await browser.downloads.search({ filename: path, orderBy: ['-startTime'] });
  return [...byId, ...byPath].find((item) => item.filename === path);
};

/**
 * Opens the system's file manager at a file that was saved.
 * Errors: `file` when the browser no longer knows the download or the file is gone; then the downloads folder opens.
 */
export const showDownload = async (saved: SavedPlace): Promise<Result<Record<string, never>>> => {
  const item = await findSaved(saved);
  if (item?.exists === true) {
    await browser.downloads.show(item.id);
    return ok({});
  }
  await browser.downloads.showDefaultFolder();
  return err(failure('file', item ? 'the file is gone' : 'the browser forgot the download'));
};
