import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Comment } from '@/lib/model/comment';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Person } from '@/lib/model/people/person';
import type { Collection, Playlist } from '@/lib/model/profile';
import type { QueryParams } from '@/lib/tiktok/address/query';
import {
  isCreatorCursor,
  isStart,
  readSearchCursor,
  settleCursor,
  writeSearchCursor,
} from '@/lib/tiktok/lists/cursors';
import { createFeedCalls } from '@/lib/tiktok/lists/feedCalls';
import { createCreatorList, type ListParts, type PageQuery, postIds } from '@/lib/tiktok/lists/listParts';
import { createPostPages } from '@/lib/tiktok/lists/postPages';
import { createProfileLists } from '@/lib/tiktok/lists/profileLists';
import { createTopicCalls } from '@/lib/tiktok/lists/topicCalls';
import { countFor, type Endpoint, endpoints } from '@/lib/tiktok/request/endpoints';

/** A search of videos; `everything` asks the general search, whose users and cards are passed over, `photos` that of slideshows. */
interface SearchQuery extends PageQuery {
  readonly keyword: string;
  readonly everything?: boolean;
  readonly photos?: boolean;
}

/**
 * Calls for search results. The cursor holds the offset and the search's id, which the next page must name. An empty
 * keyword is code `input`.
 */
const createSearchList =
  ({ transport, guard }: ListParts) =>
  async ({ keyword, everything, photos, cursor = '', count }: SearchQuery): Promise<Result<Page<ReadPost>>> => {
    const words = keyword.trim();
    if (words === '') return err(failure('input', 'empty keyword'));
    const videos = everything ? endpoints.searchGeneral : endpoints.searchItems;
    const endpoint = photos ? endpoints.searchPhotos : videos;
    const { offset, searchId } = readSearchCursor(cursor);
    const fetchPage = async (): Promise<Result<Page<ReadPost>>> => {
      const asked = { keyword: words, offset, search_id: searchId, count: countFor(endpoint, count) };
      const page = await transport.call(endpoint, asked);
      if (!page.ok) return page;
      const { searchId: next, ...found } = page.value.value;
      const reached = Number(found.cursor) || offset + found.items.length;
      return ok({ ...found, cursor: writeSearchCursor({ offset: reached, searchId: next || searchId }) });
    };
    return guard({ key: `${endpoint.name} ${words}`, cursor, ids: postIds, fetch: fetchPage });
  };

/** The two lists of people of a profile, by the number that the site tells them apart with. */
const scenes = { following: 21, followers: 67 } as const;
export type PeopleList = keyof typeof scenes;

/** Calls that answer with one page of a list. Every page passes the list guard; errors are those of the endpoint. */
export const createListCalls = (parts: ListParts) => {
  const { transport, guard } = parts;
  const creatorPage = createCreatorList(parts);

  const posts = createPostPages(parts);

  const pageOf = <T>(
    endpoint: Endpoint<Page<T>>,
    own: QueryParams,
    idOf: (item: T) => string,
    { cursor = '', count }: PageQuery,
  ): Promise<Result<Page<T>>> =>
    guard({
      key: `${endpoint.name} ${Object.values(own).join()}`,
      cursor,
      ids: (page) => page.items.map(idOf),
      fetch: async () => {
        const params = { ...own, count: countFor(endpoint, count), cursor: isStart(cursor) ? '0' : cursor };
        const page = await transport.call(endpoint, params);
        if (!page.ok) return page;
        const { value } = page.value;
        return ok({ ...value, cursor: settleCursor(endpoint.cursor, cursor, value, value.items.length, 0) });
      },
    });

  const people = (
    secUid: string,
    list: PeopleList,
    { cursor = '', count }: PageQuery,
  ): Promise<Result<Page<Person>>> => {
    const { userList } = endpoints;
    return guard({
      key: `${userList.name} ${list} ${secUid}`,
      cursor,
      ids: (page) => page.items.map(({ author }) => author.secUid),
      fetch: async () => {
        const minCursor = isStart(cursor) ? '0' : cursor;
        const asked = { secUid, scene: scenes[list], count: countFor(userList, count), minCursor };
        const page = await transport.call(userList, asked);
        if (!page.ok) return page;
        const { value } = page.value;
        return ok({ ...value, cursor: settleCursor(userList.cursor, cursor, value, value.items.length, 0) });
      },
    });
  };

  /** Posts of a profile, pinned ones first; where the list is refused every way, the unsigned one of the same posts. */
  const postList = async (secUid: string, query: PageQuery): Promise<Result<Page<ReadPost>>> => {
    const { cursor = '' } = query;
    if (isCreatorCursor(cursor)) return creatorPage(secUid, query);
    const page = await posts(endpoints.postList, { secUid }, query);
    if (page.ok || page.error.code !== 'gate') return page;
    const other = await creatorPage(secUid, query);
    // Nothing at all after a refusal is no proof of an empty profile.
    return other.ok && (other.value.items.length > 0 || other.value.hasMore) ? other : page;
  };

  return {
    postList: ({ secUid, ...query }: PageQuery & { readonly secUid: string }) => postList(secUid, query),
    likes: ({ secUid, ...query }: PageQuery & { readonly secUid: string }) =>
      posts(endpoints.likeList, { secUid }, query),
    favourites: ({ secUid, ...query }: PageQuery & { readonly secUid: string }) =>
      posts(endpoints.favouriteList, { secUid }, query),
    collectionItems: ({ collectionId, ...query }: PageQuery & { readonly collectionId: string }) =>
      posts(endpoints.collectionItems, { collectionId }, query),
    mixItems: ({ mixId, ...query }: PageQuery & { readonly mixId: string }) =>
      posts(endpoints.mixItems, { mixId }, query),
    ...createTopicCalls(transport, posts),
    search: createSearchList(parts),
    /** Whom a profile follows, or who follows it, latest first; `private` where the list is closed to whoever asks. */
    people: ({ secUid, list, ...query }: PageQuery & { readonly secUid: string; readonly list: PeopleList }) =>
      people(secUid, list, query),
    ...createFeedCalls(parts, posts),
    ...createProfileLists(parts, posts),
    playlists: ({ secUid, ...query }: PageQuery & { readonly secUid: string }): Promise<Result<Page<Playlist>>> =>
      pageOf(endpoints.playlistList, { secUid }, (playlist) => playlist.mixId, query),
    collections: ({
      secUid,
      publicOnly = false,
      ...query
    }: PageQuery & { readonly secUid: string; readonly publicOnly?: boolean }): Promise<Result<Page<Collection>>> =>
      pageOf(endpoints.collectionList, { secUid, publicOnly }, (collection) => collection.collectionId, query),
    comments: ({ itemId, ...query }: PageQuery & { readonly itemId: string }): Promise<Result<Page<Comment>>> =>
      pageOf(endpoints.commentList, { aweme_id: itemId }, (comment) => comment.id, query),
    replies: ({
      itemId,
      commentId,
      ...query
    }: PageQuery & { readonly itemId: string; readonly commentId: string }): Promise<Result<Page<Comment>>> =>
      pageOf(endpoints.replyList, { item_id: itemId, comment_id: commentId }, (comment) => comment.id, query),
  };
};
