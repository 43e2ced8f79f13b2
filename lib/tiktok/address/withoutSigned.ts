import { isMediaAddress, isSiteAddress } from './hosts';

/** Names in a query that hold a signature, its end, or who asked (as recorded 2023-10 to 2026-10). */
const SIGNING = new Set([
  ...['sign', 'sig', 'expire', 'expires', 'x-expires', 'policy', 'lk3s'],
  ...['token', 'access_token', 'refresh_token', 'mstoken', 'x-bogus', 'x-gnarly', 'verifyfp', 's_v_web_id', 'ttwid'],
  ...['odinid', 'device_id', 'iid', 'webidlasttime', 'u_code', 'sec_user_id', 'user_id', 'share_iid', 'nonce', 'vvpl'],
]);

/** `x-signature`, `_signature`, `signaturev3` and what may follow it. */
const isSigning = (name: string): boolean => SIGNING.has(name) || name.includes('signature');

const isOfSession = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { searchParams } = new URL(address);
  if (isMediaAddress(address) && !isSiteAddress(address)) return true;
  return [...searchParams.keys()].some((name) => isSigning(name.toLowerCase()));
};

// Addresses stand in texts as they are, with the slashes of JSON, or encoded for another address, once or more; one ends
// where the next begins.
const ADDRESS =
  /(?:https?(?::|%(?:25)*3a))?(?:\\?\/|%(?:25)*2f){2}(?:(?!https?(?::|%(?:25)*3a)|(?:\\?\/|%(?:25)*2f){2})[^\s"'<>])*/giu;
const MOST_CODINGS = 4;

const decodeOnce = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the text as it stands is the best reading.
    return text;
  }
};

const plainAddress = (text: string): string => {
  let plain = text
    .replaceAll('\\/', '/')
    .replace(/\\u002f/gi, '/')
    .replace(/\\u0026/gi, '&');
  for (let at = 0; at < MOST_CODINGS && /^(?:https?)?%/i.test(plain); at += 1) plain = decodeOnce(plain);
  return plain.startsWith('//') ? `https:${plain}` : plain;
};

/**
 * A text without the addresses in it that are signed for a session or lead to bytes of the site: they expire within hours, and
 * tell of whoever asked. Links that people write stay.
 */
export const withoutSigned = (text: string): string =>
  text.replace(ADDRESS, (address) => (isOfSession(plainAddress(address)) ? '' : address));
