// What the site's own client does, in small: routes, lists fetched with window.fetch, DOM swapped on navigation.
import { article, commentBlock, exploreItem, gridItem, photoBlock, searchItem } from './render.js';

const scope = () =>
  JSON.parse(document.getElementById('__UNIVERSAL_DATA_FOR_REHYDRATION__').textContent).__DEFAULT_SCOPE__;
const context = scope()['webapp.app-context'];
const root = document.getElementById('demo-main');
const template = (name) => document.getElementById(`demo-${name}`).innerHTML;
const seen = new Map();
const secUids = new Map();

const api = async (path, extra) => {
  const query = new URLSearchParams({
    WebIdLastTime: context.webIdCreatedTime,
    aid: '1988',
    app_language: 'en',
    app_name: 'tiktok_web',
    browser_language: navigator.language,
    browser_name: 'Mozilla',
    browser_online: 'true',
    browser_platform: navigator.platform,
    browser_version: navigator.userAgent.replace('Mozilla/', ''),
    channel: 'tiktok_web',
    cookie_enabled: 'true',
    device_id: context.wid,
    device_platform: 'web_pc',
    focus_state: 'true',
    history_len: String(history.length),
    is_fullscreen: 'false',
    is_page_visible: 'true',
    language: 'en',
    os: 'linux',
    region: context.region,
    screen_height: String(screen.height),
    screen_width: String(screen.width),
    ...extra,
  });
  const reply = await fetch(`${path}?${query}`);
  const text = await reply.text();
  return text ? JSON.parse(text) : {};
};

const keep = (items) => {
  for (const item of items) seen.set(item.id, item);
  return items;
};

// One run per page shown; a later navigation makes older runs stop.
let run = 0;

const endless = (list, load, draw) => {
  const mine = run;
  let cursor = '0';
  let busy = false;
  let more = true;
  const next = async () => {
    if (busy || !more || mine !== run) return;
    busy = true;
    const page = await load(cursor);
    busy = false;
    if (mine !== run) return;
    for (const item of keep(page.items)) list.insertAdjacentHTML('beforeend', draw(item, list.children.length));
    more = page.more && page.items.length > 0;
    cursor = page.cursor;
    if (document.documentElement.scrollHeight <= innerHeight + 200) next();
  };
  const onScroll = () => {
    if (mine !== run) return removeEventListener('scroll', onScroll);
    if (scrollY + innerHeight > document.documentElement.scrollHeight - 600) next();
  };
  addEventListener('scroll', onScroll);
  return next();
};

const listPage = (path, extra) => async (cursor) => {
  const page = await api(path, { ...extra, cursor });
  return { items: page.itemList ?? [], cursor: page.cursor, more: page.hasMore };
};

const secUidOf = async (name) => {
  const detail = scope()['webapp.user-detail']?.userInfo?.user;
  if (detail?.uniqueId === name) return detail.secUid;
  if (!secUids.has(name)) {
    const reply = await api('/api/user/detail/', { uniqueId: name, secUid: '' });
    secUids.set(name, reply.userInfo?.user);
  }
  return secUids.get(name)?.secUid ?? '';
};

const pages = {
  async profile(name) {
    const here = scope()['webapp.user-detail'];
    const info =
      here?.userInfo?.user?.uniqueId === name ? here : await api('/api/user/detail/', { uniqueId: name, secUid: '' });
    const user = info.userInfo?.user;
    if (!user) return root.replaceChildren(notice("Couldn't find this account"));
    secUids.set(name, user);
    const stats = info.userInfo.statsV2;
    root.innerHTML = fillText(template('profile'), {
      nickname: user.nickname,
      uniqueId: user.uniqueId,
      bio: user.signature,
      avatar: user.avatarMedium,
      following: stats.followingCount,
      followers: short(stats.followerCount),
      likes: short(stats.heartCount),
    });
    const list = root.querySelector('[data-e2e=user-post-item-list]');
    if (info.statusCode === 10222) return list.replaceChildren(notice('This account is private'));
    await endless(
      list,
      listPage('/api/post/item_list/', { secUid: user.secUid, count: '35', coverFormat: '2', from_page: 'user' }),
      (item, n) => gridItem(template('item'), item, n),
    );
  },
  async video(id) {
    const detail = scope()['webapp.video-detail'];
    const fromPage = detail?.itemInfo?.itemStruct;
    const item =
      seen.get(id) ??
      (fromPage?.id === id ? fromPage : (await api('/api/item/detail/', { itemId: id })).itemInfo?.itemStruct);
    if (!item) return root.replaceChildren(notice('Video currently unavailable'));
    keep([item]);
    root.innerHTML = fillText(template('video'), {
      commentCount: item.stats.commentCount,
      avatar: '',
      viewer: context.user?.uniqueId ?? '',
    });
    const column = root.querySelector('#column-list-container');
    const index = () => column.children.length;
    column.insertAdjacentHTML(
      'beforeend',
      item.imagePost ? photoBlock(template('article'), item, 0) : article(template('article'), item, 0),
    );
    comments(id);
    const next = await api('/api/recommend/item_list/', { count: '2', itemID: id });
    for (const other of keep(next.itemList ?? []).filter((one) => one.id !== id)) {
      column.insertAdjacentHTML(
        'beforeend',
        other.imagePost
          ? photoBlock(template('article'), other, index())
          : article(template('article'), other, index()),
      );
    }
    // Further items are empty shells until they come near, as recorded 2025-11.
    for (let n = 0; n < 3; n++)
      column.insertAdjacentHTML('beforeend', template('shell').replaceAll('{{index}}', String(index())));
  },
  async feed() {
    root.innerHTML = template('feed');
    const column = root.querySelector('#column-list-container');
    await endless(
      column,
      async () => {
        const page = await api('/api/recommend/item_list/', { count: '6' });
        const fresh = (page.itemList ?? []).filter((item) => !document.querySelector(`[id$="-${item.id}"]`));
        return { items: fresh, cursor: '0', more: column.children.length < 24 };
      },
      (item, n) => (item.imagePost ? photoBlock(template('article'), item, n) : article(template('article'), item, n)),
    );
  },
  async search(words) {
    root.innerHTML = template('search');
    const list = root.querySelector('[data-e2e=search_top-item-list]');
    let id = '';
    await endless(
      list,
      async (cursor) => {
        const page = await api('/api/search/general/full/', {
          keyword: words,
          offset: cursor,
          count: '12',
          search_id: id,
          from_page: 'search',
        });
        id = page.log_pb?.impr_id ?? id;
        return {
          items: (page.data ?? []).flatMap((block) => block.item ?? []),
          cursor: String(page.cursor ?? 0),
          more: page.has_more === 1,
        };
      },
      (item, n) => searchItem(template('result'), item, n),
    );
    if (list.children.length === 0) list.replaceChildren(notice('No results. Log in to search.'));
  },
  grid(title, e2e, path, extra) {
    root.innerHTML = fillText(template('grid'), { title, e2e });
    const list = root.querySelector(`[data-e2e=${e2e}-item-list]`);
    const item = template('item').replace('data-e2e="user-post-item"', `data-e2e="${e2e}-item"`);
    return endless(list, listPage(path, { count: '30', ...extra }), (one, n) => gridItem(item, one, n));
  },
  async explore() {
    root.innerHTML = template('explore');
    const list = root.querySelector('[class$="ex1ezyd1"]');
    const page = await api('/api/explore/item_list/', { categoryType: '120', count: '24', cursor: '0' });
    const items = keep(page.itemList ?? []);
    for (let n = 0; n < items.length; n += 6) {
      list?.insertAdjacentHTML(
        'beforeend',
        exploreItem(template('topic'), template('topicVideo'), `topic${n / 6 + 1}`, items.slice(n, n + 6)),
      );
    }
  },
  live(name) {
    root.innerHTML = fillText(template('live'), { uniqueId: name });
  },
};

