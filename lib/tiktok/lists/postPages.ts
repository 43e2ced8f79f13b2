import { ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import type { QueryParams } from '@/lib/tiktok/address/query';
import { isStart, oldestTime, settleCursor } from '@/lib/tiktok/lists/cursors';
import { type ListParts, type PageQuery, postIds, postsOf } from '@/lib/tiktok/lists/listParts';
import { type CursorKind, countFor, type Endpoint } from '@/lib/tiktok/request/endpoints';

// A cursor that counts items tells how many a page without any has passed over: all hidden, or not where they are expected.
const promised = (kind: CursorKind, { cursor, items, total }: Page<unknown>): Pick<Page<unknown>, 'total'> => {
  const passed = Number(cursor);
  return kind === 'offset' && items.length === 0 && total === undefined && passed > 0 ? { total: passed } : {};
};

/**
 * Makes the call for one page of posts: `own` are the parameters that name the list. The page passes the list guard; errors are
 * those of the endpoint.
 */
export const createPostPages =
  ({ transport, guard, clock }: Pick<ListParts, 'transport' | 'guard' | 'clock'>) =>
  (
    endpoint: Endpoint<Page<ReadPost>>,
    own: QueryParams,
    { cursor = '', count }: PageQuery,
  ): Promise<Result<Page<ReadPost>>> =>
    guard({
      key: `${endpoint.name} ${Object.values(own).join()}`,
      cursor,
      ids: postIds,
      fetch: async () => {
        const params = { ...own, count: countFor(endpoint, count), cursor: isStart(cursor) ? '0' : cursor };
        const page = await transport.call(endpoint, params);
        if (!page.ok) return page;
        const { value } = page.value;
        const oldest = oldestTime(postsOf(value)) ?? clock.now();
        return ok({
          ...value,
          ...(isStart(cursor) ? promised(endpoint.cursor, value) : {}),
          cursor: settleCursor(endpoint.cursor, cursor, value, value.items.length, oldest),
        });
      },
    });

export type PostPages = ReturnType<typeof createPostPages>;
