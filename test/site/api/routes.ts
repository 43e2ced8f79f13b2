import type { Visit } from '../visit.ts';
import { commentList, replyList } from './comments.ts';
import { itemDetail, oembed, userDetail } from './details.ts';
import * as feeds from './feeds.ts';
import { creatorList, feedList, likeList, postList } from './lists.ts';
import { checkAlive, imFetch, roomInfo, tokenBeat, userRoom } from './live.ts';
import * as more from './moreLists.ts';
import { userList } from './people.ts';
import * as profile from './profileLists.ts';
import type { Reply } from './reply.ts';
import * as topics from './topics.ts';

/** An endpoint of the site. */
export interface Route {
  /** Wants device_id, token and signature. */
  readonly signed: boolean;
  readonly answer: (visit: Visit) => Reply;
}

const signed = (answer: (visit: Visit) => Reply): Route => ({ signed: true, answer });
const open = (answer: (visit: Visit) => Reply): Route => ({ signed: false, answer });

/** Endpoints of www.tiktok.com. */
export const wwwRoutes: Readonly<Record<string, Route>> = {
  '/api/item/detail/': signed(itemDetail),
  '/api/user/detail/': signed(userDetail),
  '/api/post/item_list/': signed(postList),
  '/api/creator/item_list/': open(creatorList),
  '/api/favorite/item_list/': signed(likeList),
  '/api/recommend/item_list/': signed(feedList),
  '/api/user/collect/item_list/': signed(more.favouriteList),
  '/api/user/collection_list/': signed(more.collectionListList),
  '/api/collection/item_list/': signed(more.collectionList),
  '/api/user/list/': signed(userList),
  '/api/user/playlist/': signed(more.playlistList),
  '/api/mix/item_list/': signed(more.mixList),
  '/api/mix/detail/': signed(more.mixDetail),
  '/api/search/item/full/': signed(more.searchItems),
  '/api/search/general/full/': signed(more.searchGeneral),
  '/api/comment/list/': signed(commentList),
  '/api/comment/list/reply/': signed(replyList),
  '/api/challenge/detail/': signed(topics.hashtagDetail),
  '/api/challenge/item_list/': signed(topics.hashtagList),
  '/api/music/detail/': signed(topics.soundDetail),
  '/api/music/item_list/': signed(topics.soundList),
  '/api/poi/detail/': signed(topics.placeDetail),
  '/api/poi/item_list/': signed(topics.placeList),
  '/api/explore/item_list/': signed(feedList),
  '/api/repost/item_list/': signed(profile.repostList),
  '/api/story/item_list/': signed(profile.storyList),
  '/api/story/user_list/': signed(profile.storyUsers),
  '/api/story/batch/item_list/': signed(profile.storyBatch),
  '/api/following/item_list/': signed(feeds.followingFeed),
  '/api/friends/item_list/': signed(feeds.friendsFeed),
  '/api/related/item_list/': signed(feeds.relatedList),
  '/tiktok/watch/history/list/v1/': signed(feeds.watchHistory),
  '/api/search/photo/full/': signed(more.searchPhotos),
  '/api/collection/detail/': signed(more.collectionDetail),
  '/api-live/user/room/': signed(userRoom),
  '/passport/token/beat/web/': open(tokenBeat),
  '/oembed': open(oembed),
};

/** Paths that the page's script signs. */
export const signedPaths: readonly string[] = Object.entries(wwwRoutes).flatMap(([path, route]) =>
  route.signed ? [path] : [],
);

/** Endpoints of webcast.tiktok.com. */
export const webcastRoutes: Readonly<Record<string, Route>> = {
  '/webcast/room/info/': open(roomInfo),
  '/webcast/room/check_alive/': open(checkAlive),
  '/webcast/im/fetch/': open(imFetch),
};
