import browser, { type Downloads } from 'webextension-polyfill';

// Chromium (156) answers a search first and then looks for the files of all that it ever saved, a quarter of a millisecond each;
// what is gone it tells by an event. It says nothing when it is through.
const QUIET_MS = 200;
// Ten seconds: a list of tens of thousands of deleted files; whoever asks goes on with what is known by then.
const MOST_TURNS = 50;
// It looks at most once in ten seconds, whoever searches.
const FRESH_MS = 11_000;

/** How thoroughly the browser is to look. */
export interface FileLook {
  /** Nothing that was known before counts: a look that began less than ten seconds ago is waited out. */
  readonly afresh?: boolean;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });

/**
 * Has the browser look whether the files of its downloads are still where it saved them, so that the next search tells it.
 * Firefox (153) never looks: what it says of a finished download's file is no news.
 */
export const lookForFiles = async ({ afresh = false, signal }: FileLook = {}): Promise<void> => {
  if (import.meta.env.FIREFOX) return;
  let heard = false;
  const hear = ({ exists }: Downloads.OnChangedDownloadDeltaType): void => {
    heard ||= exists !== undefined;
  };
  browser.downloads.onChanged.addListener(hear);
  try {
    if (afresh) await sleep(FRESH_MS, signal);
    await browser.downloads.search({ limit: 1 });
    for (let turn = 0; turn < MOST_TURNS && !signal?.aborted; turn += 1) {
      heard = false;
      await sleep(QUIET_MS, signal);
      if (!heard) return;
    }
  } finally {
    browser.downloads.onChanged.removeListener(hear);
  }
};
