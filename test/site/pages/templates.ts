import { readFileSync } from 'node:fs';

const cache = new Map<string, string>();

/** A recorded piece of DOM from test/fixtures/pages, without its note of origin. */
export const piece = (name: string): string => {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`../../fixtures/pages/${name}.html`, import.meta.url), 'utf8').replace(
    /^<!--.*-->\n/,
    '',
  );
  cache.set(name, text);
  return text;
};

/** A whole recorded page from test/fixtures/pages-dom. */
export const recordedDom = (name: string): string =>
  readFileSync(new URL(`../../fixtures/pages-dom/${name}.html`, import.meta.url), 'utf8');

/** Replaces `{{name}}`; values are put in as they are. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

/** Text for HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const buttons = [
  '<button data-e2e="follow-button" type="button" class="demo-follow">Follow</button>',
  '<button data-e2e="message-button" type="button">Message</button>',
  '<button data-e2e="share-btn" type="button" aria-label="Share"><svg class="demo-icon" data-icon="share" width="20" height="20"></svg></button>',
].join('');

// Names of the tabs as recorded 2025-04; in the newer page they were still skeletons.
const tabs = [
  '<div class="css-1upq187-7937d88b--DivVideoFeedTab e10obkj20" role="tablist">',
  '<p data-e2e="videos-tab" data-demo-tab="videos" role="tab" tabindex="0" aria-selected="true"><span>Videos</span></p>',
  '<p data-e2e="liked-tab" data-demo-tab="liked" role="tab" tabindex="-1" aria-selected="false"><span>Liked</span></p>',
  '<p data-e2e="favorites-tab" data-demo-tab="favorites" role="tab" tabindex="-1" aria-selected="false"><span>Favorites</span></p>',
  '</div>',
].join('');

const grid =
  '<div class="css-demo-0--DivShareLayout"><h1 class="demo-grid-title">{{title}}</h1><div class="css-s3j1bi-7937d88b--DivThreeColumnContainer"><div data-e2e="{{e2e}}-item-list" class="css-8wld63-7937d88b--DivVideoFeedV2"></div></div></div>';

const feed =
  '<div id="main-content-homepage_hot" class="css-demo-0--DivMainContainer"><div id="column-list-container" class="css-1va1wvv-5e6d46e3--DivColumnListContainer ec2n9np0"></div></div>';

// The frame around the topics of /explore, recorded 2025-09.
const explore =
  '<div id="main-content-discovery" class="css-v3pu7w-5e6d46e3--DivMainContainer e1wguv4l0"><div class="css-18603dd-5e6d46e3--DivDiscoverFeedListContainer ex1ezyd0"><div class="css-1mwq425-5e6d46e3--DivDiscoverFeedList ex1ezyd1"></div></div></div>';

const live =
  '<div id="tiktok-live-main-container-id" class="css-demo-0--DivLiveContainer"><div data-e2e="live-room-normal" class="demo-live-stage"><span data-e2e="live-room-content">LIVE</span><a data-e2e="user-profile-uid" href="/@{{uniqueId}}">{{uniqueId}}</a></div><aside data-e2e="chat-room" class="demo-live-chat"><h2>LIVE chat</h2></aside></div>';

/** All pieces that the client fills, as `<template>` elements. */
export const clientTemplates = (): string =>
  Object.entries({
    article: piece('video-article'),
    shell: piece('article-shell'),
    video: fill(piece('video-main'), { articles: '', commentList: '' }),
    comment: piece('comment'),
    profile: fill(piece('profile-main'), { items: '', buttons, tabs }),
    item: piece('profile-item'),
    search: fill(piece('search-main'), { items: '' }),
    result: piece('search-item'),
    explore,
    topic: piece('explore-item'),
    topicVideo: piece('explore-video'),
    grid,
    feed,
    live,
  })
    .map(([name, text]) => `<template id="demo-${name}">${text}</template>`)
    .join('\n');
