import browser, { type Tabs } from 'webextension-polyfill';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';

/** Firefox's name for the session that our own requests and cookies belong to; other browsers keep one session and name none. */
const OWN_SESSION = 'firefox-default';

const isUsable = (tab: Tabs.Tab): boolean =>
  tab.id !== undefined &&
  tab.discarded !== true &&
  tab.status === 'complete' &&
  (tab.cookieStoreId ?? OWN_SESSION) === OWN_SESSION;

/**
 * An open TikTok tab whose page can fetch for us, the active one first. One in a container of Firefox is another account's, or
 * nobody's: lists would come by one session and files by another. A discarded tab rejects scripts with a text
 * about permission, a loading one loses them (measured, Chromium 156): both are passed over.
 */
export const findSiteTab = async (except?: number): Promise<number | undefined> => {
  const tabs = await browser.tabs.query({ url: `${SITE_ORIGIN}/*` });
  const usable = tabs.filter((tab) => isUsable(tab) && tab.id !== except);
  return (usable.find((tab) => tab.active) ?? usable[0])?.id;
};

/** Whether a tab still exists. */
export const tabExists = async (tabId: number): Promise<boolean> => {
  try {
    await browser.tabs.get(tabId);
    return true;
  } catch {
    // tabs.get rejects for ids that are gone; there is no query by id.
    return false;
  }
};

/** Waits until the tab has loaded; false when it did not in time or was closed. */
export const waitUntilLoaded = async (tabId: number, timeoutMs: number): Promise<boolean> => {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    if (!tab) return false;
    if (tab.status === 'complete') return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};

/** Brings a tab and its window to the front. */
export const showTab = async (tabId: number): Promise<void> => {
  const tab = await browser.tabs.update(tabId, { active: true });
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
};
