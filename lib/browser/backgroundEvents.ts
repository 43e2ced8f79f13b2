import browser from 'webextension-polyfill';
import { onWake } from './createWake';

/** Events that start the background; all have to be registered while it starts, or the browser does not wake it for them. */
export interface BackgroundEvents {
  /** Something may be to do: an alarm, a browser start, an install, the network is back. */
  onWork(): void;
  /** The extension was installed, updated, or the browser started: menus have to be there. */
  onFresh(): void;
  /** The shortcut "save this post", with the address of the active tab. */
  onSaveShortcut(address: string): void;
}

const addressOfActiveTab = async (): Promise<string | undefined> => {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.url;
};

/** Registers them. */
export const listenForEvents = (events: BackgroundEvents): void => {
  onWake(events.onWork);
  browser.runtime.onStartup.addListener(() => {
    events.onFresh();
    events.onWork();
  });
  browser.runtime.onInstalled.addListener(() => {
    events.onFresh();
    events.onWork();
  });
  // The end of a download only has to start a background that sleeps: one that starts looks for work by itself, and one
  // that is awake hears of its downloads through `Downloads.onEnd`.
  browser.downloads.onChanged.addListener(() => undefined);
  // A page that has loaded may be the one in which a captcha was solved or somebody logged in.
  browser.permissions.onAdded.addListener(events.onWork);
  browser.commands.onCommand.addListener((name) => {
    if (name !== 'save-post') return;
    void addressOfActiveTab().then((address) => {
      if (address !== undefined) events.onSaveShortcut(address);
    });
  });
  globalThis.addEventListener('online', events.onWork);
};
