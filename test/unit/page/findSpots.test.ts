// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://www.tiktok.com/"}
import { describe, expect, test } from 'vitest';
import { findSpots } from '@/lib/page/findSpots';
import { readPage } from '@/lib/page/readPage';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { showPage } from './stage';

const spotsOf = (
  name: string,
  path: string,
  findByPicture: (address: string) => string | undefined = () => undefined,
) => {
  showPage(name, path);
  const page = readAddress(location.href);
  if (!page.ok) throw new Error('bad address');
  return findSpots(document.body, { page: page.value, findByPicture });
};

describe('recorded pages', () => {
  test.each([
    ['profile', '/@person1', 16, 16, '7641084911117536533', '7633288211917262101', 'thumbnail'],
    ['explore', '/explore', 59, 59, '7381832164662431019', undefined, 'thumbnail'],
    ['search', '/search?q=word', 140, 139, '7555272892057963787', undefined, 'thumbnail'],
    ['collection', '/@person1/collection/x-7223156686599572226', 24, 24, '7517248544256855314', undefined, 'thumbnail'],
    ['video', '/@person1/video/7507673491211029803', 2, 2, '7507673491211029803', '7509143020856462638', 'column'],
  ])('%s', (name, path, cards, posts, first, last, look) => {
    const spots = spotsOf(name, path);
    const ids = spots.map((spot) => spot.post.postId);
    expect(spots).toHaveLength(cards);
    expect(new Set(ids).size).toBe(posts);
    expect(new Set(spots.map((spot) => spot.owner)).size).toBe(cards);
    expect(ids[0]).toBe(first);
    if (last) expect(ids.at(-1)).toBe(last);
    expect(new Set(spots.map((spot) => spot.look))).toEqual(new Set([look]));
  });

  test('a grid card carries the id and the author of its own link', () => {
    for (const spot of spotsOf('search', '/search?q=word')) {
      const href = spot.owner.getAttribute('href') ?? '';
      expect(href).toContain(`/${spot.post.postId}`);
      expect(href).toContain(`@${spot.post.uniqueId}/`);
    }
  });

  test('an action column belongs to the player of its own article', () => {
    for (const spot of spotsOf('video', '/@person1/video/7507673491211029803')) {
      const article = spot.owner.closest('article');
      expect(article?.querySelector(`[id$="-${spot.post.postId}"]`)).not.toBeNull();
      expect(spot.neighbour.querySelector('[data-e2e="share-icon"]')).not.toBeNull();
    }
  });
});

describe('when the first layer fails', () => {
  const strip = (attribute: string): void => {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      if (element.getAttribute(attribute)?.includes('icon')) continue;
      element.removeAttribute(attribute);
    }
  };

  test('grids need no data-e2e names and no class names', () => {
    showPage('profile', '/@person1');
    strip('data-e2e');
    strip('class');
    expect(findSpots(document.body, { page: { kind: 'other' }, findByPicture: () => undefined })).toHaveLength(16);
  });

  test('feed articles are told by their id, then by their class, then by their shape', () => {
    for (const drop of [['data-e2e'], ['data-e2e', 'id'], ['data-e2e', 'id', 'class']]) {
      showPage('video', '/@person1/video/7507673491211029803');
      for (const article of document.querySelectorAll('article'))
        for (const name of drop) article.removeAttribute(name);
      const ids = findSpots(document.body, { page: { kind: 'other' }, findByPicture: () => undefined });
      expect(ids.map((spot) => spot.post.postId)).toEqual(['7507673491211029803', '7509143020856462638']);
    }
  });

  test('a slideshow in the feed has no player: its pictures tell, when their reply was seen', () => {
    showPage('video', '/foryou');
    const article = document.querySelector('article');
    article?.querySelector('[id^="xgwrapper"]')?.remove();
    const shown = article?.querySelector('img')?.src ?? 'none';
    const look = (findByPicture: (address: string) => string | undefined) =>
      findSpots(document.body, { page: { kind: 'feed' }, findByPicture }).map((spot) => spot.post.postId);
    expect(look(() => undefined)).toEqual(['7509143020856462638']);
    expect(look((address) => (address === shown ? '7500000000000000001' : undefined))).toEqual([
      '7500000000000000001',
      '7509143020856462638',
    ]);
  });

  test('the address names the post in the middle of the window only', () => {
    showPage('video', '/@person1/photo/7500000000000000002');
    for (const player of document.querySelectorAll('[id^="xgwrapper"]')) player.remove();
    const articles = [...document.querySelectorAll('article')];
    articles.forEach((article, index) => {
      article.getBoundingClientRect = () => new DOMRect(0, index * innerHeight, 500, innerHeight);
    });
    const page = { kind: 'post', postId: '7500000000000000002', photo: true } as const;
    const spots = findSpots(document.body, { page, findByPicture: () => undefined });
    expect(spots.map((spot) => spot.owner.closest('article'))).toEqual([articles[0]]);
  });

  test('a card that shows two posts gets no button', () => {
    showPage('video', '/foryou');
    const player = document.querySelector('article [id^="xgwrapper"]');
    const twin = player?.cloneNode(true);
    if (twin instanceof Element) twin.id = 'xgwrapper-0-7500000000000000003';
    if (twin) player?.after(twin);
    const spots = findSpots(document.body, { page: { kind: 'feed' }, findByPicture: () => undefined });
    expect(spots.map((spot) => spot.post.postId)).toEqual(['7509143020856462638']);
  });
});

