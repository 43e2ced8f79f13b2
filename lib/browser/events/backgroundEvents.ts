import browser from 'webextension-polyfill';
import { onWake } from './createWake';

/** Events that start the background; all have to be registered while it starts, or the browser does not wake it for them. */
export interface BackgroundEvents {
  /** Something may be to do: an alarm, a browser start, an install. */
  onWork(): void;
  /** The network is back. */
  onOnline(): void;
  /** The person gave a permission. */
  onPermission(): void;
  /** The extension was installed, updated, or the browser started: menus have to be there. */
  onFresh(): void;
  /** The extension was installed, not updated. */
  onInstall(): void;
  /** The shortcut "save this post", with the active tab and its address; empty where the browser hides that from us. */
  onSaveShortcut(address: string, tabId: number | undefined): void;
}

const onSaveKeys = async (events: BackgroundEvents): Promise<void> => {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  events.onSaveShortcut(tab?.url ?? '', tab?.id);
};

/** Registers them. */
export const listenForEvents = (events: BackgroundEvents): void => {
  onWake(events.onWork);
  browser.runtime.onStartup.addListener(() => {
    events.onFresh();
    events.onWork();
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') events.onInstall();
    events.onFresh();
    events.onWork();
  });
  // The end of a download only has to start a background that sleeps: one that starts looks for work by itself, and one
  // that is awake hears of its downloads through `Downloads.onEnd`.
  browser.downloads.onChanged.addListener(() => undefined);
  browser.permissions.onAdded.addListener(events.onPermission);
  browser.commands.onCommand.addListener((name) => {
    if (name === 'save-post') onSaveKeys(events).catch((error: unknown) => console.error('TokShelf shortcut', error));
  });
  globalThis.addEventListener('online', events.onOnline);
};
