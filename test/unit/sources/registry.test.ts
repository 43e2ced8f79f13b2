import { describe, expect, test } from 'vitest';
import { isPeopleKind, isPeopleListKind, type Source, type SourceKind, sourceSchema } from '@/lib/model/source';
import { sourceOf } from '@/lib/sources/registry';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { type Asked, fakeSite, gate, idOf, item, items, page, secUid } from '@/test/unit/tiktok/fakeSite';

const examples: Readonly<Record<Exclude<SourceKind, 'live'>, Source>> = {
  one: { kind: 'one', postId: idOf(1), uniqueId: 'demo.user' },
  posts: { kind: 'posts', secUid, uniqueId: 'demo.user' },
  likes: { kind: 'likes', secUid, uniqueId: 'demo.user' },
  favourites: { kind: 'favourites', secUid, uniqueId: 'demo.user' },
  collection: { kind: 'collection', collectionId: '7223156686599572226', name: 'Food' },
  mix: { kind: 'mix', mixId: '7223156686599572227', name: 'Mix' },
  search: { kind: 'search', keyword: 'Cats ' },
  tag: { kind: 'tag', name: 'Papier' },
  sound: { kind: 'sound', musicId: '7034567890123456789' },
  place: { kind: 'place', placeId: '22535865206213' },
  following: { kind: 'following', secUid, uniqueId: 'demo.user' },
  followers: { kind: 'followers', secUid, uniqueId: 'demo.user' },
  people: { kind: 'people', handles: ['demo.user', 'other'] },
  photo_search: { kind: 'photo_search', keyword: 'Cats ' },
  popular: { kind: 'popular', secUid, uniqueId: 'demo.user' },
  oldest: { kind: 'oldest', secUid, uniqueId: 'demo.user' },
  reposts: { kind: 'reposts', secUid, uniqueId: 'demo.user' },
  stories: { kind: 'stories', secUid, uid: '6800000000000000001', uniqueId: 'demo.user' },
  followed_stories: { kind: 'followed_stories' },
  related: { kind: 'related', ofPost: idOf(1) },
  feed: { kind: 'feed' },
  explore: { kind: 'explore' },
  following_feed: { kind: 'following_feed' },
  friends_feed: { kind: 'friends_feed' },
  history: { kind: 'history' },
  links: {
    kind: 'links',
    links: [`https://www.tiktok.com/@demo.user/video/${idOf(1)}`, 'https://vm.tiktok.com/ZMa/', 'nonsense'],
  },
};
const all = Object.values(examples).map((source) => [source.kind, source] as const);
const kinds = all.filter(([kind]) => !isPeopleKind(kind));
const ofPeople = all.filter(([kind]) => isPeopleListKind(kind));
/** They bring what the site thinks of next, for ever. */
const isCursorless = (kind: SourceKind): boolean => kind === 'feed' || kind === 'explore';
const ending = kinds.filter(([kind]) => !isCursorless(kind));
const paged = ending.filter(([kind]) => kind !== 'one' && kind !== 'links' && kind !== 'related');

const userInfo = {
  user: { id: '6800000000000000001', secUid, uniqueId: 'demo.user', nickname: 'Demo', openFavorite: true },
  stats: { videoCount: 12, diggCount: 5 },
};

/** Everything that a source may ask, with three posts a page. */
const site = (list: (request: Asked) => object) =>
  fakeSite((request) => {
    const { path, query } = request;
    if (path === '/api/item/detail/')
      return { statusCode: 0, itemInfo: { itemStruct: item(Number(query.get('itemId')?.slice(-5))) } };
    if (path === '/api/user/detail/') return { statusCode: 0, userInfo };
    if (path === '/api/mix/detail/')
      return {
        statusCode: 0,
        mixInfo: {
          id: query.get('mixId'),
          name: 'Mix',
          videoCount: 6,
          creator: { secUid, uniqueId: 'demo.user', nickname: 'Demo' },
        },
      };
    if (path === '/api/challenge/detail/')
      return { statusCode: 0, challengeInfo: { challenge: { id: '4230002', title: 'papier' }, stats: {} } };
    if (path === '/api/music/detail/')
      return { statusCode: 0, musicInfo: { music: { id: query.get('musicId'), title: 'Kettle song' } } };
    if (path === '/api/poi/detail/') return { statusCode: 0, poiInfo: { id: query.get('poiId'), name: 'Harbour' } };
    if (path === '/ZMa/') return { fake: true, url: `https://www.tiktok.com/@demo.user/video/${idOf(2)}` };
    if (path === '/api/story/batch/item_list/') return asBatch(query.get('authorIds') ?? '');
    if (path === '/api/story/user_list/') return asStoryUsers(list(request));
    if (path.startsWith('/tiktok/watch/')) return asHistory(list(request));
    return path.includes('/search/') ? asSearch(list(request)) : list(request);
  });

interface ListReply {
  readonly itemList?: readonly { readonly id: unknown }[];
  readonly hasMore?: boolean;
  readonly cursor?: string;
}

// Each person here has the one story of the same number.
const asStoryUsers = ({ itemList = [], ...page }: ListReply): object => ({
  ...page,
  storyUsers: itemList.map(({ id }) => ({ user: { id } })),
});
const asBatch = (ids: string): object => ({
  batchStoryItemLists: ids.split(',').map((id) => ({ itemList: [item(Number(id.slice(-5)))] })),
});

const asHistory = ({ itemList = [], hasMore, cursor }: ListReply): object => ({
  aweme_list: itemList.map(({ id }) => ({ aweme_id: id, author: { unique_id: 'demo.user' } })),
  aweme_watch_history: itemList.map(() => cursor),
  has_more: hasMore ? 1 : 0,
});