test('the links of localised pages count as the others do', () => {
  showPage('profile', '/en/@person1');
  for (const link of document.querySelectorAll('a[href*="/video/"],a[href*="/photo/"]'))
    link.setAttribute('href', (link.getAttribute('href') ?? '').replace(/^(?:https:\/\/www\.tiktok\.com)?/, '/pt-BR'));
  const spots = findSpots(document.body, { page: readPage(document), findByPicture: () => undefined });
  expect(spots).toHaveLength(16);
  expect(spots[0]?.post).toMatchObject({ postId: '7641084911117536533', uniqueId: expect.any(String) });
});

test('a feed that was opened with a post names no post by its address', () => {
  history.replaceState(null, '', '/foryou?item_id=7500000000000000002');
  expect(readPage(document)).toEqual({ kind: 'feed' });
});

describe('grids of another form', () => {
  const ids = ['7500000000000000001', '7500000000000000002', '7500000000000000003'];
  const spotsIn = (html: string, findByPicture: (address: string) => string | undefined = () => undefined) => {
    document.body.innerHTML = html;
    return findSpots(document.body, { page: { kind: 'other' }, findByPicture });
  };
  const grid = (card: (id: string) => string, attributes = ''): string =>
    `<div id="grid" ${attributes}>${ids.map(card).join('')}</div>`;

  test.each([
    ['a link over the picture', (id: string) => `<div><a href="/@a.b/video/${id}"></a><img></div>`],
    ['a link below the picture', (id: string) => `<div><div><p><img></p></div><a href="/@a.b/video/${id}">x</a></div>`],
    ['links of another form', (id: string) => `<div><a href="https://m.tiktok.com/v/${id}.html"><img></a></div>`],
    ['links that stand in the grid itself', (id: string) => `<a href="/@a.b/video/${id}"><img><p>words</p></a>`],
    ['two links a card', (id: string) => `<div><a href="/@a.b/video/${id}"><img></a><a href="/v/${id}">x</a></div>`],
  ])('%s: one button a post, none on the grid', (_, card) => {
    const spots = spotsIn(grid(card));
    expect(spots.map((spot) => spot.post.postId)).toEqual(ids);
    for (const { area, neighbour } of spots) {
      expect(area?.id).toBe('');
      expect(neighbour.parentElement?.id).not.toBe('grid');
    }
    expect(new Set(spots.map((spot) => spot.area)).size).toBe(ids.length);
  });

  test('a grid of which one picture is known is no card, whatever its name', () => {
    const html = grid(
      (id) => `<div><img src="https://p16.tiktokcdn.com/${id}.jpeg"></div>`,
      'data-e2e="challenge-item"',
    );
    const size = HTMLElement.prototype.getBoundingClientRect;
    HTMLElement.prototype.getBoundingClientRect = function (this: Element) {
      return this.id === 'grid' ? new DOMRect(0, 0, 900, 1600) : new DOMRect(0, 0, 200, 300);
    };
    const found = (address: string) => (address.includes(String(ids[0])) ? ids[0] : undefined);
    expect(spotsIn(html, found)).toEqual([]);
    HTMLElement.prototype.getBoundingClientRect = size;
  });

  test('a link in a comment beside a face is no card', () => {
    expect(spotsIn(`<ul><li><img><a href="/@a.b/video/${ids[0]}">see</a></li><li><img>words</li></ul>`)).toEqual([]);
  });
});

describe('links that are no thumbnails', () => {
  test.each([
    ['a link in a text', '<p><a href="/@a/video/7500000000000000001">see this</a></p>'],
    ['a foreign host', '<a href="https://www.tiktok.com.evil.example/@a/video/7500000000000000001"><img></a>'],
    ['a link without an id', '<a href="/@a/video/"><img></a>'],
  ])('%s', (_, html) => {
    document.body.innerHTML = html;
    expect(findSpots(document.body, { page: { kind: 'other' }, findByPicture: () => undefined })).toEqual([]);
  });
});
