import { runInTab } from '@/lib/browser/tabs/runInTab';
import { tabExists } from '@/lib/browser/tabs/siteTabs';
import { captchaSelectors } from '@/lib/tiktok/page/selectors';

const LOOK_EVERY_MS = 1_000;
// Each look keeps the worker alive; who has not solved it by then is waited for by the queue's own alarm.
const GIVE_UP_MS = 10 * 60_000;

/** Follows captchas in tabs until they are gone. */
export interface CaptchaWatch {
  /** A captcha shows in this tab. */
  shown(tabId: number): void;
  /** The tab in which one shows. */
  current(): number | undefined;
  /** Calls back whenever one is gone from its page: solved, or the page was left. */
  onGone(callback: () => void): void;
}

/** Runs in the tab, so it is self-contained. */
const showsAny = (selectors: readonly string[]): boolean =>
  selectors.some((selector) => document.querySelector(selector) !== null);

const stillShows = async (tabId: number): Promise<boolean> => {
  try {
    return (await runInTab(tabId, showsAny, captchaSelectors)) !== false;
  } catch {
    // The page is just loading, or the tab is gone: the next look tells which.
    return true;
  }
};

export const createCaptchaWatch = (lookEvery = LOOK_EVERY_MS): CaptchaWatch => {
  const callbacks: (() => void)[] = [];
  let watched: number | undefined;

  const follow = async (tabId: number): Promise<void> => {
    for (let waited = 0; waited < GIVE_UP_MS && watched === tabId; waited += lookEvery) {
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
      if (!(await tabExists(tabId))) return;
      if (await stillShows(tabId)) continue;
      for (const callback of callbacks) callback();
      return;
    }
  };

  return {
    shown: (tabId) => {
      if (watched === tabId) return;
      watched = tabId;
      void follow(tabId).finally(() => {
        if (watched === tabId) watched = undefined;
      });
    },
    current: () => watched,
    onGone: (callback) => callbacks.push(callback),
  };
};
