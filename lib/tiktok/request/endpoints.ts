import type { Result } from '@/lib/base/result';
import type { Comment } from '@/lib/model/comment';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Account } from '@/lib/model/offer';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Person } from '@/lib/model/people/person';
import type { Collection, Playlist, Profile } from '@/lib/model/profile';
import { SITE_ORIGIN, WEBCAST_ORIGIN } from '@/lib/tiktok/address/hosts';
import type { QueryParams } from '@/lib/tiktok/address/query';
import { parseComments } from '@/lib/tiktok/parse/parseComments';
import { parseHistory } from '@/lib/tiktok/parse/parseHistory';
import { parseItemDetail } from '@/lib/tiktok/parse/parseItemDetail';
import { parseItemList, parseSearchPage } from '@/lib/tiktok/parse/parseList';
import { parseAlive, parseLiveRoom, type RoomAlive } from '@/lib/tiktok/parse/parseLiveRoom';
import { parsePeople } from '@/lib/tiktok/parse/parsePeople';
import {
  type MixDetail,
  parseCollectionDetail,
  parseCollections,
  parseMixDetail,
  parsePlaylists,
} from '@/lib/tiktok/parse/parsePlaylists';
import { parseAccountInfo, parseProfile } from '@/lib/tiktok/parse/parseProfile';
import { parseStoryBatch, parseStoryUsers } from '@/lib/tiktok/parse/parseStories';
import { parseHashtag, parsePlace, parseSound, type Topic } from '@/lib/tiktok/parse/parseTopic';
import type { RequestTarget } from './buildRequest';

/**
 * What a cursor stands for: `time` = when the posts were made, in milliseconds, going back; `event` = the same of
 * something else (when a post was liked); `offset` = items so far; `none` = the site gives none. All are text and handed
 * back as they came.
 */
export type CursorKind = 'time' | 'event' | 'offset' | 'none';

/** An endpoint as data. Paths, parameters and page sizes as recorded in requests of 2023 to 2026-10. */
export interface Endpoint<T> extends RequestTarget {
  /** True when guests get nothing. */
  readonly needsLogin: boolean;
  /** Items per page: what the site's own page asks for, and the most it grants. */
  readonly count: { readonly usual: number; readonly cap: number };
  readonly cursor: CursorKind;
  readonly parse: (raw: unknown) => Result<T>;
}

type Traits = Partial<Pick<Endpoint<unknown>, 'base' | 'fromPage' | 'signed' | 'needsLogin' | 'cursor' | 'count'>>;

const define = <T>(
  name: string,
  params: QueryParams,
  parse: (raw: unknown) => Result<T>,
  { base = 'web', fromPage = 'user', signed = true, needsLogin = false, cursor = 'none', count }: Traits = {},
): Endpoint<T> => ({
  name,
  url: `${name.startsWith('webcast/') ? WEBCAST_ORIGIN : SITE_ORIGIN}/${name}/`,
  params,
  base,
  fromPage,
  signed,
  needsLogin,
  count: count ?? { usual: 30, cap: 30 },
  cursor,
  parse,
});

const listParams = { coverFormat: 2, count: 30, cursor: '0' };

/** The site wants this nested object as JSON text; f2 sent it in Python's spelling, which the site ignores. */
const SEARCH_CODE = JSON.stringify({
  tiktok: {
    client_params_x: {
      search_engine: { ies_mt_user_live_video_card_use_libra: 1, mt_search_general_user_live_card: 1 },
    },
    search_server: {},
  },
});

const search = (name: string): Endpoint<Page<ReadPost> & { readonly searchId: string }> =>
  define(name, { count: 20, keyword: '', offset: 0, search_id: '', web_search_code: SEARCH_CODE }, parseSearchPage, {
    fromPage: 'search',
    needsLogin: true,
    cursor: 'offset',
    count: { usual: 20, cap: 20 },
  });

const comments = (name: string, params: QueryParams): Endpoint<Page<Comment>> =>
  define(name, { ...params, count: 20, current_region: '', cursor: '0' }, parseComments, {
    fromPage: 'video',
    cursor: 'offset',
    count: { usual: 20, cap: 50 },
  });

// Posts of a hashtag, a sound or a place: guests are answered (reported 2026-09 and 2026-10).
const topicItems = (name: string, params: QueryParams, fromPage: string): Endpoint<Page<ReadPost>> =>
  define(name, { ...listParams, ...params }, parseItemList, { fromPage, cursor: 'offset' });

