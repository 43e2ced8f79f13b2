import { itemOf } from '../item.ts';
import { itemContext, json, modelled, type Visit } from '../visit.ts';
import type { DemoPost, DemoUser } from '../world/types.ts';
import { countOf, offsetList } from './lists.ts';
import type { Reply } from './reply.ts';

const done = { statusCode: 0, status_code: 0, status_msg: '' };
const origin = modelled('reposts and stories as reported 2026-08 and 2026-09');

const secret: Readonly<Record<string, unknown>> = { ...done, statusCode: 10222 };

const isHidden = (visit: Visit, user: DemoUser): boolean => user.private && visit.user !== user;

/** /api/repost/item_list/: latest repost first. */
export const repostList = (visit: Visit): Reply => {
  const user = visit.site.world.userBySecUid(visit.query.get('secUid') ?? '');
  if (!user) return json({ ...done, statusCode: 10221 }, origin);
  return isHidden(visit, user) ? json(secret, origin) : offsetList(visit, visit.site.world.repostsOf(user));
};

const itemsOf = (visit: Visit, posts: readonly DemoPost[]) => {
  const context = itemContext(visit);
  return posts.map((post) => itemOf(post, context));
};

/** /api/story/item_list/ by the person's number. The demo account still answers with the names of before 2026-08. */
export const storyList = (visit: Visit): Reply => {
  const user = visit.site.world.userById(visit.query.get('authorId') ?? '');
  const all = user && !isHidden(visit, user) ? visit.site.world.storiesOf(user) : [];
  const start = Number(visit.query.get('cursor')) || 0;
  // The site gives five at a time, whatever is asked for.
  const page = all.slice(start, start + countOf(visit, 5));
  const [next, more] = [String(start + page.length), start + page.length < all.length];
  const words =
    user?.uniqueId === 'tokshelf.demo' ? { HasMoreAfter: more, MaxCursor: next } : { hasMore: more, cursor: next };
  return json({ ...done, ...words, ...(page.length > 0 ? { itemList: itemsOf(visit, page) } : {}) }, origin);
};

/** /api/story/user_list/: those that the person follows who have stories. */
export const storyUsers = (visit: Visit): Reply => {
  const all = visit.user ? visit.site.world.followedBy(visit.user) : [];
  const told = all.filter((user) => visit.site.world.storiesOf(user).length > 0);
  const start = Number(visit.query.get('cursor')) || 0;
  const page = told.slice(start, start + countOf(visit, 15));
  return json(
    {
      ...done,
      cursor: String(start + page.length),
      hasMore: start + page.length < told.length,
      storyUsers: page.map(({ uid, uniqueId, secUid, nickname }) => ({
        user: { id: uid, uniqueId, secUid, nickname },
      })),
    },
    origin,
  );
};

/** /api/story/batch/item_list/: at most ten people. */
export const storyBatch = (visit: Visit): Reply => {
  const users = (visit.query.get('authorIds') ?? '').split(',').slice(0, 10);
  const lists = users.flatMap((id) => {
    const user = visit.site.world.userById(id);
    return user ? [{ authorId: id, hasMore: false, itemList: itemsOf(visit, visit.site.world.storiesOf(user)) }] : [];
  });
  return json({ ...done, batchStoryItemLists: lists }, origin);
};
