import type { Post } from '@/lib/model/post';
import type { CursorKind } from '@/lib/tiktok/request/endpoints';

/** What a search page hands on to the next. */
export interface SearchCursor {
  readonly offset: number;
  /** The site's id of the search; empty on the first page. */
  readonly searchId: string;
}

const CREATOR = 'creator:';
const SKIP = /~(\d+)$/;
const WEEK_MS = 7 * 24 * 3600_000;
/** September 2016: no post is older. */
const OLDEST_MS = 1_472_706_000_000;

/** True for the first page of a list, however the caller spells it. */
export const isStart = (cursor: string): boolean => cursor === '' || cursor === '0';

/** `offset|searchId`; the empty text is the first page. */
export const readSearchCursor = (cursor: string): SearchCursor => {
  const [offset = '', searchId = ''] = cursor.split('|', 2);
  return { offset: /^\d{1,9}$/.test(offset) ? Number(offset) : 0, searchId };
};

/** Text for {@link readSearchCursor}. */
export const writeSearchCursor = ({ offset, searchId }: SearchCursor): string => `${offset}|${searchId}`;

/** True when a list of posts has gone over to the unsigned endpoint; its cursors say so, since they outlive the worker. */
export const isCreatorCursor = (cursor: string): boolean => cursor.startsWith(CREATOR);

/** Milliseconds that a time cursor stands for; undefined at the start of a list and for cursors that are no time. */
export const cursorTime = (cursor: string): number | undefined => {
  const digits = /^(?:creator:)?(\d{12,14})(?:;[\d,]*)?$/.exec(cursor.replace(SKIP, ''))?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** Ids of the posts that a cursor of the unsigned list has behind it though its time takes them in. */
export const toldBefore = (cursor: string): ReadonlySet<string> =>
  new Set(/^creator:\d+;([\d,]+)$/.exec(cursor)?.[1]?.split(','));

/**
 * The cursor after a page of the unsigned list, which gives none of its own: the end of the second in which the last
 * post was made, since others may share it, with the ids of those told; or a week earlier when the page brought nothing
 * older (an empty page is no end there, reported 2026-02).
 *
 * @returns undefined when no post can be older
 */
export const nextCreatorCursor = (askedMs: number, posts: readonly Post[]): string | undefined => {
  const times = posts.map((post) => post.createdAt).filter((time) => time > 0 && time < askedMs);
  const oldest = Math.min(...times);
  if (oldest < OLDEST_MS) return undefined;
  const told = posts.filter((post) => post.createdAt === oldest).map((post) => post.id);
  if (told.length > 0 && oldest + 999 < askedMs) return `${CREATOR}${oldest + 999};${told.join()}`;
  const next = told.length > 0 ? oldest : askedMs - WEEK_MS;
  return next < OLDEST_MS ? undefined : `${CREATOR}${next}`;
};

/** When the oldest of these posts was made, pinned ones aside; undefined when none tells. */
export const oldestTime = (posts: readonly Post[]): number | undefined => {
  const times = posts.filter((post) => !post.pinned && post.createdAt > 0).map((post) => post.createdAt);
  return times.length === 0 ? undefined : Math.min(...times);
};

/**
 * The cursor to go on with: the site's own, save where it names the start again though there is more. Time lists do so
 * after a first page of nothing but pinned posts; replies may also lack the cursor.
 *
 * @param asked the cursor that brought the page
 * @param length items in the page
 * @param oldest milliseconds to go on from, in lists by the posts' own time
 */
export const settleCursor = (
  kind: CursorKind,
  asked: string,
  page: { readonly cursor: string; readonly hasMore: boolean },
  length: number,
  oldest: number,
): string => {
  if (!page.hasMore || !isStart(page.cursor)) return page.cursor;
  // Of the likes' own time no post tells: the guard finds that the list stands still, rather than that likes be left out.
  if (length === 0 || kind === 'event') return isStart(asked) ? '0' : asked;
  return kind === 'time' ? String(oldest) : String((Number(asked) || 0) + length);
};

/** A cursor that starts within a page: the page at `cursor` without its first `count` posts. */
export const withSkip = (cursor: string, count: number): string => (count === 0 ? cursor : `${cursor}~${count}`);

/** Takes apart what {@link withSkip} made; other cursors come back as they are. */
export const splitSkip = (cursor: string): { readonly cursor: string; readonly skip: number } => ({
  cursor: cursor.replace(SKIP, ''),
  skip: Number(SKIP.exec(cursor)?.[1] ?? 0),
});
