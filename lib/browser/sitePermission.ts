import browser from 'webextension-polyfill';
import { hostPermissions } from '@/lib/tiktok/hosts';

const wanted = { origins: [...hostPermissions] };

/** Whether the person lets TokShelf reach TikTok's hosts; in Firefox and Chrome it can be taken away at any time. */
export const hasSitePermission = (): Promise<boolean> => browser.permissions.contains(wanted);

/** Asks for it; the browser allows this only during a click. */
export const requestSitePermission = (): Promise<boolean> => browser.permissions.request(wanted);
