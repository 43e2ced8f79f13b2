import type { Tiktok } from '@/lib/api';
import type { Source } from '@/lib/model/source';
import type { PostPage, WalkOptions } from '@/lib/tiktok/api/walks';
import type { DemoPost } from '../site/world/types.ts';
import { demo, friend, live, viewer } from '../site/world/users.ts';
import { createWorld } from '../site/world/world.ts';

/** One of the site's lists: what it holds, and each way to it. */
export interface ListRow {
  readonly what: string;
  readonly source: Source;
  /** Its endpoint, for refusals. */
  readonly path: string;
  fetch(tiktok: Tiktok, options: WalkOptions): AsyncGenerator<PostPage, void, undefined>;
  /** Ids in the list's order. */
  readonly ids: readonly string[];
  /** Guests are shown nothing of it. */
  readonly wantsLogin?: true;
  /** One page, whatever is asked for: nothing is left at a cursor. */
  readonly onePage?: true;
  /** A second run may stop at what is known. */
  readonly incremental?: true;
}

/** The same world as the site's: it is deterministic. */
const world = createWorld();
const idsOf = (posts: readonly { readonly id: string }[] | undefined): string[] => (posts ?? []).map(({ id }) => id);

const { secUid } = demo;
const reposter = friend;
const related = world.postsOf(demo)[3]?.id ?? '';
const ordered = (order: 'popular' | 'oldest') => (tiktok: Tiktok, options: WalkOptions) =>
  tiktok.fetchUserPostVideos({ secUid, order, ...options });
const byPlays = world.postsOf(demo).toSorted((a, b) => b.plays - a.plays || (a.id < b.id ? 1 : -1));
const followed = [friend, live, demo];

const soundId = '7034567890123456789';
const placeId = '22535865206213';

/** Every list that has an end, with its posts on the demo site. */
export const listRows: readonly ListRow[] = [
  {
    what: 'a hashtag',
    source: { kind: 'tag', name: 'demo' },
    path: '/api/challenge/item_list/',
    fetch: (tiktok, options) => tiktok.fetchHashtagVideos({ name: 'demo', ...options }),
    ids: idsOf(world.topic('hashtag', 'demo')?.posts),
  },
  {
    what: 'a sound',
    source: { kind: 'sound', musicId: soundId },
    path: '/api/music/item_list/',
    fetch: (tiktok, options) => tiktok.fetchSoundVideos({ musicId: soundId, ...options }),
    ids: idsOf(world.topic('sound', soundId)?.posts),
  },
  {
    what: 'a place',
    source: { kind: 'place', placeId },
    path: '/api/poi/item_list/',
    fetch: (tiktok, options) => tiktok.fetchPlaceVideos({ placeId, ...options }),
    ids: idsOf(world.topic('place', placeId)?.posts),
  },
  {
    what: 'reposts',
    source: { kind: 'reposts', secUid: reposter.secUid },
    path: '/api/repost/item_list/',
    fetch: (tiktok, options) => tiktok.fetchUserRepostVideos({ secUid: reposter.secUid, ...options }),
    ids: idsOf(world.repostsOf(reposter)),
    incremental: true,
  },
  {
    what: 'stories',
    source: { kind: 'stories', secUid: friend.secUid, uid: friend.uid },
    path: '/api/story/item_list/',
    fetch: (tiktok, options) => tiktok.fetchUserStories({ authorId: friend.uid, ...options }),
    ids: idsOf(world.storiesOf(friend)),
  },
  {
    what: 'stories under the names of before 2026-08',
    source: { kind: 'stories', secUid, uid: demo.uid },
    path: '/api/story/item_list/',
    fetch: (tiktok, options) => tiktok.fetchUserStories({ authorId: demo.uid, ...options }),
    ids: idsOf(world.storiesOf(demo)),
  },
  {
    what: 'stories of those whom I follow',
    source: { kind: 'followed_stories' },
    path: '/api/story/user_list/',
    fetch: (tiktok, options) => tiktok.fetchFollowedStories(options),
    ids: followed.flatMap((user) => idsOf(world.storiesOf(user))),
    wantsLogin: true,
  },
  {
    what: 'posts, most played first',
    source: { kind: 'popular', secUid },
    path: '/api/post/item_list/',
    fetch: ordered('popular'),
    ids: idsOf(byPlays),
  },
  {
    what: 'posts, oldest first',
    source: { kind: 'oldest', secUid },
    path: '/api/post/item_list/',
    fetch: ordered('oldest'),
    ids: idsOf(world.postsOf(demo).toReversed()),
  },
  {
    what: "others' public folder of favourites",
    source: { kind: 'collection', collectionId: '7394627756635573024' },
    path: '/api/collection/item_list/',
    fetch: (tiktok, options) => tiktok.fetchCollectionVideos({ collectionId: '7394627756635573024', ...options }),
    ids: world.collection('7394627756635573024')?.postIds ?? [],
  },
  {
    what: 'posts like one',
    source: { kind: 'related', ofPost: related },
    path: '/api/related/item_list/',
    fetch: (tiktok, options) => tiktok.fetchRelatedVideos({ itemId: related, ...options }),
    ids: idsOf(world.relatedTo(related).slice(0, 16)),
    onePage: true,
  },
  {
    what: 'the watch history',
    source: { kind: 'history' },
    path: '/tiktok/watch/history/list/v1/',
    fetch: (tiktok, options) => tiktok.fetchWatchHistory(options),
    ids: idsOf(world.watchedBy(viewer).map(({ post }) => post)),
    wantsLogin: true,
    incremental: true,
  },
  {
    what: 'a search for photos',
    source: { kind: 'photo_search', keyword: 'demo' },
    path: '/api/search/photo/full/',
    fetch: (tiktok, options) => tiktok.fetchSearchPhotos({ keyword: 'demo', ...options }),
    ids: idsOf(world.search('demo').filter(({ kind }) => kind === 'photos')),
    wantsLogin: true,
  },
];

/** A list without an end; `few` where the site has no more than that for it. */
export interface EndlessRow extends Omit<ListRow, 'ids'> {
  /** Where its order is the site's whim, any posts of the world will do. */
  readonly ids?: readonly string[];
}

const newestFirst = (posts: readonly DemoPost[]) =>
  posts.toSorted((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1));

/** The lists that are saved by a number. */
export const endlessRows: readonly EndlessRow[] = [
  {
    what: 'For You',
    source: { kind: 'feed' },
    path: '/api/recommend/item_list/',
    fetch: (tiktok, options) => tiktok.fetchPostFeed(options),
  },
  {
    what: 'Explore',
    source: { kind: 'explore' },
    path: '/api/explore/item_list/',
    fetch: (tiktok, options) => tiktok.fetchExploreVideos(options),
  },
  {
    what: 'the feed of those whom I follow',
    source: { kind: 'following_feed' },
    path: '/api/following/item_list/',
    fetch: (tiktok, options) => tiktok.fetchFollowingFeed(options),
    ids: idsOf(newestFirst(followed.flatMap((user) => world.postsOf(user)))),
    wantsLogin: true,
  },
  {
    what: "the friends' feed",
    source: { kind: 'friends_feed' },
    path: '/api/friends/item_list/',
    fetch: (tiktok, options) => tiktok.fetchFriendsFeed(options),
    ids: idsOf(world.postsOf(friend)),
    wantsLogin: true,
  },
];
