import { authorOf, itemOf } from '../item.ts';
import { asSearchItem } from '../itemVariants.ts';
import { itemContext, json, modelled, recorded, type Visit } from '../visit.ts';
import type { DemoPlaylist, DemoPost } from '../world/types.ts';
import { countOf, offsetList } from './lists.ts';
import type { Reply } from './reply.ts';

/** /api/user/collect/item_list/: favourites of whoever is logged in. */
export const favouriteList = (visit: Visit): Reply =>
  offsetList(visit, visit.user ? visit.site.world.favouritesOf(visit.user) : []);

/** /api/mix/item_list/ */
export const mixList = (visit: Visit): Reply => {
  const list = visit.site.world.playlist(visit.query.get('mixId') ?? '');
  return list
    ? offsetList(visit, postsIn(visit, list))
    : json({ statusCode: 10204, status_code: 0, status_msg: '' }, modelled('unknown playlist'));
};

/** /api/collection/item_list/: without sourceType 113 success and no items, as reported 2026. */
export const collectionList = (visit: Visit): Reply => {
  const list = visit.site.world.collection(visit.query.get('collectionId') ?? '');
  return offsetList(visit, list && visit.query.get('sourceType') === '113' ? postsIn(visit, list) : []);
};

const postsIn = (visit: Visit, list: DemoPlaylist): DemoPost[] =>
  list.postIds.flatMap((id) => visit.site.world.post(id) ?? []).filter((post) => !post.withheld);

const cover = (visit: Visit, list: DemoPlaylist): string[] => {
  const { addresses, expire } = itemContext(visit);
  return addresses.image(list.postIds[0] ?? '0', 'cover', '0', expire, 'tplv-tiktokx-origin.image');
};

const mix = (visit: Visit, list: DemoPlaylist): Record<string, unknown> => ({
  cover: cover(visit, list)[0],
  creator: authorOf(list.owner, itemContext(visit)),
  id: list.id,
  name: list.name,
  videoCount: list.postIds.length,
});

const done = { statusCode: 0, status_code: 0, status_msg: '' };

/** /api/user/playlist/: the creator's flags lie here, as recorded. */
export const playlistList = (visit: Visit): Reply => {
  const user = visit.site.world.userBySecUid(visit.query.get('secUid') ?? '');
  const all = user ? visit.site.world.playlistsOf(user) : [];
  const start = Number(visit.query.get('cursor')) || 0;
  const page = all.slice(start, start + countOf(visit, 20));
  const rows = page.map((list) => ({
    ...mix(visit, list),
    creator: { ...authorOf(list.owner, itemContext(visit)), privateAccount: true, secret: true, verified: false },
    mixId: list.id,
    mixName: list.name,
  }));
  return json(
    {
      cursor: String(start + page.length),
      hasMore: start + page.length < all.length,
      ...(rows.length > 0 ? { playList: rows } : {}),
      ...done,
    },
    recorded('2026-10'),
  );
};

/** /api/mix/detail/ */
export const mixDetail = (visit: Visit): Reply => {
  const list = visit.site.world.playlist(visit.query.get('mixId') ?? '');
  if (!list) return json({ ...done, statusCode: 10204 }, modelled('unknown playlist'));
  return json({ mixInfo: mix(visit, list), shareMeta: { desc: '', title: list.name }, ...done }, recorded('2026-10'));
};

/** /api/user/collection_list/: total is text in a row, a number for the list. */
export const collectionListList = (visit: Visit): Reply => {
  const user = visit.site.world.userBySecUid(visit.query.get('secUid') ?? '') ?? visit.user;
  const own = user ? visit.site.world.collectionsOf(user) : [];
  // Folders that are not public are their owner's alone.
  const all = own.filter((list) => list.isPublic || (visit.user === user && visit.query.get('publicOnly') !== 'true'));
  const rows = all.map((list) => ({
    collectionId: list.id,
    cover: { urlList: cover(visit, list) },
    name: list.name,
    status: 3,
    total: String(list.postIds.length),
    userId: list.owner.uid,
    userName: list.owner.uniqueId,
  }));
  return json(
    { collectionList: rows, cursor: String(rows.length), hasMore: false, total: rows.length, ...done },
    recorded('2026-10'),
  );
};

