import browser from 'webextension-polyfill';
import { DATA_KEY, scriptIds } from '@/lib/tiktok/parse/hydration';
import { runInTab } from './runInTab';
import { showTab } from './siteTabs';

/** Runs in the tab, so it is self-contained: the text of the first data script that the page holds, under whatever name. */
const readDataScript = ([key, ...ids]: readonly string[]): string => {
  for (const id of ids) {
    const text = document.getElementById(id)?.textContent;
    if (text) return text;
  }
  const texts = [...document.querySelectorAll('script[type="application/json"]')].map(({ textContent }) => textContent);
  return texts.find((text) => text?.includes(`"${key}"`)) ?? '';
};

/** The page's own data as JSON text; empty when the tab holds none or cannot be read (loading, discarded, hanging, another site). */
export const readTabData = async (tabId: number): Promise<string> => {
  try {
    const text = await runInTab(tabId, readDataScript, [DATA_KEY, ...scriptIds]);
    return typeof text === 'string' ? text : '';
  } catch {
    // Not ours to read: the offer is then made from the address alone.
    return '';
  }
};

/** The popup at its button; where the browser lets only a click on the button open it, as a page for the same tab. */
const openPopupFor = async (tabId: number | undefined): Promise<void> => {
  try {
    await browser.action.openPopup();
  } catch {
    // Chrome before 127 and windows without focus refuse.
    const url = browser.runtime.getURL(`popup.html${tabId === undefined ? '' : `?tab=${tabId}`}`);
    await browser.windows.create({ url, type: 'popup', width: 400, height: 620 });
  }
};

/** Opens one of our own pages in a tab, or brings the open one to the front. `tabId` is the tab that asked. */
export const openOwnPage = async (page: 'options' | 'library' | 'popup' | 'welcome', tabId?: number): Promise<void> => {
  if (page === 'popup') return openPopupFor(tabId);
  const url = browser.runtime.getURL(`${page}.html`);
  // The star: what stands behind a question mark is part of the address that patterns are held against.
  const [open] = await browser.tabs.query({ url: `${url}*` });
  if (open?.id !== undefined) await showTab(open.id);
  else await browser.tabs.create({ url });
};
