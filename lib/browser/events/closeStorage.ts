import browser, { type Storage } from 'webextension-polyfill';
import type { PageSettings } from '@/lib/rpc/protocol';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';
import { pushToTab } from './commands';

/** Firefox has no such switch (140). */
type MayClose = Storage.StorageArea & { setAccessLevel?(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> };

const close = async (): Promise<void> => {
  const local: MayClose = browser.storage.local;
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
};

const tellTabs = async (pageSettings: () => Promise<PageSettings>): Promise<void> => {
  const settings = await pageSettings();
  const tabs = await browser.tabs.query({ url: `${SITE_ORIGIN}/*` });
  for (const { id } of tabs) if (id !== undefined) void pushToTab(id, { type: 'page-settings', settings });
};

const report = (error: unknown): void => console.error('TokShelf storage', error);

/**
 * Closes the stored settings to content scripts where the browser can: a page that took over its process could write them. Our
 * scripts in the pages are told instead, after every change. Must run while the background starts, after whoever keeps the
 * settings listens for changes.
 */
export const closeStorage = (pageSettings: () => Promise<PageSettings>): void => {
  close().catch(report);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && 'settings' in changes) tellTabs(pageSettings).catch(report);
  });
};
