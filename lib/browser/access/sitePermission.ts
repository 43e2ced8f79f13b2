import browser from 'webextension-polyfill';
import { type Failure, failure } from '@/lib/base/failure';
import { hostPermissions } from '@/lib/tiktok/address/hosts';

/** Asks for leave to show notifications; the browser allows this only during a click. */
export const requestNotificationPermission = (): Promise<boolean> =>
  browser.permissions.request({ permissions: ['notifications'] });

/** The version in the manifest. */
export const ownVersion = (): string => browser.runtime.getManifest().version;

const wanted = { origins: [...hostPermissions] };

/** Whether the person lets TokShelf reach TikTok's hosts; in Firefox and Chrome it can be taken away at any time. */
export const hasSitePermission = (): Promise<boolean> => browser.permissions.contains(wanted);

/** Calls back with whether TokShelf may reach them, now and when the person changes it; returns the function that stops this. */
export const watchSitePermission = (onAccess: (allowed: boolean) => void): (() => void) => {
  const look = (): void => {
    hasSitePermission().then(onAccess, (error: unknown) => console.error('TokShelf permission', error));
  };
  browser.permissions.onAdded.addListener(look);
  browser.permissions.onRemoved.addListener(look);
  look();
  return () => {
    browser.permissions.onAdded.removeListener(look);
    browser.permissions.onRemoved.removeListener(look);
  };
};

/** Asks for it; the browser allows this only during a click. */
export const requestSitePermission = (): Promise<boolean> => browser.permissions.request(wanted);

/**
 * What a broken connection means: a request to a host that the person has not opened to us looks the same to fetch as one
 * without a network. `permission` in that case, else the failure as it is.
 */
export const withSiteAccess = async (error: Failure): Promise<Failure> => {
  if (error.code !== 'network') return error;
  // Where the browser does not say, the connection is what is known to have broken.
  const isAllowed = await hasSitePermission().catch(() => true);
  return isAllowed ? error : failure('permission', 'no access to the site');
};
