import { failure, TokError } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Person } from '@/lib/model/people/person';
import type { Post } from '@/lib/model/post';
import type { Collection, Playlist } from '@/lib/model/profile';
import { type CommentPage, type CommentQuery, walkComments } from '@/lib/tiktok/api/comments';
import { collectionRow, personRow, playlistRow, type Row, type Single, single, topicRow } from '@/lib/tiktok/api/rows';
import { type PostPage, unwrap, type WalkOptions, walkItems, walkPosts } from '@/lib/tiktok/api/walks';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { cursorTime, writeSearchCursor } from '@/lib/tiktok/lists/cursors';
import type { PeopleList } from '@/lib/tiktok/lists/listCalls';
import type { ReadTopic } from '@/lib/tiktok/lists/topicCalls';
import type { Topic } from '@/lib/tiktok/parse/parseTopic';

/**
 * f2's select_playlist, without its prompt.
 *
 * @param choice 0 = all; else places from 1, in any order, each once
 * @throws TokError of code `input` for a place that is not there, and when there is nothing to choose from
 */
export const selectPlaylist = (playlists: readonly Playlist[], choice: number | readonly number[]): Playlist[] => {
  const places = [...new Set(typeof choice === 'number' ? [choice] : choice)];
  if (playlists.length === 0 || places.length === 0) throw new TokError(failure('input', 'nothing to choose'));
  if (places.includes(0)) return [...playlists];
  return places.map((place) => {
    const playlist = playlists[place - 1];
    if (playlist === undefined) throw new TokError(failure('input', `no playlist ${place} of ${playlists.length}`));
    return playlist;
  });
};

/** The orders in which the site lists a profile's posts. */
export type PostOrder = 'newest' | 'popular' | 'oldest';

/** A list of a profile. */
export interface ProfileQuery extends WalkOptions {
  readonly secUid: string;
}

/** One page of playlists, of favourites folders or of people. */
export type NamedPage<N extends string, T> = Omit<Page<T>, 'items'> &
  Readonly<Record<N, readonly T[]>> & { toList(): Row[] };

/** Feeds never end; this many pages in a row without a new post are taken for the end. */
const FEED_STALE_LIMIT = 3;

type PageQuery = { readonly cursor: string; readonly count: number };

const ofTopic = (read: Result<ReadTopic>): Single<Topic> => {
  const { topic, raw } = unwrap(read);
  return single(topic, raw, topicRow);
};

