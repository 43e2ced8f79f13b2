import { describe, expect, test } from 'vitest';
import { createTiktok, filterAwemeDatasByInterval, formatFileName, selectPlaylist, TokError } from '@/lib/api';
import type { PostPage } from '@/lib/tiktok/api/walks';
import {
  type Answer,
  type Asked,
  deviceId,
  fakeSite,
  gate,
  idOf,
  item,
  items,
  offsetList,
  page,
  reply,
  secUid,
  sitePage,
} from '@/test/unit/tiktok/fakeSite';

const setup = (script: (request: Asked) => Answer, more: Parameters<typeof fakeSite>[1] = {}) => {
  const site = fakeSite(script, more);
  return { site, tiktok: createTiktok(site.ports) };
};
const idsOf = async (pages: AsyncIterable<PostPage>) => {
  const seen: string[] = [];
  for await (const { posts } of pages) seen.push(...posts.map(({ id }) => id));
  return seen;
};
const ids = (from: number, to: number) => items(from, to).map(({ id }) => id);
const thrown = (code: string) => expect.objectContaining({ name: 'TokError', code });

const timeList =
  (total: number) =>
  ({ query }: Asked) => {
    const before = Number(query.get('cursor')) || Number.POSITIVE_INFINITY;
    const pinned = before === Number.POSITIVE_INFINITY ? [item(90, { isPinnedItem: true })] : [];
    const rest = items(0, total).filter((entry) => entry.createTime * 1000 < before);
    const shown = rest.slice(0, Number(query.get('count')) - pinned.length);
    return page([...pinned, ...shown], String((shown.at(-1)?.createTime ?? 0) * 1000), rest.length > shown.length);
  };

