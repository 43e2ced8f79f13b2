import browser from 'webextension-polyfill';

/**
 * The tab that the popup is about: the wanted one, or the one in front. Its address is empty where the browser hides it
 * from us, which it does on every site but TikTok's.
 */
export const currentTab = async (
  wantedId?: number,
): Promise<{ readonly id: number; readonly url: string } | undefined> => {
  const [tab] =
    wantedId === undefined
      ? await browser.tabs.query({ active: true, currentWindow: true })
      : [await browser.tabs.get(wantedId)];
  return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url ?? '' };
};

/** Opens a page in a new tab in front. */
export const openTab = async (url: string): Promise<void> => {
  await browser.tabs.create({ url });
};
