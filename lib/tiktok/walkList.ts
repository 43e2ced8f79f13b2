import type { Result } from '@/lib/base/result';
import { ok } from '@/lib/base/result';
import type { ListPage } from '@/lib/model/listPage';
import { splitSkip, withSkip } from './cursors';

/** How to walk a list. */
export interface Walk {
  /** One page of it, watched over by the list guard. */
  fetch(query: { readonly cursor: string; readonly count: number }): Promise<Result<ListPage>>;
  /** Where to start; a cursor that an earlier walk gave resumes it. The empty text or `0` = the beginning. */
  readonly cursor?: string;
  /** Posts per request. */
  readonly count: number;
  /** Posts in all, exactly; 0 or absent = all. */
  readonly maxCount?: number;
  /** Waits between two requests. */
  pause(): Promise<void>;
  /** Posts that do not count and are left out. */
  readonly leaveOut?: (page: ListPage) => ReadonlySet<string>;
  /** True when nothing after this page is wanted. */
  readonly isLast?: (page: ListPage) => boolean;
}

/**
 * Walks a list page by page: the first request is made when the first page is asked for, none after the consumer
 * stops. No post comes twice. A failure is the last thing it yields; the cursor of the page before resumes there.
 *
 * The cursor of a page that was cut short (`maxCount`) leads back into that page, so that nothing is left out.
 */
export async function* walkList(walk: Walk): AsyncGenerator<Result<ListPage>, void, undefined> {
  const start = splitSkip(walk.cursor ?? '');
  const known = new Set<string>();
  let cursor = start.cursor === '0' ? '' : start.cursor;
  let skip = start.skip;
  let left = walk.maxCount ? walk.maxCount : Number.POSITIVE_INFINITY;
  while (true) {
    // Lists that put pinned posts first count them in: a first page is asked for whole, later ones as needed.
    const page = await walk.fetch({
      cursor,
      count: cursor === '' || skip > 0 ? walk.count : Math.min(walk.count, left),
    });
    if (!page.ok) {
      yield page;
      return;
    }
    const out = walk.leaveOut?.(page.value);
    const wanted = page.value.posts
      .map((post, place) => ({ post, place }))
      .filter(({ post, place }) => place >= skip && !known.has(post.id) && !out?.has(post.id));
    const taken = wanted.slice(0, left);
    const next = wanted[taken.length];
    for (const { post } of taken) known.add(post.id);
    left -= taken.length;
    const posts = taken.map(({ post }) => post);
    if (next !== undefined) {
      yield ok({ ...page.value, posts, cursor: withSkip(cursor || '0', next.place), hasMore: true });
      return;
    }
    const last = walk.isLast?.(page.value) === true;
    yield ok({ ...page.value, posts, hasMore: page.value.hasMore && !last });
    if (!page.value.hasMore || left <= 0 || last) return;
    cursor = page.value.cursor;
    skip = 0;
    await walk.pause();
  }
}
