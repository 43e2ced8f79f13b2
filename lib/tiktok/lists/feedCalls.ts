import { ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import type { QueryParams } from '@/lib/tiktok/address/query';
import { isStart } from '@/lib/tiktok/lists/cursors';
import { type ListParts, type PageQuery, postIds } from '@/lib/tiktok/lists/listParts';
import type { PostPages } from '@/lib/tiktok/lists/postPages';
import { countFor, type Endpoint, endpoints } from '@/lib/tiktok/request/endpoints';

/** Calls for feeds, for posts like one, and for what was watched. */
export const createFeedCalls = ({ transport, guard }: Pick<ListParts, 'transport' | 'guard'>, posts: PostPages) => {
  /** Without a cursor each call brings what the site thinks of next, so no guard can watch it. Ours counts the pages. */
  const next = async (
    endpoint: Endpoint<Page<ReadPost>>,
    own: QueryParams,
    { cursor = '', count }: PageQuery,
  ): Promise<Result<Page<ReadPost>>> => {
    const page = await transport.call(endpoint, { ...own, count: countFor(endpoint, count) });
    if (!page.ok) return page;
    const { value } = page.value;
    return ok({ ...value, hasMore: true, cursor: String((Number(cursor) || 0) + 1) });
  };

  /** Newest first; the site hands out the cursor as the time of the last one. `login` for guests. */
  const watchHistory = ({ cursor = '', count }: PageQuery): Promise<Result<Page<ReadPost>>> =>
    guard({
      key: endpoints.watchHistory.name,
      cursor,
      ids: postIds,
      fetch: async () => {
        const from = isStart(cursor) ? '0' : cursor;
        const asked = { cursor: from, max_cursor: from, count: countFor(endpoints.watchHistory, count) };
        const page = await transport.call(endpoints.watchHistory, asked);
        return page.ok ? ok(page.value.value) : page;
      },
    });

  return {
    /** The For You feed: it never ends, and may repeat. */
    feed: (query: PageQuery) => next(endpoints.feed, {}, query),
    /** The Explore page, of all subjects or of one (`categoryType`: 104 comedy, 111 food, …); it never ends, and may repeat. */
    explore: ({ category = 120, ...query }: PageQuery & { readonly category?: number | undefined }) =>
      next(endpoints.explore, { categoryType: category }, query),
    /** Posts of those that the person follows. `login` for guests. */
    followingFeed: (query: PageQuery) => posts(endpoints.followingFeed, {}, query),
    /** Posts of the person's friends. `login` for guests. */
    friendsFeed: (query: PageQuery) => posts(endpoints.friendsFeed, {}, query),
    /** Posts like this one: one page, whatever the reply says of more. */
    related: async ({ itemId, count }: PageQuery & { readonly itemId: string }): Promise<Result<Page<ReadPost>>> => {
      const page = await transport.call(endpoints.related, {
        itemID: itemId,
        count: countFor(endpoints.related, count),
      });
      return page.ok ? ok({ ...page.value.value, cursor: '', hasMore: false }) : page;
    },
    watchHistory,
  };
};
