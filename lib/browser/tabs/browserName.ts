import browser from 'webextension-polyfill';

/** The browsers whose menus differ in words. Whatever is built on Chromium and is not Edge counts as Chrome. */
export type BrowserName = 'chrome' | 'edge' | 'firefox';

/** Which browser this is. */
export const browserName = (): BrowserName => {
  if (browser.runtime.getURL('').startsWith('moz-extension:')) return 'firefox';
  return / Edg\//.test(navigator.userAgent) ? 'edge' : 'chrome';
};

const SETTINGS: Partial<Record<BrowserName, string>> = {
  chrome: 'chrome://settings/downloads',
  edge: 'edge://settings/downloads',
};

/** Whether the browser lets an extension open its download settings. */
export const canOpenDownloadSettings = (): boolean => SETTINGS[browserName()] !== undefined;

/** Opens them; does nothing in Firefox, which lets no extension open its own pages. */
export const openDownloadSettings = async (): Promise<void> => {
  const url = SETTINGS[browserName()];
  if (url !== undefined) await browser.tabs.create({ url });
};
