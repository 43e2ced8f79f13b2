import { itemOf } from '../item.ts';
import { itemContext, json, modelled, recorded, type Visit } from '../visit.ts';
import type { DemoPost } from '../world/types.ts';
import type { Reply } from './reply.ts';

/** Envelope of item lists, recorded 2025-10: itemList is left out when there is nothing. */
const envelope = (
  visit: Visit,
  posts: readonly DemoPost[],
  cursor: string,
  hasMore: boolean,
  more = 'hasMore',
): unknown => {
  const context = itemContext(visit);
  return {
    cursor,
    extra: { fatal_item_ids: [], logid: '20261020060221357DEMO', now: visit.site.now() },
    [more]: visit.listFault?.kind === 'early-end' ? false : hasMore,
    ...(posts.length > 0 ? { itemList: posts.map((post) => itemOf(post, context)) } : {}),
    log_pb: { impr_id: '20261020060221357DEMO' },
    statusCode: 0,
    status_code: 0,
    status_msg: '',
  };
};

/** Number of items that a request may have. */
export const countOf = (visit: Visit, most: number): number => {
  const wanted = Number(visit.query.get('count') ?? '0');
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, most) : Math.min(16, most);
};

/** Cursor of the request; the first page again when that fault strikes. */
const cursorOf = (visit: Visit): string =>
  visit.listFault?.kind === 'repeat-page' ? '0' : (visit.query.get('cursor') ?? '0');

const answerCursor = (visit: Visit, next: string): string =>
  visit.listFault?.kind === 'stuck-cursor' ? (visit.query.get('cursor') ?? '0') : next;

/** /api/post/item_list/: ms time cursor as text, pinned posts first on the first page and nowhere else. */
export const postList = (visit: Visit): Reply => {
  const origin = recorded('envelope and items 2025-10, paging as reported 2026');
  const user = visit.site.world.userBySecUid(visit.query.get('secUid') ?? '');
  if (!user) return json({ statusCode: 10221, status_code: 0, status_msg: '' }, origin);
  if (user.private && visit.user !== user) return json({ statusCode: 10222, status_code: 0, status_msg: '' }, origin);
  const all = visit.site.world.postsOf(user);
  const order = visit.query.get('post_item_list_request_type');
  if (order === '1')
    return offsetList(
      visit,
      all.toSorted((a, b) => b.plays - a.plays || (a.id < b.id ? 1 : -1)),
      35,
    );
  if (order === '2') return oldestList(visit, all.toReversed());
  const count = countOf(visit, 35);
  const cursor = Number(cursorOf(visit));
  const first = !(cursor > 0);
  const pinned = first ? all.filter((post) => post.pinned) : [];
  const rest = all.filter((post) => !post.pinned && (first || post.createdMs < cursor));
  const page = rest.slice(0, Math.max(0, count - pinned.length));
  const last = page.at(-1);
  const next = last ? String(last.createdMs) : first ? '0' : String(cursor);
  return json(envelope(visit, [...pinned, ...page], answerCursor(visit, next), rest.length > page.length), origin);
};

/** Oldest first: a time cursor that grows. */
const oldestList = (visit: Visit, all: readonly DemoPost[]): Reply => {
  const after = Number(cursorOf(visit)) || 0;
  const rest = all.filter((post) => post.createdMs > after);
  const page = rest.slice(0, countOf(visit, 35));
  const next = String(page.at(-1)?.createdMs ?? after);
  return json(
    envelope(visit, page, answerCursor(visit, next), rest.length > page.length),
    modelled('posts in other orders as gallery-dl reads them, 2025'),
  );
};

/** /api/creator/item_list/: unsigned, at most 15, backwards in time, hasMorePrevious. */
export const creatorList = (visit: Visit): Reply => {
  const origin = modelled('creator list as used by yt-dlp, 2026');
  const user = visit.site.world.userBySecUid(visit.query.get('secUid') ?? '');
  if (!user || user.private) return json(envelope(visit, [], '0', false, 'hasMorePrevious'), origin);
  const before = Number(cursorOf(visit)) || visit.site.now();
  const rest = visit.site.world.postsOf(user).filter((post) => post.createdMs < before);
  const page = rest.slice(0, countOf(visit, 15));
  return json(
    envelope(visit, page, String(page.at(-1)?.createdMs ?? before), rest.length > page.length, 'hasMorePrevious'),
    origin,
  );
};

/** Lists whose cursor is a number of items, as text. */
export const offsetList = (
  visit: Visit,
  all: readonly DemoPost[],
  most = 30,
  origin = modelled('item list envelope recorded 2025-10'),
): Reply => {
  const start = Number(cursorOf(visit)) || 0;
  const page = all.slice(start, start + countOf(visit, most));
  const end = start + page.length;
  return json(envelope(visit, page, answerCursor(visit, String(end)), end < all.length), origin);
};

/** /api/favorite/item_list/: the likes; closed lists are empty for others. */
export const likeList = (visit: Visit): Reply => {
  const user = visit.site.world.userBySecUid(visit.query.get('secUid') ?? '');
  const open = user && (user.openLikes || visit.user === user);
  return timeList(visit, open ? visit.site.world.likesOf(user) : []);
};

/** Likes carry a ms time cursor of their own: one second per like. */
const timeList = (visit: Visit, all: readonly DemoPost[]): Reply => {
  const newest = 1_791_000_000_000;
  const cursor = Number(cursorOf(visit));
  const start = cursor > 0 ? (newest - cursor) / 1000 : 0;
  const page = all.slice(start, start + countOf(visit, 30));
  const end = start + page.length;
  return json(
    envelope(visit, page, answerCursor(visit, String(newest - end * 1000)), end < all.length),
    modelled('likes: item list envelope recorded 2025-10'),
  );
};

/** /api/recommend/item_list/, /api/explore/item_list/: never ends, never the same twice in a row. */
export const feedList = (visit: Visit): Reply => {
  const all = visit.site.world.feed();
  const start = Math.floor(visit.site.random() * all.length);
  const page = Array.from({ length: countOf(visit, 30) }, (_, n) => all[(start + n) % all.length]).filter(
    (post) => post !== undefined,
  );
  return json(envelope(visit, page, '0', true), modelled('feed: item list envelope recorded 2025-10'));
};
