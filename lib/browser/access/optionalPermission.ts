import browser from 'webextension-polyfill';

/** Asks for leave to show notifications; the browser allows this only during a click. */
export const requestNotificationPermission = (): Promise<boolean> =>
  browser.permissions.request({ permissions: ['notifications'] });

/** The version in the manifest. */
export const ownVersion = (): string => browser.runtime.getManifest().version;