// Types: 0 newest first, 1 most played first, 2 oldest first (reported 2025).
const profilePosts = (cursor: CursorKind): Endpoint<Page<ReadPost>> =>
  define(
    'api/post/item_list',
    { ...listParams, count: 35, needPinnedItemIds: true, post_item_list_request_type: 0, secUid: '' },
    parseItemList,
    { cursor, count: { usual: 35, cap: 35 } },
  );

const feed = (name: string, params: QueryParams, more: Traits = {}): Endpoint<Page<ReadPost>> =>
  define(name, { coverFormat: 2, ...params }, parseItemList, { fromPage: 'fyp', ...more });

/** Every endpoint of the site that TokShelf asks. */
export const endpoints = {
  userDetail: define<Profile>('api/user/detail', { secUid: '', uniqueId: '' }, parseProfile),
  itemDetail: define<ReadPost>('api/item/detail', { itemId: '' }, (raw) => parseItemDetail(raw), { fromPage: 'video' }),
  /** Who the session belongs to: asked where no page tells. */
  accountInfo: define<{ readonly account?: Account }>('passport/web/account/info', {}, parseAccountInfo, {
    signed: false,
    fromPage: 'fyp',
  }),
  postList: profilePosts('time'),
  popularList: profilePosts('offset'),
  /** Its cursor is a time that grows. Where it is missing none is made up: the guard finds that the list stands still. */
  oldestList: profilePosts('event'),
  /** Latest repost first; guests are answered (reported 2026-09). */
  repostList: define<Page<ReadPost>>(
    'api/repost/item_list',
    { ...listParams, needPinnedItemIds: true, post_item_list_request_type: 0, secUid: '' },
    parseItemList,
    { cursor: 'offset' },
  ),
  /** Guests are answered now and then (reported 2026-08); an empty refusal of a guest asks for a login. */
  storyList: define<Page<ReadPost>>(
    'api/story/item_list',
    { authorId: '', count: 30, cursor: '0', loadBackward: false },
    parseItemList,
    { needsLogin: true, cursor: 'event' },
  ),
  storyUsers: define<Page<string>>(
    'api/story/user_list',
    { storyFeedScene: 3, count: 10, cursor: '0' },
    parseStoryUsers,
    {
      needsLogin: true,
      cursor: 'offset',
      count: { usual: 10, cap: 10 },
    },
  ),
  storyBatch: define<Page<ReadPost>>(
    'api/story/batch/item_list',
    { authorIds: '', storyCallScene: 2 },
    parseStoryBatch,
    {
      needsLogin: true,
    },
  ),
  /** Takes requests without a signature; refused for many since 2026-08. Pages backwards by time. */
  creatorList: define<Page<ReadPost>>(
    'api/creator/item_list',
    { count: 15, cursor: '', secUid: '', type: 1 },
    parseItemList,
    {
      signed: false,
      cursor: 'time',
      count: { usual: 15, cap: 15 },
    },
  ),
  likeList: define<Page<ReadPost>>('api/favorite/item_list', { ...listParams, secUid: '' }, parseItemList, {
    cursor: 'event',
  }),
  /** Answers with the favourites of whoever is logged in, whatever secUid says. */
  favouriteList: define<Page<ReadPost>>('api/user/collect/item_list', { ...listParams, secUid: '' }, parseItemList, {
    needsLogin: true,
    cursor: 'offset',
  }),
  collectionList: define<Page<Collection>>(
    'api/user/collection_list',
    { appId: 1180, count: 30, cursor: '0', publicOnly: false, secUid: '' },
    parseCollections,
    { cursor: 'offset' },
  ),
  /** Without sourceType 113 it answers with success and no items (reported 2026). */
  collectionItems: define<Page<ReadPost>>(
    'api/collection/item_list',
    { collectionId: '', count: 30, cursor: '0', sourceType: 113 },
    parseItemList,
    { fromPage: 'collection', cursor: 'offset' },
  ),
  /** Reported 2026-09; what the folder is called in it is as the mobile page has it (recorded 2026-02). */
  collectionDetail: define<Collection>('api/collection/detail', { collectionId: '' }, parseCollectionDetail, {
    fromPage: 'collection',
  }),
  playlistList: define<Page<Playlist>>('api/user/playlist', { count: 20, cursor: '0', secUid: '' }, parsePlaylists, {
    cursor: 'offset',
    count: { usual: 20, cap: 30 },
  }),
  mixItems: define<Page<ReadPost>>('api/mix/item_list', { count: 30, cursor: '0', mixId: '' }, parseItemList, {
    fromPage: 'playlist',
    cursor: 'offset',
  }),
  mixDetail: define<MixDetail>('api/mix/detail', { mixId: '' }, parseMixDetail, { fromPage: 'playlist' }),
  /** Whom a person follows (scene 21), who follows them (67); pages backwards by the second in which they did. */
  userList: define<Page<Person>>(
    'api/user/list',
    { count: 30, maxCursor: 0, minCursor: 0, scene: 21, secUid: '' },
    parsePeople,
    { cursor: 'event', count: { usual: 30, cap: 200 } },
  ),
  hashtagDetail: define<Topic>('api/challenge/detail', { challengeName: '' }, parseHashtag, { fromPage: 'hashtag' }),
  hashtagItems: topicItems('api/challenge/item_list', { challengeID: '' }, 'hashtag'),
  soundDetail: define<Topic>('api/music/detail', { musicId: '' }, parseSound, { fromPage: 'music' }),
  soundItems: topicItems('api/music/item_list', { musicID: '', secUid: '', shareUid: '' }, 'music'),
  placeDetail: define<Topic>('api/poi/detail', { poiId: '' }, parsePlace, { fromPage: 'poi' }),
  placeItems: topicItems('api/poi/item_list', { poiId: '' }, 'poi'),
  commentList: comments('api/comment/list', { aweme_id: '' }),
  replyList: comments('api/comment/list/reply', { comment_id: '', item_id: '' }),
  feed: feed('api/recommend/item_list', { count: 20 }, { count: { usual: 20, cap: 30 } }),
  /** `categoryType` 120 is all subjects (measured by others 2026-10). */
  explore: feed(
    'api/explore/item_list',
    { categoryType: 120, count: 16 },
    { fromPage: 'explore', count: { usual: 16, cap: 30 } },
  ),
  followingFeed: feed(
    'api/following/item_list',
    { count: 30, cursor: '0', level: 1, pullType: 1 },
    { fromPage: 'following', needsLogin: true, cursor: 'offset' },
  ),
  friendsFeed: feed(
    'api/friends/item_list',
    { count: 30, cursor: '0' },
    { fromPage: 'friends', needsLogin: true, cursor: 'offset' },
  ),
  related: feed(
    'api/related/item_list',
    { itemID: '', count: 16 },
    { fromPage: 'video', count: { usual: 16, cap: 16 } },
  ),
  /** Replies in the shape of the app. */
  watchHistory: define<Page<ReadPost>>(
    'tiktok/watch/history/list/v1',
    { count: 20, cursor: '0', from_page: 'watch_history', max_cursor: '0', scene: 1 },
    parseHistory,
    { fromPage: 'watch_history', needsLogin: true, cursor: 'event', count: { usual: 20, cap: 20 } },
  ),
  searchItems: search('api/search/item/full'),
  searchGeneral: search('api/search/general/full'),
  searchPhotos: search('api/search/photo/full'),
  userRoom: define<LiveRoom>('api-live/user/room', { sourceType: 54, uniqueId: '' }, parseLiveRoom, {
    fromPage: 'live',
  }),
  roomInfo: define<LiveRoom>('webcast/room/info', { room_id: '' }, parseLiveRoom, { fromPage: 'live' }),
  checkAlive: define<RoomAlive[]>('webcast/room/check_alive', { room_ids: '' }, parseAlive, { fromPage: 'live' }),
} as const;

/** Live chat: answers with protobuf, so it has no parser here. */
export const imFetch = {
  name: 'webcast/im/fetch',
  url: `${WEBCAST_ORIGIN}/webcast/im/fetch/`,
  base: 'webcast',
  fromPage: 'live',
  signed: true,
  params: {
    cursor: '',
    did_rule: 3,
    fetch_rule: 1,
    history_comment_count: 6,
    history_comment_cursor: '',
    internal_ext: '',
    last_rtt: 0,
    resp_content_type: 'protobuf',
    room_id: '',
  },
} as const;

/** The `count` to ask an endpoint for: what is wanted, within what it grants; the site's own when nothing is said. */
export const countFor = (endpoint: Pick<Endpoint<unknown>, 'count'>, wanted?: number): number =>
  Math.max(1, Math.min(Math.floor(wanted ?? endpoint.count.usual), endpoint.count.cap));
