import { describe, expect, test } from 'vitest';
import { failure, TokError } from '@/lib/base/failure';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import {
  type Asked,
  deviceId,
  fakeSite,
  gate,
  idOf,
  item,
  items,
  offsetList,
  page,
  secUid,
} from '@/test/unit/tiktok/fakeSite';

const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);

describe('pages of a list', () => {
  test('hand on the cursor and the token', async () => {
    const site = fakeSite(offsetList(50), { cookies: { msToken: 'tok' } });
    const client = createClient(site.ports);
    const first = await client.mixItems({ mixId: '7' });
    expect(first).toMatchObject({ ok: true, value: { cursor: '30', hasMore: true } });
    const second = await client.mixItems({ mixId: '7', cursor: '30' });
    expect(second.ok && second.value.items.map(({ post }) => post.id)).toEqual(items(30, 50).map(({ id }) => id));
    expect(site.asked.map(({ query }) => query.get('cursor'))).toEqual(['0', '30']);
    expect(site.asked[0]?.query.get('msToken')).toBe('tok');
  });

  test('take the token that a reply issues where there is no cookie', async () => {
    const site = fakeSite((request) => (request.query.get('msToken') ? page([], '0', false) : { ...issuing }));
    const issuing = {
      fake: true,
      headers: new Headers({ 'x-ms-token': 'fresh' }),
      body: JSON.stringify(page([item(1)], '1', true)),
    };
    const client = createClient(site.ports);
    await client.mixItems({ mixId: '7' });
    await client.mixItems({ mixId: '7', cursor: '1' });
    expect(site.asked.map(({ query }) => query.get('msToken'))).toEqual(['', 'fresh']);
  });

  test('one bad item costs one item', async () => {
    const site = fakeSite(() => page([item(1), { nonsense: true }, item(2)], '0', false));
    const result = await createClient(site.ports).likes({ secUid });
    expect(result).toMatchObject({
      ok: true,
      value: { items: [{ post: { id: idOf(1) } }, { post: { id: idOf(2) } }], problems: [{ code: 'shape' }] },
    });
  });

  test.each([
    ['an empty body', gate, 'gate'],
    ['what the adapter throws', new TokError(failure('offline')), 'offline'],
    ['what a plain fetch throws', new TypeError('fetch failed'), 'network'],
    ['a time-out of a plain fetch', new DOMException('late', 'TimeoutError'), 'timeout'],
    ['a captcha demand', { code: '10000', type: 'verify' }, 'captcha'],
    ['foreign JSON', { hello: 1 }, 'shape'],
  ])('%s is a failure, never an empty list', async (_name, answer, expected) => {
    const site = fakeSite(() => answer);
    expect(code(await createClient(site.ports).mixItems({ mixId: '7' }))).toBe(expected);
  });

  test('cookies out of reach are code permission, without a request', async () => {
    const site = fakeSite(() => page([], '0', false), { context: null });
    const hidden = async () => Promise.reject(new Error('No host permissions for cookies at url'));
    const client = createClient({ ...site.ports, cookies: { get: hidden } });
    expect(code(await client.likes({ secUid }))).toBe('permission');
    expect(code(await client.post(idOf(1)))).toBe('permission');
    expect(code(await client.account())).toBe('permission');
    expect(site.asked).toHaveLength(0);
  });

  test('guests learn that a login helps', async () => {
    const guest = fakeSite(() => gate, { context: { deviceId, loggedIn: false } });
    expect(code(await createClient(guest.ports).search({ keyword: 'x' }))).toBe('login');
    expect(code(await createClient(fakeSite(() => gate).ports).search({ keyword: 'x' }))).toBe('gate');
    expect(code(await createClient(guest.ports).mixItems({ mixId: '7' }))).toBe('gate');
  });
});

