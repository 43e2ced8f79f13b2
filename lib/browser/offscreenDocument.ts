import browser from 'webextension-polyfill';

/** The parts of Chrome's own namespace that no other browser has and the polyfill does not type. */
interface ChromeOnly {
  readonly offscreen?: {
    createDocument(options: { url: string; reasons: readonly string[]; justification: string }): Promise<void>;
  };
  readonly runtime: {
    getContexts(filter: { contextTypes: readonly string[]; documentUrls: readonly string[] }): Promise<unknown[]>;
  };
}

declare const chrome: ChromeOnly;

const PAGE = 'offscreen.html';

/** Whether the offscreen document is there now. */
export const hasOffscreen = async (): Promise<boolean> => {
  const documentUrls = [browser.runtime.getURL(PAGE)];
  return (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'], documentUrls })).length > 0;
};

let opening: Promise<void> | undefined;

const open = async (): Promise<void> => {
  if (await hasOffscreen()) return;
  try {
    await chrome.offscreen?.createDocument({
      url: PAGE,
      reasons: ['BLOBS'],
      justification: 'Holds fetched files until the browser has saved them.',
    });
  } catch (error) {
    // One document per profile: an earlier run of the worker may have opened it between the look and the call. The
    // error's text is not stable, so another look decides.
    if (!(await hasOffscreen())) throw error;
  }
};

/** Opens the offscreen document where there is none (Chrome 116 and later); any number of calls at once open one. */
export const ensureOffscreen = (): Promise<void> => {
  opening ??= open().finally(() => {
    opening = undefined;
  });
  return opening;
};
