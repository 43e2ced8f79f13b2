import browser, { type Downloads } from 'webextension-polyfill';
import { lookForMissing } from './lookForMissing';

// Chromium looks for the files on disk at most once in ten seconds, whoever searches: a second look comes after that.
const AGAIN_MS = 10_500;
// A folder that was deleted tells of each of its files.
const GATHER_MS = 300;

/**
 * Notes which saved files are gone from the disk or there again: now, when the page comes into sight again, and when the
 * browser says so. `flagged` gives the record keys that count as missing; `onPosts` hears the posts whose records changed.
 * Returns the function that stops this.
 */
export const watchMissing = (
  flagged: () => readonly string[],
  onPosts: (postIds: readonly string[]) => void,
  onError: (error: unknown) => void,
): (() => void) => {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const look = async (): Promise<void> => {
    try {
      const posts = await lookForMissing(flagged());
      if (posts.length > 0) onPosts(posts);
    } catch (error) {
      onError(error);
    }
  };
  const lookIn = (ms: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void look();
    }, ms);
    timers.add(timer);
  };
  const lookTwice = (): void => {
    lookIn(0);
    lookIn(AGAIN_MS);
  };
  const onSight = (): void => {
    if (document.visibilityState === 'visible') lookTwice();
  };
  let gathering = false;
  const onChanged = ({ exists }: Downloads.OnChangedDownloadDeltaType): void => {
    if (exists === undefined || gathering) return;
    gathering = true;
    setTimeout(() => {
      gathering = false;
      lookIn(0);
    }, GATHER_MS);
  };
  lookTwice();
  document.addEventListener('visibilitychange', onSight);
  browser.downloads.onChanged.addListener(onChanged);
  return () => {
    for (const timer of timers) clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSight);
    browser.downloads.onChanged.removeListener(onChanged);
  };
};