describe('lists that lie', () => {
  test('the same page again: a new device id once, then code list', async () => {
    const site = fakeSite(({ query }) => page(items(0, 3), `${Number(query.get('cursor')) + 3}`, true));
    const client = createClient(site.ports);
    expect(code(await client.mixItems({ mixId: '7' }))).toBe('ok');
    expect(await client.mixItems({ mixId: '7', cursor: '3' })).toMatchObject({ ok: false, error: { code: 'list' } });
    const devices = site.asked.map(({ query }) => query.get('device_id'));
    expect(devices).toHaveLength(3);
    expect(devices[1]).toBe(devices[0]);
    expect(devices[2]).not.toBe(devices[0]);
  });

  test('a new device id may heal the list', async () => {
    const site = fakeSite((request) =>
      request.query.get('device_id') === deviceId ? page(items(0, 3), '3', true) : offsetList(9)(request),
    );
    const client = createClient(site.ports);
    await client.mixItems({ mixId: '7' });
    const healed = await client.mixItems({ mixId: '7', cursor: '3' });
    expect(healed.ok && healed.value.items[0]?.post.id).toBe(idOf(3));
  });

  test('a page from further back counts as the same again', async () => {
    const site = fakeSite((request) => {
      const cursor = Number(request.query.get('cursor'));
      return cursor < 4 ? page(items(cursor, cursor + 2), String(cursor + 2), true) : page(items(0, 2), '2', true);
    });
    const client = createClient(site.ports);
    for (const cursor of ['', '2']) expect(code(await client.mixItems({ mixId: '7', cursor }))).toBe('ok');
    expect(code(await client.mixItems({ mixId: '7', cursor: '4' }))).toBe('list');
  });

  test('asking for a page twice is no repetition', async () => {
    const client = createClient(fakeSite(offsetList(90)).ports);
    for (const cursor of ['', '30', '30', '60']) expect(code(await client.mixItems({ mixId: '7', cursor }))).toBe('ok');
  });

  test('a cursor that stands still gives its page once, then code list without a request', async () => {
    const site = fakeSite(({ query }) =>
      page([item(Number(query.get('cursor')))], query.get('cursor') === '0' ? '1' : '1', true),
    );
    const client = createClient(site.ports);
    expect(code(await client.mixItems({ mixId: '7' }))).toBe('ok');
    expect(code(await client.mixItems({ mixId: '7', cursor: '1' }))).toBe('ok');
    expect(code(await client.mixItems({ mixId: '7', cursor: '1' }))).toBe('list');
    expect(site.asked).toHaveLength(2);
  });

  test('the same page again is seen however many short lists were read in between', async () => {
    const site = fakeSite(({ path, query }) =>
      path.includes('reply')
        ? { status_code: 0, comments: [{ cid: query.get('comment_id') }], cursor: 1, has_more: 0 }
        : page(items(0, 3), `${Number(query.get('cursor')) + 3}`, true),
    );
    const client = createClient(site.ports);
    expect(code(await client.mixItems({ mixId: '7' }))).toBe('ok');
    for (let n = 1; n <= 60; n++) await client.replies({ itemId: '2', commentId: String(n) });
    expect(code(await client.mixItems({ mixId: '7', cursor: '3' }))).toBe('list');
  });

  test('empty pages are borne a number of times', async () => {
    const site = fakeSite(({ query }) => page([], String(Number(query.get('cursor')) + 1), true));
    const client = createClient(site.ports);
    const codes: unknown[] = [];
    for (let n = 0; n < 9; n++)
      codes.push(code(await client.mixItems({ mixId: '7', cursor: n === 0 ? '' : String(n) })));
    expect(codes).toEqual([...Array.from({ length: 8 }, () => 'ok'), 'list']);
  });

  test('an empty page that stands still is asked for three times, from the very start too', async () => {
    const site = fakeSite(() => page([], '0', true));
    const client = createClient(site.ports);
    let cursor = '';
    const codes: unknown[] = [];
    for (let n = 0; n < 4; n++) {
      const result = await client.mixItems({ mixId: '7', cursor });
      codes.push(code(result));
      if (result.ok) cursor = result.value.cursor;
    }
    expect(codes).toEqual(['ok', 'ok', 'ok', 'list']);
    expect(site.asked).toHaveLength(3);
  });

  test('a reply without cursor goes on by what was read', async () => {
    const site = fakeSite(({ query }) => ({
      statusCode: 0,
      hasMore: true,
      itemList: items(Number(query.get('cursor')), Number(query.get('cursor')) + 5),
    }));
    const client = createClient(site.ports);
    expect(await client.mixItems({ mixId: '7' })).toMatchObject({ value: { cursor: '5' } });
    expect(await client.mixItems({ mixId: '7', cursor: '5' })).toMatchObject({ value: { cursor: '10' } });
  });

  test('likes without a cursor are not gone on with from when a liked post was made', async () => {
    const client = createClient(fakeSite(() => page(items(0, 3), '0', true)).ports);
    const first = await client.likes({ secUid });
    expect(first).toMatchObject({ ok: true, value: { cursor: '0' } });
    expect(code(await client.likes({ secUid, cursor: '0' }))).toBe('list');
  });

  test('a first page of pinned posts only is followed by the newest ones', async () => {
    const site = fakeSite(() => page([item(50, { isPinnedItem: true })], '0', true));
    expect(await createClient(site.ports).postList({ secUid })).toMatchObject({ value: { cursor: '1800000000000' } });
  });
});

