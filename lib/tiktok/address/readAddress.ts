import { failure } from '@/lib/base/failure';
import { HANDLE_PATTERN } from '@/lib/base/patterns';
import { err, ok, type Result } from '@/lib/base/result';
import { withoutEnd } from '@/lib/base/withoutEnd';
import type { PageRef } from '@/lib/model/pageRef';
import { isPageLikeHost, pageHosts, SITE_ORIGIN, shortHosts } from './hosts';
import { encodeValue } from './query';
import { readPath } from './readPath';

/** Besides the hosts that only redirect: share links of 2019 carried the post's id on this one. */
const OLD_SHARE_HOST = 't.tiktok.com';
/** TikTok's own data export names posts by `https://www.tiktokv.com/share/video/ID/`. */
const EXPORT_HOSTS = new Set(['www.tiktokv.com', 'www.tiktokv.us']);

const BARE_ID = /^\d{15,20}$/;
/** Marks that share sheets and right-to-left keyboards leave around an address. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: URL drops these silently, so that a disguised host would pass unseen
const CONTROL = /[\u0000-\u001f\u007f]/u;

const OTHER: PageRef = { kind: 'other' };

const toUrl = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    // Not an address: the caller says so. (URL.parse needs Chrome 126.)
    return undefined;
  }
};

const parseAddress = (text: string): URL | undefined => {
  if (text.length > 4000 || CONTROL.test(text)) return undefined;
  const complete = /^https?:\/\//i.test(text);
  if (!complete && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#]|$)/i.test(text)) return undefined;
  const url = toUrl(complete ? text : `https://${text}`);
  if (url === undefined || url.port !== '' || url.username !== '' || url.password !== '') return undefined;
  return url;
};

/** Kinds of page that a path names beyond doubt, on a host of no known name too: they hold a handle, an id or a code. */
const tellsItself = new Set<PageRef['kind']>([
  'post',
  'profile',
  'live',
  'mix',
  'collection',
  'music',
  'place',
  'short',
]);

const readPageLike = (url: URL): Result<PageRef> => {
  const ref = isPageLikeHost(url.hostname) ? readPath(url) : OTHER;
  if (!tellsItself.has(ref.kind)) return err(failure('input', 'not an address of TikTok'));
  // A code means something to the host that gave it out.
  return ok(ref.kind === 'short' ? { kind: 'short', url: `https://${url.hostname}${url.pathname}` } : ref);
};

/**
 * Reads what a TikTok address points at. Takes complete addresses, addresses without scheme, bare post ids (15 to 20
 * digits) and `@handle`; asks nobody, so short links come back as `short`.
 *
 * @returns the page, `{ kind: 'other' }` for pages of the site that TokShelf has no use for, or code `input` for
 * anything that is not an address of TikTok's own (foreign and look-alike hosts, user:pass@, ports, other schemes)
 */
export const readAddress = (text: string): Result<PageRef> => {
  const clean = text.replace(INVISIBLE, '').trim();
  if (BARE_ID.test(clean)) return ok({ kind: 'post', postId: clean, photo: false });
  if (clean.startsWith('@') && HANDLE_PATTERN.test(clean.slice(1)))
    return ok({ kind: 'profile', uniqueId: clean.slice(1) });
  const url = parseAddress(clean);
  if (url === undefined) return err(failure('input', 'not an address of TikTok'));
  if (pageHosts.includes(url.hostname)) return ok(readPath(url));
  if (EXPORT_HOSTS.has(url.hostname)) return ok(url.pathname.startsWith('/share/') ? readPath(url) : OTHER);
  if (!shortHosts.includes(url.hostname) && url.hostname !== OLD_SHARE_HOST) return readPageLike(url);
  const direct = readPath(url);
  if (direct.kind === 'post') return ok(direct);
  return ok(url.pathname === '/' ? OTHER : { kind: 'short', url: `https://${url.hostname}${url.pathname}` });
};

/** The page of a post; the site takes any handle for one it does not know. */
export const postAddress = (postId: string, uniqueId?: string, photo = false): string =>
  `${SITE_ORIGIN}/@${encodeValue(uniqueId || '_')}/${photo ? 'photo' : 'video'}/${postId}`;

/** The page of a profile. */
export const profileAddress = (uniqueId: string): string => `${SITE_ORIGIN}/@${encodeValue(uniqueId)}`;

/** The page of a person's live room. */
export const liveAddress = (uniqueId: string): string => `${profileAddress(uniqueId)}/live`;

const BARE_TOKEN = /^(?:\d{15,20}|@[\p{L}\p{N}_.-]{2,64})$/u;
/** From a scheme or one of the site's hosts up to blank space or the next scheme (share texts are often glued together). */
const CANDIDATE =
  /(?:https?:\/\/|(?<![\w.\-/@:%=])(?=(?:[a-z]{1,12}\.)?tiktokv?\.(?:com|us)\/))[^\s<>"'`|\\]+?(?=https?:\/\/|[\s<>"'`|\\]|$)/giu;
const TRAILING_NOISE = /[.,;:!?*)\]}»”’…]/u;

/** The address inside a candidate: plain ASCII up to the first foreign letter, unless only the longer reading makes sense. */
const trimCandidate = (candidate: string): string | undefined => {
  const ascii = /^[\u0021-\u007e]+/.exec(candidate)?.[0] ?? '';
  const readings = [ascii, candidate].map((text) => withoutEnd(text.replace(/\)\[.*$|\)\(.*$/, ''), TRAILING_NOISE));
  const refs = readings.map(readAddress);
  const best = refs.findIndex((ref) => ref.ok && ref.value.kind !== 'other');
  if (best >= 0) return readings[best];
  return refs[0]?.ok ? readings[0] : undefined;
};

/** Slashes and ampersands as JSON and scripts write them. */
const readEscapes = (text: string): string =>
  text
    .replace(/\\u002f/gi, '/')
    .replace(/\\u0026/gi, '&')
    .replaceAll('\\/', '/');

const linksOfLine = (line: string): string[] => {
  const tokens = line.split(/[\s,;|]+/u).filter((token) => token !== '');
  if (tokens.every((token) => BARE_TOKEN.test(token))) return tokens;
  return [...line.matchAll(CANDIDATE)].map((match) => trimCandidate(match[0])).filter((link) => link !== undefined);
};

const identity = (link: string): string => {
  const ref = readAddress(link);
  if (!ref.ok || ref.value.kind === 'other') return link;
  return ref.value.kind === 'post' ? ref.value.postId : JSON.stringify(ref.value);
};

/**
 * Picks TikTok addresses out of pasted text, whatever stands around them: share sentences, punctuation, emoji,
 * right-to-left marks, several on a line, JSON. Lines that hold nothing but ids or `@handles` count too.
 *
 * @returns addresses in the order of the text, each thing once; every one is accepted by {@link readAddress}
 */
export const findLinks = (text: string): string[] => {
  const found = new Map<string, string>();
  for (const line of readEscapes(text).replace(INVISIBLE, ' ').split(/\r?\n/)) {
    for (const link of linksOfLine(line)) {
      const key = identity(link);
      if (!found.has(key)) found.set(key, link);
    }
  }
  return [...found.values()];
};