describe('lists', () => {
  test('yield pages that know how to become rows', async () => {
    const { tiktok, site } = setup(offsetList(25));
    const pages: PostPage[] = [];
    for await (const one of tiktok.fetchUserMixVideos({ mixId: '7' })) pages.push(one);
    expect(pages.map(({ posts }) => posts.length)).toEqual([20, 5]);
    expect(pages[0]).toMatchObject({ cursor: '20', hasMore: true, problems: [], raw: { statusCode: 0 } });
    expect(pages[1]?.toList()[4]).toMatchObject({
      aweme_id: idOf(24),
      uniqueId: 'demo.user',
      secUid,
      diggCount: 24,
      createTime: '2026-09-21T13:49:20.000Z',
    });
    expect(site.slept).toHaveLength(1);
    expect(site.slept[0]).toBeGreaterThanOrEqual(800);
    expect(site.slept[0]).toBeLessThanOrEqual(2500);
  });

  test('pageCounts and maxCounts hold exactly', async () => {
    const { tiktok, site } = setup(offsetList(500));
    expect(await idsOf(tiktok.fetchUserMixVideos({ mixId: '7', pageCounts: 10, maxCounts: 37 }))).toEqual(ids(0, 37));
    expect(site.asked.map(({ query }) => query.get('count'))).toEqual(['10', '10', '10', '7']);
  });

  test('breaking out makes no further request; the cursor resumes', async () => {
    const { tiktok, site } = setup(timeList(60));
    const seen: string[] = [];
    let cursor = '';
    for await (const one of tiktok.fetchUserPostVideos({ secUid, maxCounts: 25 })) {
      seen.push(...one.posts.map(({ id }) => id));
      cursor = one.cursor;
    }
    expect(site.asked).toHaveLength(2);
    for await (const one of tiktok.fetchUserPostVideos({ secUid, cursor })) {
      seen.push(...one.posts.map(({ id }) => id));
      if (seen.length > 40) break;
    }
    const asked = site.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(site.asked).toHaveLength(asked);
    expect(seen).toEqual([idOf(90), ...ids(0, seen.length - 1)]);
  });

  test('minCursor leaves out what is older and stops there', async () => {
    const { tiktok, site } = setup(timeList(200));
    const min = (1_790_000_000 - 30 * 60) * 1000;
    expect(await idsOf(tiktok.fetchUserPostVideos({ secUid, minCursor: min }))).toEqual(ids(0, 31));
    expect(site.asked).toHaveLength(2);
  });

  test.each([
    { maxCounts: -1 },
    { maxCounts: Number.NaN },
    { maxCounts: 2.5 },
    { pageCounts: -20 },
    { pageCounts: Number.POSITIVE_INFINITY },
    { minCursor: '2026-01-01' },
    { minCursor: -1 },
  ])('%o is input, without a request', async (options) => {
    const { tiktok, site } = setup(offsetList(5));
    const walk = async () => idsOf(tiktok.fetchUserPostVideos({ secUid, ...options }));
    await expect(walk()).rejects.toEqual(thrown('input'));
    expect(site.asked).toHaveLength(0);
  });

  test('a refusal is thrown with its code, after what was read before', async () => {
    const { tiktok } = setup((request) => (request.query.get('cursor') === '0' ? offsetList(90)(request) : gate));
    const seen: string[] = [];
    const walk = async () => {
      for await (const { posts } of tiktok.fetchUserLikeVideos({ secUid })) seen.push(...posts.map(({ id }) => id));
    };
    await expect(walk()).rejects.toEqual(thrown('gate'));
    expect(seen).toEqual(ids(0, 20));
  });

  test('the other lists ask their endpoints', async () => {
    const { tiktok, site } = setup(({ path, query }) => {
      if (path.includes('/search/general/'))
        return { status_code: 0, data: [{ type: 4 }, { type: 1, item: item(1) }], has_more: 0, cursor: 1 };
      if (path.includes('/search/')) return { status_code: 0, item_list: [item(1)], has_more: 0, cursor: 1 };
      if (path.includes('playlist')) {
        const from = Number(query.get('cursor'));
        return {
          statusCode: 0,
          playList: [{ mixId: String(from + 1), mixName: 'm', videoCount: 3 }],
          cursor: String(from + 1),
          hasMore: from < 2,
        };
      }
      if (path.includes('collection_list'))
        return {
          statusCode: 0,
          collectionList: [{ collectionId: '6', name: 'c', total: '3' }],
          hasMore: false,
          cursor: '1',
        };
      return page([item(1)], '1', false);
    });
    expect(await idsOf(tiktok.fetchUserCollectVideos({ secUid }))).toEqual(ids(1, 2));
    expect(await idsOf(tiktok.fetchCollectionVideos({ collectionId: '6' }))).toEqual(ids(1, 2));
    expect(await idsOf(tiktok.fetchSearchVideos({ keyword: 'x', offset: 40 }))).toEqual(ids(1, 2));
    expect(site.asked.at(-1)?.query.get('offset')).toBe('40');
    expect(await idsOf(tiktok.fetchSearchVideos({ keyword: 'x', everything: true }))).toEqual(ids(1, 2));
    expect(site.paths().slice(-2)).toEqual(['/api/search/item/full/', '/api/search/general/full/']);
    const playlists: string[] = [];
    for await (const one of tiktok.fetchPlayList({ secUid }))
      playlists.push(...one.playlists.map(({ mixId }) => mixId));
    expect(playlists).toEqual(['1', '2', '3']);
    for await (const one of tiktok.fetchCollections({ secUid }))
      expect(one.toList()).toEqual([{ collectionId: '6', name: 'c', total: 3, ownerName: '' }]);
  });

  test('the feed ends when it brings nothing new', async () => {
    const { tiktok, site } = setup(() => page(items(0, 4), '0', true));
    expect(await idsOf(tiktok.fetchPostFeed())).toEqual(ids(0, 4));
    expect(site.asked).toHaveLength(4);
    expect(await idsOf(tiktok.fetchPostFeed({ maxCounts: 3 }))).toEqual(ids(0, 3));
  });
});

describe('comments', () => {
  const comment = (cid: number, more: object = {}) => ({
    cid: String(cid),
    aweme_id: idOf(1),
    text: `c${cid}`,
    create_time: 1,
    ...more,
  });
  const script = ({ path, query }: Asked) => {
    if (path.endsWith('/reply/'))
      return {
        status_code: 0,
        comments: [comment(100, { reply_id: query.get('comment_id') })],
        cursor: 1,
        has_more: 0,
      };
    const from = Number(query.get('cursor'));
    const end = Math.min(7, from + Number(query.get('count')));
    return {
      status_code: 0,
      comments: Array.from({ length: end - from }, (_, i) =>
        comment(from + i, { reply_comment_total: from + i === 1 ? 1 : 0 }),
      ),
      cursor: end,
      has_more: end < 7 ? 1 : 0,
      total: 8,
    };
  };
  const read = async (options: object) => {
    const { tiktok, site } = setup(script);
    const seen: string[] = [];
    let cursor = '';
    for await (const one of tiktok.fetchPostComments({ itemId: idOf(1), ...options })) {
      seen.push(...one.comments.map(({ text }) => text));
      expect(one.toList()).toHaveLength(one.comments.length);
      cursor = one.cursor;
    }
    return { seen, site, cursor };
  };

  test('come with their replies in place', async () => {
    expect((await read({})).seen).toEqual(['c0', 'c1', 'c100', 'c2', 'c3', 'c4', 'c5', 'c6']);
  });

  test('come without them when told so, and resume', async () => {
    const first = await read({ replies: false, maxCounts: 5, pageCounts: 2 });
    expect(first.seen).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
    expect((await read({ cursor: first.cursor })).seen).toEqual(['c5', 'c6']);
  });
});

