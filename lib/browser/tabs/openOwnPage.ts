import browser from 'webextension-polyfill';
import { showTab } from './siteTabs';

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

/** Opens the settings at one of their sections, in the tab where they are open already. */
export const openSettingsAt = async (section: string): Promise<void> => {
  const url = browser.runtime.getURL('options.html');
  const [open] = await browser.tabs.query({ url: `${url}*` });
  if (open?.id === undefined) return void (await browser.tabs.create({ url: `${url}#${section}` }));
  await browser.tabs.update(open.id, { url: `${url}#${section}` });
  await showTab(open.id);
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
