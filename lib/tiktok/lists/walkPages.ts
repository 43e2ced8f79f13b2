import { ok, type Result } from '@/lib/base/result';
import type { Page } from '@/lib/model/page';
import { isStart, splitSkip, withSkip } from '@/lib/tiktok/lists/cursors';

/** How to walk a list. */
export interface PageWalk<T> {
  /** One page of it, watched over by the list guard. */
  fetch(query: { readonly cursor: string; readonly count: number }): Promise<Result<Page<T>>>;
  idOf(item: T): string;
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
  isLast?(page: Page<T>): boolean;
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
export async function* walkPages<T>(walk: PageWalk<T>): AsyncGenerator<Result<Page<T>>, void, undefined> {
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
    const { items } = page;
    const wanted = items.map((item, place) => ({ item, place })).filter(isWanted);
    const taken = wanted.slice(0, left).map(({ item }) => item);
    const next = wanted[taken.length];
    for (const item of taken) known.add(walk.idOf(item));
    left -= taken.length;
    stale = taken.length === 0 ? stale + 1 : 0;
    const cut = { ...page, items: taken };
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