describe('single replies', () => {
  test('carry what was read, the reply, and a row', async () => {
    const { tiktok } = setup(({ path }) =>
      path.includes('item')
        ? { statusCode: 0, itemInfo: { itemStruct: item(1, { playlistId: '77' }) } }
        : {
            statusCode: 0,
            userInfo: {
              user: { id: '1', secUid, uniqueId: 'demo.user', nickname: 'Demo' },
              statsV2: { videoCount: '12' },
            },
          },
    );
    const post = await tiktok.fetchOneVideo(idOf(1));
    expect(post).toMatchObject({ id: idOf(1), raw: { statusCode: 0 } });
    expect(post.toDict()).toMatchObject({ aweme_id: idOf(1), kind: 'video', desc: 'post 1' });
    const profile = await tiktok.fetchUserProfile({ uniqueId: 'demo.user' });
    expect(profile.toDict()).toMatchObject({ secUid, videoCount: 12 });
    expect(profile.author.uniqueId).toBe('demo.user');
  });

  test('throw what the site says', async () => {
    const { tiktok } = setup(() => ({ statusCode: 10221, userInfo: {} }));
    await expect(tiktok.fetchUserProfile({ uniqueId: 'demo.user' })).rejects.toEqual(thrown('removed'));
    await expect(tiktok.fetchUserProfile({})).rejects.toBeInstanceOf(TokError);
    await expect(tiktok.fetchOneVideo('x')).rejects.toEqual(thrown('input'));
  });

  test('live rooms and who is alive', async () => {
    const { tiktok } = setup(({ path }) =>
      path.startsWith('/webcast')
        ? { status_code: 0, data: [{ room_id_str: '5', alive: true }] }
        : {
            statusCode: 0,
            data: {
              user: { id: '1', secUid, uniqueId: 'demo.user', nickname: 'Demo', roomId: '5' },
              liveRoom: { status: 4, title: 'T' },
            },
          },
    );
    expect((await tiktok.fetchUserLiveVideos({ uniqueId: 'demo.user' })).toDict()).toMatchObject({
      live_room_id: '5',
      live_status: 'ended',
      live_title: 'T',
    });
    expect((await tiktok.fetchCheckLiveAlive(['5'])).toList()).toEqual([{ room_id: '5', alive: true }]);
  });
});

describe('ids', () => {
  const script = ({ path, query }: Asked): Answer => {
    if (path === '/ZMa/') return reply({ url: `https://www.tiktok.com/@/video/${idOf(2)}` });
    if (path === '/ZMdead/') return reply({ url: 'https://www.tiktok.com/', body: '<html></html>' });
    if (path === '/api/item/detail/')
      return { statusCode: 0, itemInfo: { itemStruct: item(Number(query.get('itemId')?.slice(-5))) } };
    return { statusCode: 0, userInfo: { user: { id: '1', secUid, uniqueId: 'demo.user', nickname: 'Demo' } } };
  };

  test('are read out of addresses without a request where the address holds them', async () => {
    const { tiktok, site } = setup(script);
    expect(await tiktok.getAwemeId(`Look 👀 https://www.tiktok.com/@a.b/photo/${idOf(1)}?x=1!`)).toBe(idOf(1));
    expect(await tiktok.getUniqueid('https://www.tiktok.com/@a.b/live')).toBe('a.b');
    expect(site.asked).toHaveLength(0);
  });

  test('follow short links and ask for what the address lacks', async () => {
    const { tiktok } = setup(script);
    expect(await tiktok.getAwemeId('https://vm.tiktok.com/ZMa/')).toBe(idOf(2));
    expect(await tiktok.getUniqueid('https://vm.tiktok.com/ZMa/')).toBe('demo.user');
    expect(await tiktok.getSecuid('https://vm.tiktok.com/ZMa/')).toBe(secUid);
    expect(await tiktok.getSecuid('@demo.user')).toBe(secUid);
  });

  test('all of them: one outcome per input, in order', async () => {
    const { tiktok, site } = setup(script);
    const outcomes = await tiktok.getAllAwemeId([
      'https://vm.tiktok.com/ZMdead/',
      idOf(1),
      'https://evil.example/video/1',
      'https://www.tiktok.com/@a.b',
      'https://vm.tiktok.com/ZMa/',
    ]);
    expect(outcomes).toEqual([
      { error: thrown('removed') },
      { value: idOf(1) },
      { error: thrown('input') },
      { error: thrown('input') },
      { value: idOf(2) },
    ]);
    expect(site.slept).toHaveLength(1);
    expect(await tiktok.getAllSecuid([`https://www.tiktok.com/@a.b/video/${idOf(1)}`, 'nonsense'])).toEqual([
      { value: secUid },
      { error: thrown('input') },
    ]);
    expect(await tiktok.getAllUniqueid(['https://www.tiktok.com/@a.b', 'https://www.tiktok.com/tag/x'])).toEqual([
      { value: 'a.b' },
      { error: thrown('input') },
    ]);
  });
});

