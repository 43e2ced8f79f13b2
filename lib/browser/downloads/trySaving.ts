import browser, { type Downloads } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { interruptFailure } from './interruptFailure';

/** A download gets its path at once, except where the browser asks the person for one. */
const PATH_AFTER_MS = 2_000;
const LOOK_EVERY_MS = 50;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The download once it has ended, or after the time in which it would have got a path. */
const settle = async (id: number): Promise<Downloads.DownloadItem | undefined> => {
  let item: Downloads.DownloadItem | undefined;
  for (const end = Date.now() + PATH_AFTER_MS; Date.now() < end; await sleep(LOOK_EVERY_MS)) {
    [item] = await browser.downloads.search({ id });
    if (item === undefined || item.state !== 'in_progress') break;
  }
  return item;
};

const outcome = (item: Downloads.DownloadItem | undefined): Result<'asks' | 'saves'> => {
  if (item === undefined) return err(failure('folder', 'the browser dropped the download'));
  if (item.filename === '') return ok('asks');
  if (item.state === 'interrupted') return err(interruptFailure(item.error ?? 'CRASH', item.url));
  return ok('saves');
};

/** Takes away what the attempt left, the file and its row in the browser's list. */
const clear = async (id: number): Promise<void> => {
  const [item] = await browser.downloads.search({ id });
  if (item?.state === 'in_progress') await browser.downloads.cancel(id);
  if (item?.state === 'complete' && item.exists) await browser.downloads.removeFile(id);
  await browser.downloads.erase({ id });
};

/**
 * Finds out whether the browser asks where to save each file, which no browser tells an extension: saves a file of a few
 * bytes into the downloads folder and takes it away again. Errors: `folder`, `space` and what else ends a download.
 */
export const trySaving = async (name: string): Promise<Result<'asks' | 'saves'>> => {
  const url = URL.createObjectURL(new Blob([name], { type: 'text/plain' }));
  try {
    const id = await browser.downloads.download({ url, filename: name, conflictAction: 'uniquify', saveAs: false });
    const found = outcome(await settle(id));
    await clear(id);
    return found;
  } catch (error) {
    return err(failure('folder', error instanceof Error ? error.message : String(error)));
  } finally {
    URL.revokeObjectURL(url);
  }
};