const asSearch = (list: object): object => {
  if (!('itemList' in list) && !('hasMore' in list)) return list;
  const { itemList = [], hasMore, cursor } = list as { itemList?: object[]; hasMore?: boolean; cursor?: string };
  return {
    status_code: 0,
    item_list: itemList,
    has_more: hasMore ? 1 : 0,
    cursor: Number(cursor),
    log_pb: { impr_id: 'abc' },
  };
};

const threePages = ({ query }: Asked): object => {
  const from = Number(query.get('offset') ?? query.get('cursor'));
  return page(items(from, from + 3), String(from + 3), from < 6);
};

describe('every source', () => {
  test.each(all)('%s: keeps its example valid, and answers to its own kind only', async (kind, source) => {
    expect(sourceSchema.safeParse(source).success).toBe(true);
    const own = sourceOf(kind);
    expect(own.kind).toBe(kind);
    const foreign: Source = { kind: 'live', uniqueId: 'demo.user' };
    const client = createClient(site(threePages).ports);
    expect(await own.open(foreign, client)).toMatchObject({ ok: false, error: { code: 'bug' } });
    expect(await own.page(foreign, '', client)).toMatchObject({ ok: false, error: { code: 'bug' } });
  });

  test.each(all)('%s: opens with an owner', async (kind, source) => {
    const opened = await sourceOf(kind).open(source, createClient(site(threePages).ports));
    expect(opened).toMatchObject({ ok: true, value: { owner: { key: expect.stringMatching(/./) } } });
  });

  test.each(ending)('%s: reads to its end, each post once', async (kind, source) => {
    const client = createClient(site(threePages).ports);
    const seen: string[] = [];
    let cursor = '';
    for (let n = 0; n < 10; n++) {
      const result = await sourceOf(kind).page(source, cursor, client);
      if (!result.ok) throw new Error(result.error.code);
      seen.push(...result.value.items.map(({ post }) => post.id));
      if (!result.value.hasMore) break;
      expect(result.value.cursor).not.toBe(cursor);
      cursor = result.value.cursor;
    }
    const special: Partial<Record<SourceKind, string[]>> = {
      one: [idOf(1)],
      links: [idOf(1), idOf(2)],
      related: items(0, 3).map(({ id }) => id),
    };
    const expected = special[kind] ?? items(0, 9).map(({ id }) => id);
    expect(seen).toEqual(expected);
  });

  test.each(kinds)('%s: a refusal is a failure, never an empty list', async (kind, source) => {
    const refused = fakeSite(() => gate);
    expect(await sourceOf(kind).page(source, '', createClient(refused.ports))).toMatchObject({
      ok: false,
      error: { code: 'gate' },
    });
  });

  test.each(ofPeople)(
    '%s: reads its people to the end, each once, and is a list of nothing else',
    async (kind, source) => {
      const row = (n: number) => ({
        user: { id: `68${n}`, secUid: `MS4wLjABAAAAperson${n}`, uniqueId: `p${n}` },
        stats: {},
      });
      const client = createClient(
        fakeSite(({ query }) => {
          const from = query.get('minCursor') === '0' ? 0 : 3;
          expect(query.get('scene')).toBe(kind === 'following' ? '21' : '67');
          return {
            statusCode: 0,
            userList: [0, 1, 2].map((n) => row(from + n)),
            hasMore: from === 0,
            minCursor: 1_790_000_000,
          };
        }).ports,
      );
      const first = await sourceOf(kind).people(source, '', client);
      const second = await sourceOf(kind).people(source, first.ok ? first.value.cursor : '', client);
      const names = [first, second].flatMap((page) =>
        page.ok ? page.value.items.map(({ author }) => author.uniqueId) : [],
      );
      expect(names).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
      expect(await sourceOf(kind).page(source, '', client)).toMatchObject({ ok: false, error: { code: 'bug' } });
      const gated = createClient(fakeSite(() => gate).ports);
      expect(await sourceOf(kind).people(source, '', gated)).toMatchObject({ ok: false, error: { code: 'gate' } });
    },
  );

  test.each(paged)('%s: an empty page that is well-formed is the end', async (kind, source) => {
    const result = await sourceOf(kind).page(source, '', createClient(site(() => page([], '0', false)).ports));
    expect(result).toMatchObject({ ok: true, value: { items: [], hasMore: false } });
  });

  test.each(paged)('%s: survives a malformed item', async (kind, source) => {
    const result = await sourceOf(kind).page(
      source,
      '',
      createClient(site(() => page([item(1), { id: [] }], '2', false)).ports),
    );
    expect(result).toMatchObject({
      ok: true,
      value: { items: [{ post: { id: idOf(1) } }], problems: [{ code: 'shape' }] },
    });
  });

  test.each(paged)('%s: stops at a page that comes again', async (kind, source) => {
    const client = createClient(
      site(({ query }) => page(items(0, 3), String(Number(query.get('offset') ?? query.get('cursor')) + 3), true))
        .ports,
    );
    const first = await sourceOf(kind).page(source, '', client);
    const second = await sourceOf(kind).page(source, first.ok ? first.value.cursor : '', client);
    expect(second).toMatchObject({ ok: false, error: { code: 'list' } });
  });

  test('has a key of its own, whatever the names', () => {
    const keys = all.map(([kind, source]) => sourceOf(kind).listKey(source));
    expect(new Set(keys).size).toBe(keys.length);
    expect(sourceOf('posts').listKey({ kind: 'posts', secUid })).toBe(sourceOf('posts').listKey(examples.posts));
    expect(sourceOf('mix').listKey({ kind: 'mix', mixId: '7223156686599572227' })).toBe(
      sourceOf('mix').listKey(examples.mix),
    );
    expect(sourceOf('search').listKey({ kind: 'search', keyword: 'cats' })).toBe('search:cats');
  });
});