/** The lists of the site as generators of pages. Each throws TokError; see {@link WalkOptions} for what they take. */
export const createListFetchers = (client: Client, pause: () => Promise<void>) => {
  const walk = (fetch: (query: PageQuery) => Promise<Result<Page<ReadPost>>>, options: WalkOptions) =>
    walkPosts(fetch, options, pause);

  async function* walkPeople(
    list: PeopleList,
    { secUid, ...options }: ProfileQuery,
  ): AsyncGenerator<NamedPage<'people', Person>, void, undefined> {
    const pages = walkItems(
      (query) => client.people({ secUid, list, ...query }),
      ({ author }) => author.secUid,
      options,
      pause,
    );
    for await (const { items: people, ...page } of pages)
      yield { ...page, people, toList: () => people.map(personRow) };
  }

  const notBefore = (minCursor: string | number | undefined) => {
    const text = String(minCursor ?? '');
    // A date as text would else be no bound at all, and the whole list would follow.
    if (!/^\d*$/.test(text)) throw new TokError(failure('input', 'minCursor: milliseconds since 1970'));
    const min = cursorTime(text);
    if (min === undefined) return {};
    const isOld = (post: Post): boolean => post.createdAt > 0 && post.createdAt < min;
    return {
      leaveOut: ({ post }: ReadPost): boolean => isOld(post),
      // Pinned posts stand out of order: their age says nothing about what follows.
      isLast: ({ items }: Page<ReadPost>): boolean => items.some(({ post }) => !post.pinned && isOld(post)),
    };
  };

  return {
    /**
     * Posts of a profile, pinned ones first, then newest first; with `order` most played or oldest first.
     *
     * @param query.minCursor milliseconds since 1970: older posts are left out, and the walk ends when it meets one
     */
    fetchUserPostVideos: ({
      secUid,
      minCursor,
      order = 'newest',
      ...options
    }: ProfileQuery & {
      readonly minCursor?: string | number | undefined;
      readonly order?: PostOrder | undefined;
    }): AsyncGenerator<PostPage, void, undefined> => {
      if (order === 'newest')
        return walkPosts((query) => client.postList({ secUid, ...query }), options, pause, notBefore(minCursor));
      const { leaveOut } = notBefore(minCursor);
      const list = order === 'popular' ? client.popularPosts : client.oldestPosts;
      return walkPosts((query) => list({ secUid, ...query }), options, pause, leaveOut ? { leaveOut } : {});
    },

    /** What a profile reposted, latest repost first. */
    fetchUserRepostVideos: ({ secUid, ...options }: ProfileQuery) =>
      walk((query) => client.reposts({ secUid, ...query }), options),

    /** The stories of a person, by the person's number (`author.uid`); some are told to guests, others want a login. */
    fetchUserStories: ({ authorId, ...options }: WalkOptions & { readonly authorId: string }) =>
      walk((query) => client.stories({ authorId, ...query }), options),

    /** Stories of those that whoever is logged in follows; `login` for guests. */
    fetchFollowedStories: (options: WalkOptions = {}) => walk((query) => client.followedStories(query), options),

    /** What a profile liked, latest like first; closed likes answer with nothing. */
    fetchUserLikeVideos: ({ secUid, ...options }: ProfileQuery) =>
      walk((query) => client.likes({ secUid, ...query }), options),

    /** The bookmarks of whoever is logged in, whatever secUid says; `login` for guests. */
    fetchUserCollectVideos: ({ secUid, ...options }: ProfileQuery) =>
      walk((query) => client.favourites({ secUid, ...query }), options),

    /** Whom a profile follows, latest first; `private` where the list is closed. */
    fetchUserFollowing: (query: ProfileQuery) => walkPeople('following', query),

    /** Who follows a profile, latest first; `private` where the list is closed. */
    fetchUserFollowers: (query: ProfileQuery) => walkPeople('followers', query),

    /** The favourites folders of a profile; of others the site tells the public ones. */
    async *fetchCollections({
      secUid,
      publicOnly = false,
      ...options
    }: ProfileQuery & { readonly publicOnly?: boolean | undefined }): AsyncGenerator<
      NamedPage<'collections', Collection>,
      void,
      undefined
    > {
      const pages = walkItems(
        (query) => client.collections({ secUid, publicOnly, ...query }),
        (one) => one.collectionId,
        options,
        pause,
      );
      for await (const { items: collections, ...page } of pages) {
        yield { ...page, collections, toList: () => collections.map(collectionRow) };
      }
    },

    /** The posts of a favourites folder. */
    fetchCollectionVideos: ({ collectionId, ...options }: WalkOptions & { readonly collectionId: string }) =>
      walk((query) => client.collectionItems({ collectionId, ...query }), options),

    /** The playlists of a profile, page by page. */
    async *fetchPlayList({
      secUid,
      ...options
    }: ProfileQuery): AsyncGenerator<NamedPage<'playlists', Playlist>, void, undefined> {
      const pages = walkItems(
        (query) => client.playlists({ secUid, ...query }),
        (one) => one.mixId,
        options,
        pause,
      );
      for await (const { items: playlists, ...page } of pages) {
        yield { ...page, playlists, toList: () => playlists.map(playlistRow) };
      }
    },

    /** The posts of a playlist, in its maker's order. */
    fetchUserMixVideos: ({ mixId, ...options }: WalkOptions & { readonly mixId: string }) =>
      walk((query) => client.mixItems({ mixId, ...query }), options),

    /**
     * Posts that a search finds; each page hands its search id on to the next. `login` for guests.
     * @param query.everything true asks the search over everything instead of the one for videos; only its posts come out
     */
    fetchSearchVideos: ({
      keyword,
      offset,
      everything = false,
      ...options
    }: WalkOptions & {
      readonly keyword: string;
      readonly offset?: number | undefined;
      readonly everything?: boolean | undefined;
    }) =>
      walk((query) => client.search({ keyword, everything, ...query }), {
        ...options,
        cursor: options.cursor ?? (offset ? writeSearchCursor({ offset, searchId: '' }) : undefined),
      }),

    /** A hashtag by its name, with or without its sign; `removed` where there is none of that name. */
    fetchHashtag: async ({ name }: { readonly name: string }): Promise<Single<Topic>> =>
      ofTopic(await client.hashtag(name)),
    /** The posts of a hashtag, in the site's order, which is not by time. Costs one request more: the list goes by a number. */
    fetchHashtagVideos: ({ name, ...options }: WalkOptions & { readonly name: string }) =>
      walk((query) => client.hashtagItems({ name, ...query }), options),
    /** A sound by its id; `removed` where there is none. */
    fetchSound: async ({ musicId }: { readonly musicId: string }): Promise<Single<Topic>> =>
      ofTopic(await client.sound(musicId)),
    /** The posts with a sound, in the site's order. */
    fetchSoundVideos: ({ musicId, ...options }: WalkOptions & { readonly musicId: string }) =>
      walk((query) => client.soundItems({ musicId, ...query }), options),
    /** A place by its id. */
    fetchPlace: async ({ placeId }: { readonly placeId: string }): Promise<Single<Topic>> =>
      ofTopic(await client.place(placeId)),
    /** The posts from a place, in the site's order. */
    fetchPlaceVideos: ({ placeId, ...options }: WalkOptions & { readonly placeId: string }) =>
      walk((query) => client.placeItems({ placeId, ...query }), options),

    /** Slideshows that a search finds; `login` for guests. */
    fetchSearchPhotos: ({ keyword, ...options }: WalkOptions & { readonly keyword: string }) =>
      walk((query) => client.search({ keyword, photos: true, ...query }), options),

    /** Posts like this one; a single page, which changes from day to day. */
    fetchRelatedVideos: ({ itemId, ...options }: Omit<WalkOptions, 'cursor'> & { readonly itemId: string }) =>
      walk((query) => client.related({ itemId, ...query }), options),

    /** What whoever is logged in watched, latest first; `login` for guests. The posts have no video's address. */
    fetchWatchHistory: (options: WalkOptions = {}) => walk((query) => client.watchHistory(query), options),

    /** The Explore page, of all subjects or of one; it never ends. Posts that came before are left out. */
    fetchExploreVideos: ({
      category,
      ...options
    }: Omit<WalkOptions, 'cursor'> & { readonly category?: number | undefined } = {}) =>
      walkPosts((query) => client.explore({ category, ...query }), options, pause, { staleLimit: FEED_STALE_LIMIT }),

    /** Posts of those that whoever is logged in follows; `login` for guests. */
    fetchFollowingFeed: (options: WalkOptions = {}) =>
      walkPosts((query) => client.followingFeed(query), options, pause, { staleLimit: FEED_STALE_LIMIT }),

    /** Posts of the friends of whoever is logged in; `login` for guests. */
    fetchFriendsFeed: (options: WalkOptions = {}) =>
      walkPosts((query) => client.friendsFeed(query), options, pause, { staleLimit: FEED_STALE_LIMIT }),

    /** The For You feed: each page is what the site thinks of next; posts that came before are left out. */
    fetchPostFeed: (options: Omit<WalkOptions, 'cursor'> = {}) =>
      walkPosts((query) => client.feed(query), options, pause, { staleLimit: FEED_STALE_LIMIT }),

    /** Comments of a post, each followed by its replies. */
    fetchPostComments: (query: CommentQuery): AsyncGenerator<CommentPage, void, undefined> =>
      walkComments(client, query, pause),
  };
};
