import type { Reply, Visit } from '../visit.ts';
import { itemDetail, oembed, userDetail } from './details.ts';
import { creatorList, feedList, likeList, postList } from './lists.ts';

/** An endpoint of the site. */
export interface Route {
  /** Wants device_id, token and signature. */
  readonly signed: boolean;
  /** On the page script's list of paths that it signs. */
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
  '/oembed': open(oembed),
};

/** Paths that the page's script signs. */
export const signedPaths: readonly string[] = Object.entries(wwwRoutes).flatMap(([path, route]) =>
  route.signed ? [path] : [],
);

/** Endpoints of webcast.tiktok.com. */
export const webcastRoutes: Readonly<Record<string, Route>> = {};
