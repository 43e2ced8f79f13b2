import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Visitor, visitor } from './ask.ts';
import type { Json } from './itemTypes.ts';
import { type Site, startSite } from './startSite.ts';
import { mixIds } from './world/posts.ts';
import { demo, secUidOf, viewer } from './world/users.ts';

let site: Site;
let person: Visitor;
beforeAll(async () => {
  site = await startSite();
  person = await visitor(site);
});
afterAll(() => site.close());
beforeEach(() => {
  site.faults.length = 0;
});

const walk = async (path: string, parameters: Record<string, string>, more = 'hasMore'): Promise<Json[][]> => {
  const pages: Json[][] = [];
  let cursor = '0';
  for (let n = 0; n < 1000; n++) {
    const page = await person.api(path, { ...parameters, cursor });
    expect(page.statusCode).toBe(0);
    expect(typeof page.cursor).toBe('string');
    if (page.itemList) pages.push(page.itemList);
    cursor = page.cursor;
    if (!page[more]) return pages;
  }
  throw new Error('no end');
};
const ids = (pages: Json[][]): string[] => pages.flat().map((item) => item.id);

it('lists the demo profile in two pages, pinned posts first and once', async () => {
  const pages = await walk('/api/post/item_list/', { secUid: demo.secUid, count: '35' });
  expect(pages.map((page) => page.length)).toEqual([35, 25]);
  expect(new Set(ids(pages)).size).toBe(60);
  expect(
    pages
      .flat()
      .map((item, n) => (item.isPinnedItem ? n : -1))
      .filter((n) => n >= 0),
  ).toEqual([0, 1]);
  const rest = pages
    .flat()
    .slice(2)
    .map((item) => item.createTime);
  expect(rest).toEqual([...rest].sort((a, b) => b - a));
  const kinds = pages.flat().map((item) => (item.imagePost ? 'photos' : 'video'));
  expect(kinds.filter((kind) => kind === 'photos')).toHaveLength(15);
  const seconds = pages.flat().map((item) => item.createTime);
  expect(seconds.length - new Set(seconds).size).toBe(2);
  expect(pages.flat().filter((item) => item.desc === '').length).toBeGreaterThanOrEqual(2);
});

it('grants at most 35 posts a page and leaves itemList out when there are none', async () => {
  const page = await person.api('/api/post/item_list/', { secUid: demo.secUid, count: '100', cursor: '0' });
  expect(page.itemList).toHaveLength(35);
  const none = await person.api('/api/post/item_list/', { secUid: secUidOf('demo.empty'), count: '35', cursor: '0' });
  expect(none).toMatchObject({ hasMore: false, statusCode: 0 });
  expect(none).not.toHaveProperty('itemList');
});

it.each([500, 2000])('walks a profile of %i posts', async (size) => {
  const found = ids(await walk('/api/post/item_list/', { secUid: secUidOf(`demo.${size}`), count: '35' }));
  expect(found).toHaveLength(size);
  expect(new Set(found).size).toBe(size);
  expect(site.world.userByName('demo.12000')?.nickname).toBe('Demo 12000');
});

it('walks backwards in time without a signature', async () => {
  const reply = await person.get(
    `https://www.tiktok.com/api/creator/item_list/?secUid=${demo.secUid}&count=15&type=1&cursor=${Date.now()}`,
  );
  const page = JSON.parse(reply.body.toString());
  expect(page.itemList).toHaveLength(15);
  expect(page.hasMorePrevious).toBe(true);
});

it.each([
  ['likes', '/api/favorite/item_list/', { secUid: viewer.secUid, count: '30' }, 69],
  ['favourites', '/api/user/collect/item_list/', { count: '30' }, 59],
  ['a playlist', '/api/mix/item_list/', { mixId: mixIds[0], count: '3' }, 5],
  [
    'a favourites folder',
    '/api/collection/item_list/',
    { collectionId: '7394627756635573022', sourceType: '113', count: '5' },
    12,
  ],
])('walks %s', async (_name, path, parameters, size) => {
  const found = ids(await walk(path, parameters));
  expect(found).toHaveLength(size);
  expect(new Set(found).size).toBe(size);
});

