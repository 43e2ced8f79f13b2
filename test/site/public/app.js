// What the site's own client does, in small: routes, lists fetched with window.fetch, DOM swapped on navigation.
import { endless, listPage, root, secUidOf, startRun, template } from './data.js';
import { pages } from './pages.js';
import { gridItem } from './render.js';

const route = async () => {
  startRun();
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
  if (tag) return pages.hashtag(tag[1]);
  const topic = /^\/(music|place)\/(?:.*-)?(\d+)\/?$/.exec(decodeURIComponent(pathname));
  if (topic?.[1] === 'music') return pages.sound(topic[2]);
  if (topic) return pages.place(topic[2]);
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
    startRun();
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