describe('posts when the signed list is refused', () => {
  const creator =
    (total: number) =>
    ({ path, query }: Asked) => {
      if (path !== '/api/creator/item_list/') return gate;
      const before = Number(query.get('cursor'));
      const rest = items(0, total).filter((entry) => entry.createTime * 1000 < before);
      const shown = rest.slice(0, Number(query.get('count')));
      return { statusCode: 0, itemList: shown, hasMorePrevious: rest.length > shown.length };
    };

  test('go over to the unsigned one and stay there', async () => {
    const site = fakeSite(creator(40));
    const client = createClient(site.ports);
    const seen: string[] = [];
    let cursor = '';
    for (let n = 0; n < 3; n++) {
      const result = await client.postList({ secUid, cursor });
      if (!result.ok) throw new TokError(result.error);
      seen.push(...result.value.items.map(({ post }) => post.id));
      cursor = result.value.cursor;
      if (!result.value.hasMore) break;
    }
    expect(seen).toEqual(items(0, 40).map(({ id }) => id));
    expect(site.paths()).toEqual([
      '/api/post/item_list/',
      ...Array.from({ length: 3 }, () => '/api/creator/item_list/'),
    ]);
    const query = site.asked[1]?.query;
    expect(query?.get('verifyFp')).toMatch(/^verify_[0-9a-f]{7}$/);
    expect(query?.get('count')).toBe('15');
    expect(query?.has('X-Bogus')).toBe(false);
  });

  test.each([1, 2, 5])(
    'tell every post once though %s share each second and the worker dies at every page',
    async (n) => {
      const total = 24;
      const shared = (at: number) => item(at, { createTime: 1_790_000_000 - Math.floor(at / n) });
      const all = Array.from({ length: total }, (_, at) => shared(at));
      const site = fakeSite(({ path, query }) => {
        if (!path.includes('creator')) return gate;
        const rest = all.filter((entry) => entry.createTime * 1000 < Number(query.get('cursor')));
        return { statusCode: 0, itemList: rest.slice(0, 7), hasMorePrevious: rest.length > 7 };
      });
      const seen: string[] = [];
      for (let cursor = '', more = true; more; ) {
        const result = await createClient(site.ports).postList({ secUid, cursor });
        if (!result.ok) throw new TokError(result.error);
        seen.push(...result.value.items.map(({ post }) => post.id));
        ({ cursor, hasMore: more } = result.value);
      }
      expect(seen).toEqual(all.map(({ id }) => id));
    },
  );

  test('go over in the middle of a walk', async () => {
    const site = fakeSite(creator(40));
    const middle = await createClient(site.ports).postList({
      secUid,
      cursor: String((1_790_000_000 - 20 * 60) * 1000),
    });
    expect(middle.ok && middle.value.items[0]?.post.id).toBe(idOf(21));
  });

  test('step back by weeks over silence, but not for ever', async () => {
    const site = fakeSite(({ path }) => (path.includes('creator') ? { statusCode: 0, hasMorePrevious: true } : gate));
    const client = createClient(site.ports);
    let cursor = '';
    let pages = 0;
    let last: unknown;
    while (pages < 100) {
      const result = await client.postList({ secUid, cursor });
      last = code(result);
      if (!result.ok) break;
      pages++;
      cursor = result.value.cursor;
    }
    expect(last).toBe('list');
    expect(pages).toBe(60);
    const [, first, second] = site.asked.map(({ query }) => Number(query.get('cursor')));
    expect((first ?? 0) - (second ?? 0)).toBe(7 * 24 * 3600_000);
  });

  test('nothing on either way is a refusal, not an empty profile', async () => {
    const site = fakeSite(({ path }) => (path.includes('creator') ? { statusCode: 0, hasMorePrevious: false } : gate));
    expect(code(await createClient(site.ports).postList({ secUid }))).toBe('gate');
    const refused = fakeSite(() => gate);
    expect(code(await createClient(refused.ports).postList({ secUid }))).toBe('gate');
  });

  test('a private profile is not asked for twice', async () => {
    const site = fakeSite(() => ({ statusCode: 10222 }));
    expect(code(await createClient(site.ports).postList({ secUid }))).toBe('private');
    expect(site.asked).toHaveLength(1);
  });
});

