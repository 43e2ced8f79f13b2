import browser from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';

/**
 * Opens the system's file manager at a file that was saved.
 * Errors: `file` when the browser no longer knows the download or the file is gone; then the downloads folder opens.
 */
export const showDownload = async (downloadId: number | undefined): Promise<Result<Record<string, never>>> => {
  const [item] = downloadId === undefined ? [] : await browser.downloads.search({ id: downloadId });
  if (item?.exists === true) {
    await browser.downloads.show(item.id);
    return ok({});
  }
  await browser.downloads.showDefaultFolder();
  return err(failure('file', item ? 'the file is gone' : 'the browser forgot the download'));
};
