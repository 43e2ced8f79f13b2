import browser from 'webextension-polyfill';

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
// The browser looks for the files on disk only after it has answered a search, and tells the result to the next one.
const LOOK_MS = 1000;

/**
 * The next of our finished downloads that began after a time (empty = the first), oldest first; none = all were told. The first
 * call has the browser look for the files.
 */
export const listDownloads = async (after: string): Promise<readonly ListedDownload[]> => {
  if (after === '') {
    await browser.downloads.search({ limit: 1 });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
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