const comments = async (id) => {
  const page = await api('/api/comment/list/', { aweme_id: id, count: '20', cursor: '0' });
  const list = root.querySelector('[class*=DivCommentListContainer]');
  for (const comment of page.comments ?? [])
    list?.insertAdjacentHTML('beforeend', commentBlock(template('comment'), comment));
};

const notice = (text) => {
  const box = document.createElement('p');
  box.className = 'demo-notice';
  box.textContent = text;
  return box;
};

const short = (count) =>
  Number(count) > 999_999
    ? `${(count / 1e6).toFixed(1)}M`
    : Number(count) > 9_999
      ? `${(count / 1e3).toFixed(1)}K`
      : String(count);
const safe = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const fillText = (text, values) =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name) => (name in values ? safe(values[name]) : whole));

const route = async () => {
  run += 1;
  scrollTo(0, 0);
  const { pathname, search } = location;
  const post = /^\/@([^/]+)\/(video|photo)\/(\d+)/.exec(pathname);
  if (post) return pages.video(post[3]);
  const live = /^\/@([^/]+)\/live/.exec(pathname);
  if (live) return pages.live(live[1]);
  const list = /^\/@([^/]+)\/(playlist|collection)\/(.*)-(\d+)$/.exec(decodeURIComponent(pathname));
  if (list?.[2] === 'playlist') return pages.grid(list[3], 'playlist', '/api/mix/item_list/', { mixId: list[4] });
  if (list)
    return pages.grid(list[3], 'collection', '/api/collection/item_list/', {
      collectionId: list[4],
      sourceType: '113',
    });
  const profile = /^\/@([^/]+)\/?$/.exec(decodeURIComponent(pathname));
  if (profile) return pages.profile(profile[1]);
  if (pathname.startsWith('/search')) return pages.search(new URLSearchParams(search).get('q') ?? '');
  const tag = /^\/tag\/([^/]+)/.exec(decodeURIComponent(pathname));
  if (tag) return pages.grid(`#${tag[1]}`, 'challenge', '/api/challenge/item_list/', { challengeID: tag[1] });
  if (pathname === '/explore') return pages.explore();
  return pages.feed();
};

const tabs = {
  videos: ['user-post', '/api/post/item_list/', { count: '35', coverFormat: '2' }],
  liked: ['user-liked', '/api/favorite/item_list/', { count: '30', coverFormat: '2' }],
  favorites: ['favorites', '/api/user/collect/item_list/', { count: '30', coverFormat: '2' }],
};

document.addEventListener('click', async (event) => {
  const tab = event.target.closest('[data-demo-tab]');
  if (tab) {
    run += 1;
    const name = location.pathname.split('/')[1].slice(1);
    const [e2e, path, extra] = tabs[tab.dataset.demoTab];
    for (const other of document.querySelectorAll('[data-demo-tab]'))
      other.setAttribute('aria-selected', String(other === tab));
    const list = root.querySelector('[data-e2e$=-item-list]');
    list.setAttribute('data-e2e', `${e2e}-item-list`);
    list.replaceChildren();
    const item = template('item').replace('data-e2e="user-post-item"', `data-e2e="${e2e}-item"`);
    return endless(list, listPage(path, { ...extra, secUid: await secUidOf(name) }), (one, n) =>
      gridItem(item, one, n),
    );
  }
  const link = event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname.startsWith('/demo/')) return;
  event.preventDefault();
  history.pushState({}, '', url.href);
  await route();
});
addEventListener('popstate', () => route());
route();
