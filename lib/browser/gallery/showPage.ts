import browser from 'webextension-polyfill';

/** Opens the system's file manager at a page that was saved as a download; at the downloads folder when it is gone. */
export const showPage = async (downloadId: number): Promise<void> => {
  const [item] = await browser.downloads.search({ id: downloadId });
  if (item?.exists) await browser.downloads.show(item.id);
  else await browser.downloads.showDefaultFolder();
};
