/**
 * What the site's captcha puts into the page: containers of the verification SDK ("secsdk", TUX modal), as public
 * projects of 2024 to 2026 report them. A page fetch is held back as long as one is shown.
 */
export const captchaSelectors: readonly string[] = [
  '.captcha-verify-container',
  '.captcha_verify_container',
  '#captcha-verify-image',
  '#captcha_container',
  '#tiktok-verify-ele',
  '[id^="captcha-verify"]',
];

/**
 * Where posts stand in TikTok's pages, as data: the one place to mend when buttons vanish.
 * Class names are hashed per build; only the part after the last dash (`AVideoContainer`) stays, so classes come last.
 * Recorded: profile 2026-05, feed and video page 2025-11, search, explore 2025-09, collection (mobile) 2026-02; names
 * marked "reported" come from public tools of 2024 to 2026.
 */

/** How a post's id can be learnt from an element: its links, its player's id, its pictures, or the page's address. */
export type IdWay = 'link' | 'player' | 'picture' | 'address';

/** A part of the page that shows one post and has a bar of actions (like, comment, share). */
export interface StageSurface {
  readonly name: 'feed' | 'browse' | 'detail';
  /** Elements that hold one post each; the first that matches wins. */
  readonly cards: readonly string[];
  /** In the order of trust. */
  readonly ids: readonly IdWay[];
}

/** The player changes its own subtree several times a second; nothing in it carries a button. */
export const PLAYER = '.xgplayer-container, .tiktok-web-player, [id^="xgwrapper-"]';

/** `xgwrapper-<n>-<postId>`: filled players carry the id of their post (feed, search, profile). */
export const PLAYER_WITH_ID = '[id^="xgwrapper-"]';
export const PLAYER_ID = /^xgwrapper-\d+-(\d{1,20})$/;

/** The attribute that most of the site's parts are named by. */
export const nameOf = (element: Element): string => element.getAttribute('data-e2e') ?? '';

const named = (names: Iterable<string>): string => [...names].map((name) => `[data-e2e="${name}"]`).join(',');

/** A like icon stands in every bar of actions; the bar is the nearest ancestor that holds one of {@link BAR_MATES} too. */
export const LIKE_ICON_NAMES: ReadonlySet<string> = new Set([
  'like-icon',
  // Reported: the player over a grid.
  'browse-like-icon',
  'video-like-icon',
]);
export const LIKE_ICONS = named(LIKE_ICON_NAMES);
/** Matches them all, and a few others. Long lists of selectors are slow, and so is handing thousands of elements out. */
export const LIKE_ICON_LIKE = '[data-e2e$="like-icon"]';
export const BAR_MATES = named([
  'share-icon',
  'comment-icon',
  'browse-comment-icon',
  'undefined-icon',
  'favorite-icon',
]);

/** In a bar the button goes behind the item that holds the first of these that is there. */
export const BAR_NEIGHBOURS = [
  '[data-e2e="share-icon"]',
  '[data-e2e="undefined-icon"]',
  '[data-e2e="favorite-icon"]',
  '[data-e2e="comment-icon"]',
  '[data-e2e="browse-comment-icon"]',
] as const;

/** Links to the author of the post that a card shows. */
export const AUTHOR_LINKS = [
  'a[data-e2e="video-author-avatar"]',
  // Reported: the player over a grid.
  'a[data-e2e="browse-user-avatar"]',
  '[data-e2e="browse-username"] a',
].join(',');

export const stages: readonly StageSurface[] = [
  {
    name: 'feed',
    cards: [
      '[data-e2e="recommend-list-item-container"]',
      'article[id^="one-column-item-"]',
      '[class*="ArticleItemContainer"]',
    ],
    ids: ['player', 'link', 'picture', 'address'],
  },
  {
    name: 'browse',
    cards: ['[class*="DivBrowserModeContainer"]', '[role="dialog"]', '[data-e2e="browse-video"]'],
    // The address follows the player over a grid, while a preview of another post may still lie below.
    ids: ['address', 'player', 'picture'],
  },
  {
    name: 'detail',
    cards: ['#main-content-video_detail', '[data-e2e="detail-video"]', '[data-e2e="video-detail"]'],
    ids: ['player', 'address', 'picture'],
  },
];

/** Links to posts. On every recorded grid each card holds exactly one around its picture; `/v/ID` is reported. */
export const POST_LINKS = 'a:is([href*="/video/"],[href*="/photo/"],[href*="/v/"])';

/** A link is a thumbnail when it shows one of these. */
export const PICTURES = 'img,picture,canvas,video';

/** Cards of grids by name: the second layer, for cards whose link has no post id or is missing. */
export const GRID_CARD_NAMES: ReadonlySet<string> = new Set([
  'user-post-item',
  'user-liked-item',
  'user-repost-item',
  'favorites-item',
  'collection-item',
  'challenge-item',
  'music-item',
  'explore-item',
  'explore-feed-video',
  'search_top-item',
  'search_video-item',
]);
/** Matches them all, and others: see {@link LIKE_ICON_LIKE}. */
export const GRID_CARD_LIKE = '[data-e2e$="-item"],[data-e2e="explore-feed-video"]';

/** Where "save all" goes on a profile: into the row of the follow and message buttons. */
export const profileSpots: readonly { readonly near: string; readonly where: 'inside' | 'beside' }[] = [
  { near: '[data-e2e="user-page"] [data-e2e="follow-button"]', where: 'beside' },
  { near: '[data-e2e="user-page"] [data-e2e="message-button"]', where: 'beside' },
  { near: '[data-e2e="user-page"] [data-e2e="edit-profile-entrance"]', where: 'beside' },
  { near: '[data-e2e="user-page"] [class*="DivButtonPanelWrapper"]', where: 'inside' },
  { near: '[data-e2e="user-page"] [data-e2e="user-more"]', where: 'beside' },
  { near: '[class*="DivButtonPanelWrapper"]', where: 'inside' },
];

/** The name at the top of a hashtag (recorded 2025-07), a sound, a playlist or folder (reported). */
export const TOPIC_HEADINGS = named(['challenge-title', 'music-title', 'playlist-title', 'collection-title']);

/** The name at the top of a profile: by it the row of buttons is found where the page names nothing any more. */
export const PROFILE_HEADING = 'h1';

/** Tabs of a page: a profile shows several lists at one address. */
export const TABS = '[role="tab"]';

/** Attributes of the root element that say which theme and direction the page shows. */
export const THEME_ATTRIBUTES = ['data-theme', 'data-tux-color-scheme', 'dir'] as const;

/** Scripts with the JSON that the page was delivered with. */
export const PAGE_DATA_SCRIPTS = ['#__UNIVERSAL_DATA_FOR_REHYDRATION__', '#api-data', '#SIGI_STATE'] as const;

/** The part of a picture's address that stays the same whatever size and host it is served with. */
export const PICTURE_KEY = /\/([A-Za-z0-9_-]{20,})(?:~|\.image|\.jpe?g|\.webp|\?|$)/;
