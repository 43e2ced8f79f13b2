import { ok, type Result } from '@/lib/base/result';
import type { ListPage } from '@/lib/model/listPage';
import type { Post } from '@/lib/model/post';
import { isStart, splitSkip, withSkip } from '@/lib/tiktok/lists/cursors';
import type { GuardedPage } from '@/lib/tiktok/lists/listGuard';

/** How to walk a list of posts. */
export type Walk = Omit<PageWalk<ListPage, Post>, 'items' | 'idOf' | 'withItems'>;

/** Walks a list of posts: {@link walkPages} on posts. */
export const walkList = (walk: Walk): AsyncGenerator<Result<ListPage>, void, undefined> =>
  walkPages<ListPage, Post>({
    ...walk,
    items: ({ posts }) => posts,
    idOf: ({ id }) => id,
    withItems: (page, posts) => ({ ...page, posts }),
  });

/** How to walk a list. */
export interface PageWalk<P extends GuardedPage, T> {
  /** One page of it, watched over by the list guard. */
  fetch(query: { readonly cursor: string; readonly count: number }): Promise<Result<P>>;
  items(page: P): readonly T[];
  idOf(item: T): string;
  /** The page with these items in place of its own. */
  withItems(page: P, items: readonly T[]): P;
  /** Where to start; a cursor that an earlier walk gave resumes it. Absent, empty or `0` = the beginning. */
  readonly cursor?: string;
  /** Items per request. */
  readonly count: number;
  /** Items in all, exactly; 0 or absent = all. */
  readonly maxCount?: number;
  /** Waits between two requests. */
  pause(): Promise<void>;
  /** Items that do not count and are left out. */
  leaveOut?(item: T): boolean;
  /** True when nothing after this page is wanted. */
  isLast?(page: P): boolean;
  /** Pages in a row without anything new after which a list that goes on is over; absent = the list guard decides. */
  readonly staleLimit?: number;
}

interface Place<T> {
  readonly item: T;
  readonly place: number;
}

/**
 * Walks a list page by page: the first request is made when the first page is asked for, none after the consumer
 * stops. Nothing comes twice. A failure is the last thing it yields; the cursor of the page before resumes there.
 *
 * The cursor of a page that was cut short (`maxCount`) leads back into that page, so that nothing is left out.
 */
export async function* walkPages<P extends GuardedPage, T>(
  walk: PageWalk<P, T>,
): AsyncGenerator<Result<P>, void, undefined> {
  const start = splitSkip(walk.cursor ?? '');
  const known = new Set<string>();
  let cursor = isStart(start.cursor) ? '' : start.cursor;
  let skip = start.skip;
  let stale = 0;
  let left = walk.maxCount ? walk.maxCount : Number.POSITIVE_INFINITY;

  const isWanted = ({ item, place }: Place<T>): boolean =>
    place >= skip && !known.has(walk.idOf(item)) && walk.leaveOut?.(item) !== true;

  while (true) {
    // Lists that put pinned posts first count them in: a first page is asked for whole, later ones as needed.
    const count = cursor === '' || skip > 0 ? walk.count : Math.min(walk.count, left);
    const read = await walk.fetch({ cursor, count });
    if (!read.ok) {
      yield read;
      return;
    }
    const page = read.value;
    const items = walk.items(page);
    const wanted = items.map((item, place) => ({ item, place })).filter(isWanted);
    const taken = wanted.slice(0, left).map(({ item }) => item);
    const next = wanted[taken.length];
    for (const item of taken) known.add(walk.idOf(item));
    left -= taken.length;
    stale = taken.length === 0 ? stale + 1 : 0;
    const cut = walk.withItems(page, taken);
    if (next !== undefined) {
      yield ok({ ...cut, cursor: withSkip(cursor || '0', next.place), hasMore: true });
      return;
    }
    const last = walk.isLast?.(page) === true || stale >= (walk.staleLimit ?? Number.POSITIVE_INFINITY);
    yield ok({ ...cut, hasMore: page.hasMore && !last });
    if (!page.hasMore || left <= 0 || last) return;
    cursor = page.cursor;
    // Asked for in smaller pages than the walk that was cut short, what is to be skipped reaches into the next one.
    skip = Math.max(0, skip - items.length);
    await walk.pause();
  }
}
