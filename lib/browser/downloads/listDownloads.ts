import browser from 'webextension-polyfill';
import { lookForFiles } from './lookForFiles';

/** A file of ours that the browser's list of downloads names. */
export interface ListedDownload {
  readonly id: number;
  readonly path: string;
  /** Whether the browser found it where it saved it; it looks for no lengths. */
  readonly exists: boolean;
  /** As the browser writes it (ISO 8601): later ones compare as greater. */
  readonly startedAt: string;
}

const PIECE = 1000;

/**
 * The next of our finished downloads that began after a time (empty = the first), oldest first; none = all were told. The first
 * call has the browser look for the files, which takes some seconds; `signal` ends that.
 */
export const listDownloads = async (after: string, signal?: AbortSignal): Promise<readonly ListedDownload[]> => {
  if (after === '') await lookForFiles({ afresh: true, ...(signal ? { signal } : {}) });
  for (let from = after; ; ) {
    const since = from === '' ? {} : { startedAfter: from };
    const items = await browser.downloads.search({ ...since, orderBy: ['startTime'], limit: PIECE });
    // The browser knows fractions of the milliseconds that it tells: those of the last one come once more.
    const news = items.filter(({ startTime }) => startTime > from);
    const end = news.at(-1)?.startTime;
    if (end === undefined) return [];
    const isCut = items.length === PIECE && news.some(({ startTime }) => startTime < end);
    const whole = isCut ? news.filter(({ startTime }) => startTime < end) : news;
    const ours = whole.filter(
      ({ byExtensionId, state }) => byExtensionId === browser.runtime.id && state === 'complete',
    );
    if (ours.length > 0)
      return ours.map(({ id, filename, exists, startTime }) => ({ id, path: filename, exists, startedAt: startTime }));
    from = whole.at(-1)?.startTime ?? end;
  }
};
