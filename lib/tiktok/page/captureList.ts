/**
 * Replies that the page receives for itself and that hold posts. Paths as recorded in replies of 2023-10 to 2026-10 and
 * named in f2's endpoint list; `items` are the places of the posts, `*` standing for every element of a list.
 */
export interface CaptureRule {
  /** How the path of the request begins, without the last slash. */
  readonly path: string;
  readonly items: readonly (readonly string[])[];
}

const lists: readonly (readonly string[])[] = [['itemList', '*']];

export const captureList: readonly CaptureRule[] = [
  { path: '/api/post/item_list', items: lists },
  { path: '/api/favorite/item_list', items: lists },
  { path: '/api/user/collect/item_list', items: lists },
  { path: '/api/repost/item_list', items: lists },
  { path: '/api/collection/item_list', items: lists },
  { path: '/api/mix/item_list', items: lists },
  { path: '/api/recommend/item_list', items: lists },
  { path: '/api/explore/item_list', items: lists },
  { path: '/api/challenge/item_list', items: lists },
  { path: '/api/music/item_list', items: lists },
  { path: '/api/poi/item_list', items: lists },
  { path: '/api/related/item_list', items: lists },
  { path: '/api/preload/item_list', items: lists },
  { path: '/api/following/item_list', items: lists },
  { path: '/api/friends/item_list', items: lists },
  { path: '/api/creator/item_list', items: lists },
  { path: '/api/item/detail', items: [['itemInfo', 'itemStruct']] },
  { path: '/api/search/general/full', items: [['data', '*', 'item']] },
  { path: '/api/search/item/full', items: [['item_list', '*']] },
];

/** Where posts stand in the JSON that the page was delivered with (desktop, mobile). */
export const pageDataItems: readonly (readonly string[])[] = [
  ['__DEFAULT_SCOPE__', 'webapp.video-detail', 'itemInfo', 'itemStruct'],
  ['videoDetail', 'itemInfo', 'itemStruct'],
];

/** Larger replies are left alone. */
export const CAPTURE_MAX_CHARS = 4 * 1024 * 1024;

/** Where a post's id stands in its JSON. */
export const itemIdPath: readonly string[] = ['id'];

/** Where the pictures stand by which a post can be told on the page. */
export const itemPicturePaths: readonly (readonly string[])[] = [
  ['video', 'cover'],
  ['video', 'originCover'],
  ['video', 'dynamicCover'],
  ['imagePost', 'cover', 'imageURL', 'urlList', '*'],
  ['imagePost', 'images', '*', 'imageURL', 'urlList', '*'],
];

/** The global that the site's signing script (webmssdk) leaves once it has started; recorded builds of 2025 and 2026. */
export const SITE_SCRIPT_GLOBAL = 'byted_acrawler';

/** What the site's script adds to the addresses that it has signed; as recorded 2025-09 to 2026-10. */
export const SITE_SIGNATURES: readonly string[] = ['X-Bogus=', 'X-Gnarly='];

/** The property by which the site's script knows its own fetch. */
export const SITE_FETCH_MARK = '__ac_intercepted_fetch';
