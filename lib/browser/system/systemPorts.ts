import browser from 'webextension-polyfill';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Random } from '@/lib/ports/Random';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';

// setTimeout takes 31 bits; a longer wait would end at once.
const LONGEST_MS = 2_147_483_647;

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms) => {
    for (let left = ms; left > 0; left -= LONGEST_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, LONGEST_MS)));
    }
  },
};

// getRandomValues refuses more at a time.
const MOST_BYTES = 65_536;

const random: Random = {
  bytes: (count) => {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += MOST_BYTES) crypto.getRandomValues(bytes.subarray(at, at + MOST_BYTES));
    return bytes;
  },
};

const cookies: Cookies = {
  get: async (name) => (await browser.cookies.get({ url: `${SITE_ORIGIN}/`, name }))?.value || undefined,
};

/**
 * What the machine and the browser give without further ado: the clock, whose sleep does not outlive the worker (what must,
 * belongs to Wake), chance from the cryptographic source, and the cookies that the browser would send to the site, those
 * that pages cannot see included.
 */
export const systemPorts = { clock, random, cookies };
