import { ok, type Result } from '@/lib/base/result';
import type { ListPage } from '@/lib/model/listPage';
import { countFor, endpoints } from '@/lib/tiktok/request/endpoints';
import { cursorTime, nextCreatorCursor, toldBefore } from './cursors';
import { type ListParts, type PageQuery, postIds } from './listParts';

/** An empty page is a step of one week there: more than a year of silence is borne. */
const EMPTY_LIMIT = 60;

/**
 * Calls for the posts of a profile by the endpoint that wants no signature, newest first, without pinned posts on top.
 * Takes time cursors of the signed list too, so that a walk can go over in the middle.
 */
export const createCreatorList = ({ transport, guard, clock, random, cookies }: ListParts) => {
  const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  /** The site's own where there is one; any other of this form passes (reported 2026). */
  const verifyFp = async (): Promise<string> =>
    (await cookies.get('s_v_web_id')) ?? `verify_${hex(random.bytes(4)).slice(1)}`;

  return (secUid: string, { cursor = '', count }: PageQuery): Promise<Result<ListPage>> =>
    guard({
      key: `${endpoints.creatorList.name} ${secUid}`,
      cursor,
      ids: postIds,
      emptyLimit: EMPTY_LIMIT,
      fetch: async () => {
        const asked = cursorTime(cursor) ?? clock.now();
        const page = await transport.call(endpoints.creatorList, {
          secUid,
          count: countFor(endpoints.creatorList, count),
          cursor: String(asked),
          verifyFp: await verifyFp(),
        });
        if (!page.ok) return page;
        const { value } = page.value;
        const next = nextCreatorCursor(asked, value.posts);
        const told = toldBefore(cursor);
        const posts = value.posts.filter(({ id }) => !told.has(id));
        return ok({ ...value, posts, hasMore: value.hasMore && next !== undefined, cursor: next ?? cursor });
      },
    });
};