describe('tokens', () => {
  test('msToken: the cookie, else the one that a light request brings, else nothing', async () => {
    expect(await setup(() => gate, { cookies: { msToken: 'own' } }).tiktok.genRealMsToken()).toBe('own');
    const issued = setup(() =>
      reply({ headers: { 'set-cookie': 'msToken=fresh; Path=/' }, body: JSON.stringify(page([], '0', false)) }),
    );
    expect(await issued.tiktok.genRealMsToken()).toBe('fresh');
    expect(issued.site.paths()).toEqual(['/api/recommend/item_list/']);
    expect(await setup(() => gate).tiktok.genRealMsToken()).toBe('');
  });

  test('ttwid: the cookie, else a stranger’s, else why not', async () => {
    expect(await setup(() => gate, { cookies: { ttwid: 'own' } }).tiktok.genTtwid()).toBe('own');
    const fresh = setup(() => reply({ headers: { 'set-cookie': 'ttwid=1%7Cabc; Path=/; HttpOnly' } }));
    expect(await fresh.tiktok.genTtwid()).toBe('1%7Cabc');
    expect(fresh.site.asked[0]).toMatchObject({ credentials: 'omit', url: 'https://www.tiktok.com/' });
    await expect(setup(() => '<html></html>').tiktok.genTtwid()).rejects.toEqual(thrown('permission'));
  });

  test('odin_tt is for logged-in sessions', async () => {
    expect(await setup(() => gate, { cookies: { odin_tt: 'own' } }).tiktok.genOdinTt()).toBe('own');
    await expect(setup(() => gate).tiktok.genOdinTt()).rejects.toEqual(thrown('login'));
  });

  const withCookies = (path: string): Answer => {
    const headers = new Headers();
    headers.append('set-cookie', 'tt_chain_token=chain==; Path=/');
    headers.append('set-cookie', `ttwid=${path}; Path=/`);
    return { fake: true, headers, body: sitePage({}) };
  };

  test('device ids come with the cookies that belong to them', async () => {
    const { tiktok, site } = setup(({ path }) => withCookies(path));
    expect(await tiktok.genDeviceId()).toEqual({ deviceId, cookie: 'tt_chain_token=chain==' });
    expect(await tiktok.genDeviceId({ fullCookie: true })).toEqual({
      deviceId,
      cookie: 'tt_chain_token=chain==; ttwid=/explore',
    });
    expect(await tiktok.genDeviceIds(2)).toEqual({
      deviceIds: [deviceId, deviceId],
      cookies: ['tt_chain_token=chain==', 'tt_chain_token=chain=='],
    });
    expect(site.asked.every(({ credentials }) => credentials === 'omit')).toBe(true);
    expect(site.slept).toHaveLength(1);
    await expect(tiktok.genDeviceIds(11)).rejects.toEqual(thrown('input'));
  });

  test('a browser hides the cookies, and says so', async () => {
    expect(await setup(() => sitePage({})).tiktok.genDeviceId()).toEqual({ deviceId, reason: 'hidden-by-browser' });
    await expect(setup(() => sitePage({ 'webapp.app-context': {} })).tiktok.genDeviceId()).rejects.toEqual(
      thrown('shape'),
    );
  });

  test('clientConfManager reads and sets what requests say', async () => {
    const { tiktok, site } = setup(offsetList(3));
    expect(await tiktok.clientConfManager.get()).toMatchObject({ region: 'DE', deviceId, platform: 'Linux x86_64' });
    tiktok.clientConfManager.set({ region: 'JP', appLanguage: 'ja' });
    await idsOf(tiktok.fetchUserMixVideos({ mixId: '7' }));
    expect(Object.fromEntries(site.asked[0]?.query ?? [])).toMatchObject({
      region: 'JP',
      app_language: 'ja',
      device_id: deviceId,
    });
  });
});

