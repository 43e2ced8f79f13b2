import browser from 'webextension-polyfill';
import { scriptIds } from '@/lib/tiktok/hydration';

/** Runs in the tab, so it is self-contained: the text of the first data script that the page holds. */
const readDataScript = (ids: readonly string[]): string => {
  for (const id of ids) {
    const text = document.getElementById(id)?.textContent;
    if (text) return text;
  }
  return '';
};

/** The page's own data as JSON text; empty when the tab holds none or cannot be read (loading, discarded, another site). */
export const readTabData = async (tabId: number): Promise<string> => {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: readDataScript,
      args: [[...scriptIds]],
    });
    return typeof frame?.result === 'string' ? frame.result : '';
  } catch {
    // Not ours to read: the offer is then made from the address alone.
    return '';
  }
};

/** Opens one of our own pages in a tab, or brings the open one to the front; the popup at its button. */
export const openOwnPage = async (page: 'options' | 'library' | 'popup'): Promise<void> => {
  if (page === 'popup') return browser.action.openPopup();
  const url = browser.runtime.getURL(`${page}.html`);
  const [open] = await browser.tabs.query({ url });
  if (open?.id !== undefined) await browser.tabs.update(open.id, { active: true });
  else await browser.tabs.create({ url });
};
