import browser, { type Runtime } from 'webextension-polyfill';

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

/** Where the document is. */
export const offscreenAddress = (): string => browser.runtime.getURL(PAGE);

let opening: Promise<void> | undefined;
// Asking the browser before every message costs as much as the message itself.
let seen = false;

/** Whether the offscreen document is there; it may have closed since it was last seen. */
export const hasOffscreen = async (): Promise<boolean> => {
  if (seen) return true;
  const documentUrls = [offscreenAddress()];
  seen = (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'], documentUrls })).length > 0;
  return seen;
};

/** A message was not delivered: whether the document is there has to be found out anew. */
export const forgetOffscreen = (): void => {
  seen = false;
};

const open = async (): Promise<void> => {
  // Firefox has none: its linter warns of the call below wherever it finds it.
  if (import.meta.env.FIREFOX || (await hasOffscreen())) return;
  try {
    await chrome.offscreen?.createDocument({
      url: PAGE,
      reasons: ['BLOBS'],
      justification: 'Holds fetched files until the browser has saved them.',
    });
    seen = true;
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

/** Whether a message comes from the worker or its document: content scripts share the extension's id, but they have a tab. */
export const isOwnSender = (sender: Runtime.MessageSender): boolean => sender.id === browser.runtime.id && !sender.tab;
