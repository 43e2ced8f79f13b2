import browser from 'webextension-polyfill';
import type { Cookies } from '@/lib/ports/Cookies';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';

/** Reads the cookies that the browser would send to the site, those that pages cannot see included. */
export const createCookies = (): Cookies => ({
  get: async (name) => (await browser.cookies.get({ url: `${SITE_ORIGIN}/`, name }))?.value || undefined,
});
