import { ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import { isStart, settleCursor } from '@/lib/tiktok/lists/cursors';
import { type ListParts, type PageQuery, postIds } from '@/lib/tiktok/lists/listParts';
import type { PostPages } from '@/lib/tiktok/lists/postPages';
import { countFor, endpoints } from '@/lib/tiktok/request/endpoints';

/** A list of a profile. */
type OfProfile = PageQuery & { readonly secUid: string };

/** People that are asked for at once: the stories of no more come in one reply. */
const MOST_AUTHORS = 10;

/** Calls for what a profile reposted and told, and for its posts in other orders than by time. */
export const createProfileLists = ({ transport, guard }: Pick<ListParts, 'transport' | 'guard'>, posts: PostPages) => {
  /**
   * Stories of those that the person follows: first who has some, then theirs at once. A page is two requests; `login` for
   * guests.
   */
  const followedStories = ({ cursor = '', count }: PageQuery): Promise<Result<Page<ReadPost>>> =>
    guard({
      key: endpoints.storyUsers.name,
      cursor,
      ids: postIds,
      fetch: async () => {
        const asked = Math.min(MOST_AUTHORS, countFor(endpoints.storyUsers, count));
        const who = await transport.call(endpoints.storyUsers, {
          cursor: isStart(cursor) ? '0' : cursor,
          count: asked,
        });
        if (!who.ok) return who;
        const { items: authorIds, ...page } = who.value.value;
        const next = settleCursor(endpoints.storyUsers.cursor, cursor, page, authorIds.length, 0);
        if (authorIds.length === 0) return ok({ ...page, items: [], cursor: next });
        const told = await transport.call(endpoints.storyBatch, { authorIds: authorIds.slice(0, MOST_AUTHORS).join() });
        if (!told.ok) return told;
        const { items, problems } = told.value.value;
        const raw = { users: who.value.raw, stories: told.value.raw };
        return ok({ ...page, items, problems: [...page.problems, ...problems], cursor: next, raw });
      },
    });

  return {
    /** What a profile reposted, latest repost first. */
    reposts: ({ secUid, ...query }: OfProfile) => posts(endpoints.repostList, { secUid }, query),
    /** The posts of a profile, most played first. */
    popularPosts: ({ secUid, ...query }: OfProfile) =>
      posts(endpoints.popularList, { secUid, post_item_list_request_type: 1 }, query),
    /** The posts of a profile, oldest first. */
    oldestPosts: ({ secUid, ...query }: OfProfile) =>
      posts(endpoints.oldestList, { secUid, post_item_list_request_type: 2 }, query),
    /** The stories of a person, by the person's number. Some are told to guests; where they are not, `login`. */
    stories: ({ authorId, ...query }: PageQuery & { readonly authorId: string }) =>
      posts(endpoints.storyList, { authorId }, query),
    followedStories,
  };
};