/** /api/collection/detail/ */
export const collectionDetail = (visit: Visit): Reply => {
  const list = visit.site.world.collection(visit.query.get('collectionId') ?? '');
  if (!list) return json({ ...done, statusCode: 10204 }, modelled('unknown folder'));
  const { id: collectionId, name, owner } = list;
  const rest = { cover: { urlList: cover(visit, list) }, userId: owner.uid, userName: owner.uniqueId };
  return json(
    { ...done, collectionInfo: { collectionId, name, total: String(list.postIds.length), ...rest } },
    modelled('collectionInfo as the mobile page holds it, recorded 2026-02'),
  );
};

/** What both search endpoints share: the page, its cursor, its search_id. */
const found = (
  visit: Visit,
  isWanted: (post: DemoPost) => boolean = () => true,
): { page: readonly DemoPost[]; envelope: Record<string, unknown> } => {
  const { query, site } = visit;
  const keyword = query.get('keyword') ?? '';
  const all = site.world.search(keyword).filter(isWanted);
  const asked = visit.listFault?.kind === 'repeat-page' ? 0 : Number(query.get('offset') ?? '0') || 0;
  const given = query.get('search_id') ?? '';
  // A later page without the search_id of the first starts again (rule searchId).
  const start = asked > 0 && site.rules.searchId && site.searches.get(given) !== keyword ? 0 : asked;
  const page = all.slice(start, start + countOf(visit, 20));
  const id = given && site.searches.has(given) ? given : `2026102006${String(site.searches.size).padStart(6, '0')}DEMO`;
  site.searches.set(id, keyword);
  const end = start + page.length;
  return {
    page,
    envelope: {
      status_code: 0,
      qc: '',
      cursor: visit.listFault?.kind === 'stuck-cursor' ? asked : end,
      has_more: end < all.length && visit.listFault?.kind !== 'early-end' ? 1 : 0,
      ad_info: {},
      extra: { now: site.now(), logid: id, fatal_item_ids: [], search_request_id: '', api_debug_info: null },
      log_pb: { impr_id: id },
      global_doodle_config: { feedback_survey: null },
      backtrace: '',
    },
  };
};

/** /api/search/item/full/ */
export const searchItems = (visit: Visit): Reply => {
  const { page, envelope } = found(visit);
  const context = itemContext(visit);
  return json(
    { ...envelope, item_list: page.map((post) => asSearchItem(itemOf(post, context))) },
    modelled('item_list in the envelope of general search, recorded 2025-05'),
  );
};

/** /api/search/photo/full/: slideshows. */
export const searchPhotos = (visit: Visit): Reply => {
  const { page, envelope } = found(visit, ({ kind }) => kind === 'photos');
  const context = itemContext(visit);
  return json(
    { ...envelope, item_list: page.map((post) => asSearchItem(itemOf(post, context))) },
    modelled('search of photos as public clients read it, 2026'),
  );
};

/** /api/search/general/full/: videos as type 1, users as type 4 without `item`. */
export const searchGeneral = (visit: Visit): Reply => {
  const { page, envelope } = found(visit);
  const context = itemContext(visit);
  const blocks: unknown[] = page.map((post) => ({
    type: 1,
    item: asSearchItem(itemOf(post, context)),
    common: { doc_id_str: post.id },
  }));
  if (blocks.length > 3) {
    const users = [
      {
        user_info: {
          uid: '6900000000000000001',
          nickname: 'TokShelf Demo ✨',
          unique_id: 'tokshelf.demo',
          room_id: 0,
          room_id_str: '',
        },
        position: null,
      },
    ];
    blocks.splice(3, 0, {
      type: 4,
      user_list: users,
      has_top_user: false,
      view_more: true,
      card_title: '',
      common: { doc_id_str: '6900000000000000001' },
    });
  }
  return json({ ...envelope, data: blocks }, recorded('2025-05'));
};
