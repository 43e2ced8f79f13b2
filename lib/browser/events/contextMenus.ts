import browser from 'webextension-polyfill';
import { pageHosts, shortHosts } from '@/lib/tiktok/address/hosts';

const patterns = [...pageHosts, ...shortHosts].map((host) => `https://${host}/*`);

/** One entry. */
export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  readonly contexts: ReadonlyArray<'link' | 'page'>;
}

/**
 * Puts the entries into the browser's context menu. Chromium keeps them from installation on; Firefox's event page keeps
 * them while the browser runs, so there they are put in again at its start. Creating an entry that is there fails, so all are taken out first.
 */
export const installMenus = async (menus: readonly MenuEntry[]): Promise<void> => {
  await browser.contextMenus.removeAll();
  for (const { id, title, contexts } of menus) {
    browser.contextMenus.create({
      id,
      title,
      contexts: [...contexts],
      ...(contexts.includes('link') ? { targetUrlPatterns: patterns } : { documentUrlPatterns: patterns }),
    });
  }
};

/** Calls back with the address that an entry was chosen on, the link's or else the page's, and the tab it was chosen in. */
export const onMenu = (callback: (address: string, tabId: number | undefined) => void): void => {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const address = info.linkUrl ?? info.pageUrl;
    if (address !== undefined) callback(address, tab?.id);
  });
};