describe('search', () => {
  const found = ({ query }: Asked) => {
    const start = Number(query.get('offset'));
    return {
      status_code: 0,
      item_list: items(start, start + 2),
      cursor: start + 2,
      has_more: 1,
      log_pb: { impr_id: `id${start}` },
    };
  };

  test('hands on offset and search id', async () => {
    const site = fakeSite(found);
    const client = createClient(site.ports);
    const first = await client.search({ keyword: ' cats & dogs ' });
    const second = await client.search({ keyword: 'cats & dogs', cursor: first.ok ? first.value.cursor : '' });
    expect(second).toMatchObject({ ok: true, value: { cursor: '4|id2', hasMore: true } });
    expect(site.asked.map(({ query }) => [query.get('keyword'), query.get('offset'), query.get('search_id')])).toEqual([
      ['cats & dogs', '0', ''],
      ['cats & dogs', '2', 'id0'],
    ]);
    expect(site.asked[0]?.query.get('from_page')).toBe('search');
  });

  test('can ask the general search', async () => {
    const site = fakeSite(() => ({
      status_code: 0,
      data: [
        { type: 4, user_list: [] },
        { type: 1, item: item(1) },
      ],
      has_more: 0,
      cursor: 12,
    }));
    expect(await createClient(site.ports).search({ keyword: 'x', everything: true })).toMatchObject({
      value: { items: [{ post: { id: idOf(1) } }], hasMore: false },
    });
    expect(site.paths()).toEqual(['/api/search/general/full/']);
  });

  test('refuses an empty keyword without asking', async () => {
    const site = fakeSite(found);
    expect(code(await createClient(site.ports).search({ keyword: '  ' }))).toBe('input');
    expect(site.asked).toHaveLength(0);
  });
});

test('comments, replies, playlists, collections and the feed ask their endpoints', async () => {
  const site = fakeSite(({ path }) => {
    if (path.includes('comment'))
      return {
        status_code: 0,
        comments: [{ cid: '1', aweme_id: '2', text: 'hi', create_time: 1 }],
        cursor: 1,
        has_more: 0,
        total: 1,
      };
    if (path.includes('playlist'))
      return { statusCode: 0, playList: [{ mixId: '5', mixName: 'm', videoCount: 2 }], cursor: '1', hasMore: false };
    if (path.includes('collection'))
      return {
        statusCode: 0,
        collectionList: [{ collectionId: '6', name: 'c', total: '3' }],
        cursor: '1',
        hasMore: false,
        total: 1,
      };
    return page([item(1)], '0', true);
  });
  const client = createClient(site.ports);
  expect(await client.comments({ itemId: '2' })).toMatchObject({
    value: { items: [{ id: '1', text: 'hi' }], hasMore: false, total: 1 },
  });
  expect(await client.replies({ itemId: '2', commentId: '1', cursor: '20' })).toMatchObject({ ok: true });
  expect(await client.playlists({ secUid })).toMatchObject({ value: { items: [{ mixId: '5' }] } });
  expect(await client.collections({ secUid })).toMatchObject({ value: { items: [{ collectionId: '6', total: 3 }] } });
  expect(await client.feed({ cursor: '4' })).toMatchObject({ value: { cursor: '5', hasMore: true } });
  expect(
    site.asked.map(({ path, query }) => [
      path,
      query.get('aweme_id') ?? query.get('item_id') ?? query.get('secUid'),
      query.get('cursor'),
    ]),
  ).toEqual([
    ['/api/comment/list/', '2', '0'],
    ['/api/comment/list/reply/', '2', '20'],
    ['/api/user/playlist/', secUid, '0'],
    ['/api/user/collection_list/', secUid, '0'],
    ['/api/recommend/item_list/', null, null],
  ]);
});
