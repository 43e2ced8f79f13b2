import browser, { type Runtime } from 'webextension-polyfill';
import { type Call, createClient } from '@/lib/rpc/createRpcClient';
import type { LiveNews } from '@/lib/rpc/protocol';
import { type CommandMessage, isCommandMessage, type MessageSource } from '@/lib/rpc/serve';
import { isSiteAddress, LIVE_PAGES } from '@/lib/tiktok/address/hosts';

/** Calls the worker from any other context of the extension. */
export const call: Call = createClient((message) => browser.runtime.sendMessage(message));

/** The browser fills in id and url, a page cannot forge them; ui = our own pages, page = our script in a site tab. */
const sourceOf = (sender: Runtime.MessageSender): MessageSource | undefined => {
  if (sender.id !== browser.runtime.id) return undefined;
  if (sender.url?.startsWith(browser.runtime.getURL(''))) return { sender: 'ui' };
  const tabId = sender.tab?.id;
  return tabId !== undefined && sender.url && isSiteAddress(sender.url) ? { sender: 'page', tabId } : undefined;
};

/** Registers the worker's one listener for commands; must run synchronously at start. */
export const listenForCommands = (answer: (message: CommandMessage, from: MessageSource) => Promise<unknown>): void => {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isCommandMessage(message)) return undefined;
    const from = sourceOf(sender);
    return from ? answer(message, from) : undefined;
  });
};

/** Sends an unasked message to the content script of a tab. A tab without one (closed, navigated) is no error. */
export const pushToTab = async (tabId: number, message: unknown): Promise<void> => {
  try {
    await browser.tabs.sendMessage(tabId, message);
  } catch {
    // The tab is gone or shows another page: nobody is left to tell.
  }
};

/** Tells each open live page how things stand with a recording; a page takes what is said of its own person. */
export const tellLivePages = async (news: LiveNews): Promise<void> => {
  const tabs = await browser.tabs.query({ url: LIVE_PAGES });
  const told = tabs.flatMap(({ id }) => (id === undefined ? [] : [pushToTab(id, { type: 'live-news', news })]));
  await Promise.all(told);
};
