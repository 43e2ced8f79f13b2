import { bytesToHex } from '@noble/hashes/utils.js';
import { ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import type { Clock } from '@/lib/ports/Clock';
import type { Cookies } from '@/lib/ports/Cookies';
import type { Random } from '@/lib/ports/Random';
import { cursorTime, nextCreatorCursor, toldBefore } from '@/lib/tiktok/lists/cursors';
import type { ListGuard } from '@/lib/tiktok/lists/listGuard';
import { countFor, endpoints } from '@/lib/tiktok/request/endpoints';
import type { Transport } from '@/lib/tiktok/request/transport';

/** An empty page is a step of one week there: more than a year of silence is borne. */
const EMPTY_LIMIT = 60;

/**
 * Calls for the posts of a profile by the endpoint that wants no signature, newest first, without pinned posts on top.
 * Takes time cursors of the signed list too, so that a walk can go over in the middle.
 */
export const createCreatorList = ({ transport, guard, clock, random, cookies }: ListParts) => {
  /** The site's own where there is one; any other of this form passes (reported 2026). */
  const verifyFp = async (): Promise<string> =>
    (await cookies.get('s_v_web_id')) ?? `verify_${bytesToHex(random.bytes(4)).slice(1)}`;

  return (secUid: string, { cursor = '', count }: PageQuery): Promise<Result<Page<ReadPost>>> =>
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
        const next = nextCreatorCursor(asked, postsOf(value));
        const told = toldBefore(cursor);
        const items = value.items.filter(({ post }) => !told.has(post.id));
        return ok({ ...value, items, hasMore: value.hasMore && next !== undefined, cursor: next ?? cursor });
      },
    });
};

/** Where in a list, and how much of it. */
export interface PageQuery {
  /** As the page before gave it; the empty text or nothing = the first page. */
  readonly cursor?: string;
  /** Items wanted; capped at what the endpoint grants, the site's own number when absent. */
  readonly count?: number;
}

/** What list calls stand on. */
export interface ListParts {
  readonly transport: Transport;
  readonly guard: ListGuard;
  readonly clock: Clock;
  readonly random: Random;
  readonly cookies: Cookies;
}

/** What tells one page of posts from another. */
export const postIds = (page: Page<ReadPost>): string[] => page.items.map(({ post }) => post.id);

/** The posts of a page without the items that they were read from. */
export const postsOf = (page: Page<ReadPost>): Post[] => page.items.map(({ post }) => post);