describe('crawler', () => {
  test('answers with the reply as it came', async () => {
    const body = { statusCode: 0, status_code: 0, anything: [1] };
    const { tiktok, site } = setup(() => body);
    const { crawler } = tiktok;
    const calls = [
      crawler.fetchUserProfile({ secUid }),
      crawler.fetchUserPost({ secUid }),
      crawler.fetchUserLike({ secUid, cursor: 5 }),
      crawler.fetchUserCollect({ secUid }),
      crawler.fetchUserPlayList({ secUid }),
      crawler.fetchUserMix({ mixId: '7' }),
      crawler.fetchPostDetail({ itemId: '8' }),
      crawler.fetchPostComment({ aweme_id: '8' }),
      crawler.fetchPostFeed({}),
      crawler.fetchPostSearch({ keyword: 'x' }),
      crawler.fetchUserLive({ uniqueId: 'a' }),
      crawler.fetchCheckLiveAlive({ room_ids: ['1', '2'] }),
    ];
    expect(await Promise.all(calls)).toEqual(calls.map(() => body));
    expect(new Set(site.paths()).size).toBe(calls.length);
    expect(site.asked[1]?.query.get('count')).toBe('35');
    expect(site.asked[2]?.query.get('cursor')).toBe('5');
    expect(site.asked[11]?.query.get('room_ids')).toBe('1,2');
  });

  test('live chat comes decoded', async () => {
    // FetchResult with cursor (field 2) and internalExt (field 5).
    const bytes = Uint8Array.of(0x12, 1, 0x63, 0x2a, 1, 0x69);
    const { tiktok } = setup(() => bytes);
    expect(await tiktok.crawler.fetchLiveImFetch({ room_id: '1' })).toMatchObject({
      cursor: 'c',
      internalExt: 'i',
      wrss: '',
      messages: [],
    });
    await expect(setup(() => gate).tiktok.crawler.fetchLiveImFetch({ room_id: '1' })).rejects.toEqual(thrown('gate'));
  });

  test('parameters that do not fit are input, without a request', async () => {
    const { tiktok, site } = setup(() => gate);
    await expect(tiktok.crawler.fetchUserMix({ mixId: 'x' })).rejects.toEqual(thrown('input'));
    await expect(tiktok.crawler.fetchUserProfile({})).rejects.toEqual(thrown('input'));
    await expect(tiktok.crawler.fetchUserPost({ secUid, count: 0 })).rejects.toEqual(thrown('input'));
    expect(site.asked).toHaveLength(0);
  });
});

describe('pure functions', () => {
  const playlists = ['a', 'b', 'c'].map((name, n) => ({ mixId: String(n), name, videoCount: n }));
  const at = (text: string) => ({ id: text, createdAt: new Date(text).getTime() });

  test.each([
    [0, 'abc'],
    [[0, 2], 'abc'],
    [2, 'b'],
    [[3, 1, 3], 'ca'],
  ])('selectPlaylist %j', (choice, names) => {
    expect(
      selectPlaylist(playlists, choice)
        .map(({ name }) => name)
        .join(''),
    ).toBe(names);
  });

  test.each([4, -1, 1.5, [1, 9], []].map((choice) => [choice]))('selectPlaylist refuses %j', (choice) => {
    expect(() => selectPlaylist(playlists, choice)).toThrow(thrown('input'));
    expect(() => selectPlaylist([], 0)).toThrow(thrown('input'));
  });

  test('the interval takes whole days, both included', () => {
    const posts = ['2025-12-31T23:59:59', '2026-01-01T00:00:00', '2026-03-31T23:59:59.999', '2026-04-01T00:00:00'].map(
      at,
    );
    const kept = filterAwemeDatasByInterval([...posts, { id: 'none', createdAt: 0 }], '2026-01-01|2026-03-31');
    expect(kept.map(({ id }) => id)).toEqual(['2026-01-01T00:00:00', '2026-03-31T23:59:59.999']);
    expect(filterAwemeDatasByInterval([{ createdAt: 0 }], 'all')).toHaveLength(1);
  });

  test.each(['2026-13-01|2026-12-31', '2026-02-01|2026-01-01', '2026-01-01', 'x'])(
    'the interval %s is input',
    (text) => {
      expect(() => filterAwemeDatasByInterval([], text)).toThrow(thrown('input'));
    },
  );

  test('formatFileName throws its mistakes', async () => {
    const { tiktok } = setup(() => ({ statusCode: 0, itemInfo: { itemStruct: item(1) } }));
    const post = await tiktok.fetchOneVideo(idOf(1));
    expect(formatFileName('{uniqueId}_{aweme_id}', post)).toBe(`demo.user_${idOf(1)}`);
    expect(() => formatFileName('{nope}', post)).toThrow(thrown('input'));
  });
});
