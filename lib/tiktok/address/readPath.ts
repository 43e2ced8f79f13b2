import { HANDLE_PATTERN, ID_PATTERN } from '@/lib/base/patterns';
import type { PageRef } from '@/lib/model/pageRef';
import { SITE_ORIGIN } from '@/lib/tiktok/address/hosts';

/** A link to a post as the site's own pages write it. Handles of one character are stand-ins, see readPath. */
const PLAIN =
  /^(?:https:\/\/www\.tiktok\.com)?(?:\/[a-z]{2,3}(?:-[A-Za-z]{2,4})?)?\/@([\w.-]{2,64})\/(?:video|photo)\/(\d{1,20})(?:[?#]|$)/;

/**
 * The post that a plain link of the site's own pages leads to. A grid has 140 of them, and `readAddress` costs ten times
 * as much; it is for all other forms.
 *
 * @param href as it stands in the attribute, on a page of the site
 * @returns undefined for any form but `/@handle/video/ID` and `/@handle/photo/ID`, with or without the site's origin and a
 * language
 */
export const readPostHref = (href: string): { readonly postId: string; readonly uniqueId: string } | undefined => {
  const [, uniqueId, postId] = PLAIN.exec(href) ?? [];
  return postId === undefined || uniqueId === undefined ? undefined : { postId, uniqueId };
};

const TRAILING_ID = /(?:^|-)(\d{1,20})$/;
/** The language that localised pages have in front (`/en/@x`, `/pt-BR/@x`, `/fil-PH/@x`). As reported 2026. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2}|-\d{3})?$/i;
const OTHER: PageRef = { kind: 'other' };

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign: the text as it stands is the best reading.
    return part;
  }
};

const isId = (text: string | undefined): text is string => text !== undefined && ID_PATTERN.test(text);
const isHandle = (text: string): boolean => HANDLE_PATTERN.test(text);

/** One-character handles (`@_`, `@i`) are stand-ins of tools; the site's own have two characters or more. */
const owner = (handle: string): { uniqueId?: string } =>
  handle.length > 1 && isHandle(handle) ? { uniqueId: handle } : {};

const postRef = (id: string | undefined, handle = '', photo = false): PageRef =>
  isId(id) ? { kind: 'post', postId: id, ...owner(handle), photo } : OTHER;

const trailingId = (slug: string | undefined): string | undefined =>
  slug === undefined ? undefined : TRAILING_ID.exec(slug)?.[1];

const readProfilePath = (handle: string, [section, detail]: readonly string[]): PageRef => {
  if (section === 'video' || section === 'photo') return postRef(detail, handle, section === 'photo');
  if (section === 'playlist' || section === 'collection') {
    const id = trailingId(detail);
    if (id === undefined) return OTHER;
    return section === 'playlist'
      ? { kind: 'mix', mixId: id, ...owner(handle) }
      : { kind: 'collection', collectionId: id, ...owner(handle) };
  }
  if (!isHandle(handle)) return OTHER;
  return { kind: section === 'live' ? 'live' : 'profile', uniqueId: handle };
};

const readSearch = (tab: string | undefined, query: URLSearchParams): PageRef => {
  const keyword = (query.get('q') ?? '').trim();
  if (keyword === '' || keyword.length > 200) return OTHER;
  return { kind: 'search', keyword, ...(tab === 'photo' ? { photos: true } : {}) };
};

const readEmbed = (first: string | undefined, second: string | undefined): PageRef => {
  if (first?.startsWith('@')) return readProfilePath(first.slice(1), []);
  return postRef(first !== undefined && /^v\d$/.test(first) ? second : first);
};

const readMusic = (slug: string | undefined): PageRef => {
  const musicId = trailingId(slug);
  return musicId === undefined ? OTHER : { kind: 'music', musicId };
};

const readPlace = (slug: string | undefined): PageRef => {
  const placeId = trailingId(slug);
  return placeId === undefined ? OTHER : { kind: 'place', placeId };
};

const readFeed = (kind: 'feed' | 'following' | 'friends', query: URLSearchParams): PageRef => {
  const id = query.get('item_id') ?? undefined;
  return isId(id) ? postRef(id) : { kind };
};

const readSegments = (segments: readonly string[], query: URLSearchParams): PageRef => {
  const [head, second, third] = segments;
  if (head === undefined) return readFeed('feed', query);
  if (head.startsWith('@')) return readProfilePath(head.slice(1), segments.slice(1));
  switch (head) {
    case 'video':
      return postRef(second);
    case 'v':
      return postRef(second?.replace(/\.html$/, ''));
    case 'embed':
      return readEmbed(second, third);
    case 'player':
      return readEmbed(second, third);
    case 'share':
      return second === 'video' ? postRef(third) : OTHER;
    case 'i18n':
      return second === 'share' && third === 'video' ? postRef(segments[3]) : OTHER;
    case 't':
      return second === undefined ? OTHER : { kind: 'short', url: `${SITE_ORIGIN}/t/${encodeURIComponent(second)}/` };
    case 'search':
      return readSearch(second, query);
    case 'tag':
      return second === undefined ? OTHER : { kind: 'tag', name: second };
    case 'music':
      return readMusic(second);
    case 'place':
      return readPlace(second);
    case 'explore':
      return { kind: 'explore' };
    case 'foryou':
      return readFeed('feed', query);
    case 'following':
    case 'friends':
      return readFeed(head, query);
    case 'tpp':
      return second === 'watch-history' ? { kind: 'history' } : OTHER;
    default:
      return LANGUAGE.test(head) ? readSegments(segments.slice(1), query) : OTHER;
  }
};

/**
 * What the path of a page on one of TikTok's own hosts stands for, by the forms seen up to 2026-10.
 *
 * @returns `{ kind: 'other' }` for pages that TokShelf has no use for, and for forms that lack their id
 */
export const readPath = (url: URL): PageRef =>
  readSegments(
    url.pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decode),
    url.searchParams,
  );
