// What stands on each kind of page.

import { openChat } from './chat.js';
import { api, context, endless, keep, listPage, root, scope, secUids, seen, template } from './data.js';
import { article, commentBlock, exploreItem, gridItem, photoBlock, searchItem } from './render.js';

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

export const pages = {
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
  async hashtag(name) {
    const { challengeInfo } = await api('/api/challenge/detail/', { challengeName: name });
    if (!challengeInfo) return root.replaceChildren(notice("Couldn't find this hashtag"));
    return pages.grid(`#${challengeInfo.challenge.title}`, 'challenge', '/api/challenge/item_list/', {
      challengeID: challengeInfo.challenge.id,
    });
  },
  async sound(id) {
    const { musicInfo } = await api('/api/music/detail/', { musicId: id });
    if (!musicInfo) return root.replaceChildren(notice("Couldn't find this sound"));
    return pages.grid(musicInfo.music.title, 'music', '/api/music/item_list/', {
      musicID: id,
      secUid: '',
      shareUid: '',
    });
  },
  async place(id) {
    const { poiInfo } = await api('/api/poi/detail/', { poiId: id });
    if (!poiInfo) return root.replaceChildren(notice("Couldn't find this place"));
    return pages.grid(poiInfo.poi.name, 'poi', '/api/poi/item_list/', { poiId: id });
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
    const chat = document.getElementById('demo-chat');
    if (chat) openChat(JSON.parse(chat.textContent).roomId);
  },
};