it('hides likes of people who hide them, and private accounts', async () => {
  const guest = await visitor(site, 'none');
  expect(await guest.api('/api/favorite/item_list/', { secUid: viewer.secUid, count: '30' })).not.toHaveProperty(
    'itemList',
  );
  const closed = await person.api('/api/user/detail/', { uniqueId: 'demo.private', secUid: '' });
  expect(closed).toMatchObject({ statusCode: 10222, userInfo: { user: { privateAccount: true } } });
  expect((await person.api('/api/user/detail/', { uniqueId: 'nobody.here', secUid: '' })).statusCode).toBe(10221);
});

it('lists playlists and folders', async () => {
  const lists = await person.api('/api/user/playlist/', { secUid: demo.secUid, count: '20', cursor: '0' });
  expect(lists.playList.map((list: Json) => [list.mixId, list.videoCount])).toEqual([
    [mixIds[0], 5],
    [mixIds[1], 3],
  ]);
  expect((await person.api('/api/mix/detail/', { mixId: mixIds[1] })).mixInfo.name).toContain('茶');
  expect((await person.api('/api/user/collection_list/', { secUid: viewer.secUid })).collectionList).toHaveLength(2);
});

it('searches, with the search_id of the first page', async () => {
  const first = await person.api('/api/search/item/full/', {
    keyword: 'demo',
    offset: '0',
    count: '20',
    search_id: '',
  });
  const next = await person.api('/api/search/item/full/', {
    keyword: 'demo',
    offset: '20',
    count: '20',
    search_id: first.log_pb.impr_id,
  });
  const lost = await person.api('/api/search/item/full/', {
    keyword: 'demo',
    offset: '20',
    count: '20',
    search_id: '',
  });
  const idsOf = (page: Json): string[] => page.item_list.map((item: Json) => item.id);
  expect(idsOf(next)).not.toEqual(idsOf(first));
  expect(idsOf(lost)).toEqual(idsOf(first));
  expect(first.has_more).toBe(1);
  expect(first.item_list[0].video.bitrateInfo[0]).not.toHaveProperty('Format');
  const general = await person.api('/api/search/general/full/', { keyword: 'demo', offset: '0', count: '12' });
  expect(general.data.map((block: Json) => block.type)).toContain(4);
});

it('pages comments and their replies', async () => {
  const post = site.world.postsOf(demo)[0];
  if (!post) throw new Error('no post');
  const texts: string[] = [];
  for (let cursor = 0, more = 1; more === 1; ) {
    const page = await person.api('/api/comment/list/', { aweme_id: post.id, count: '20', cursor: String(cursor) });
    texts.push(...page.comments.map((comment: Json) => comment.cid));
    cursor = page.cursor;
    more = page.has_more;
  }
  expect(new Set(texts).size).toBe(post.comments);
  const replies = await person.api('/api/comment/list/reply/', {
    item_id: post.id,
    comment_id: texts[0] ?? '',
    count: '20',
    cursor: '0',
  });
  expect(replies.comments).toHaveLength(7);
  expect(replies.comments[0].reply_id).toBe(texts[0]);
  expect((await person.api('/api/comment/list/', { aweme_id: '1' })).comments).toBeNull();
});

it('tells the lies that lists tell', async () => {
  const ask = (cursor: string): Promise<Json> =>
    person.api('/api/post/item_list/', { secUid: demo.secUid, count: '35', cursor });
  const first = await ask('0');
  site.faults.push({ kind: 'repeat-page', group: 'api', times: 1 });
  expect(ids([(await ask(first.cursor)).itemList])).toEqual(ids([first.itemList]));
  site.faults.push({ kind: 'early-end', group: 'api', times: 1 });
  expect((await ask('0')).hasMore).toBe(false);
  site.faults.push({ kind: 'stuck-cursor', group: 'api', times: 1 });
  expect((await ask(first.cursor)).cursor).toBe(first.cursor);
});
