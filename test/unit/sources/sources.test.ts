import { describe, expect, test } from 'vitest';
import { type Source, traitsOf } from '@/lib/model/source';
import { createLists } from '@/lib/sources/createLists';
import { sourceOf } from '@/lib/sources/registry';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import {
  type Answer,
  type Asked,
  deviceId,
  fakeSite,
  gate,
  idOf,
  item,
  page,
  reply,
  secUid,
  sitePage,
} from '@/test/unit/tiktok/fakeSite';

const otherUid = 'MS4wLjABAAAAsomebody_else';
const user = (more: object = {}) => ({
  statusCode: 0,
  userInfo: {
    user: { id: '1', secUid, uniqueId: 'demo.user', nickname: 'Demo', ...more },
    stats: { videoCount: 12, diggCount: 5 },
  },
});
const open = (source: Source, script: (request: Asked) => Answer, more: Parameters<typeof fakeSite>[1] = {}) =>
  sourceOf(source.kind).open(source, createClient(fakeSite(script, more).ports));

/** A session in which `secUid` is logged in. */
const session = (secUidOfAccount: string) => ({
  context: null,
  cookies: { sessionid: 's' },
  page: sitePage({
    'webapp.app-context': {
      wid: deviceId,
      user: { uid: '1', secUid: secUidOfAccount, uniqueId: 'demo.user', nickName: 'Demo' },
    },
  }),
});

describe('posts', () => {
  const source: Source = { kind: 'posts', secUid, uniqueId: 'old.handle' };

  test('are filed under the nickname, with the total that the site tells', async () => {
    expect(await open(source, () => user())).toEqual({
      ok: true,
      value: { owner: { key: secUid, name: 'Demo' }, ownerSecUid: secUid, total: 12 },
    });
  });

  test('are listed even where the profile is refused, but not where it is gone', async () => {
    expect(await open(source, () => gate)).toMatchObject({
      ok: true,
      value: { owner: { key: secUid, name: 'old.handle' } },
    });
    expect(await open({ kind: 'posts', secUid }, () => gate)).toMatchObject({ ok: false, error: { code: 'gate' } });
    expect(await open(source, () => ({ statusCode: 10221, userInfo: {} }))).toMatchObject({
      ok: false,
      error: { code: 'removed' },
    });
  });
});

describe('likes', () => {
  const source: Source = { kind: 'likes', secUid };

  test('that are open have a total', async () => {
    expect(await open(source, () => user({ openFavorite: true }))).toMatchObject({ ok: true, value: { total: 5 } });
  });

  test('that are closed are refused, save one’s own', async () => {
    const closed = user({ openFavorite: false });
    expect(await open(source, () => closed)).toMatchObject({ ok: false, error: { code: 'private' } });
    const mine = session(secUid);
    expect(await open(source, ({ path }) => (path === '/explore' ? mine.page : closed), mine)).toMatchObject({
      ok: true,
    });
    const others = session(otherUid);
    expect(await open(source, ({ path }) => (path === '/explore' ? others.page : closed), others)).toMatchObject({
      ok: false,
      error: { code: 'private' },
    });
  });
});

describe('favourites', () => {
  test('are one’s own: nobody else’s are filed under a foreign name', async () => {
    const mine = session(secUid);
    expect(await open({ kind: 'favourites', secUid }, () => mine.page, mine)).toMatchObject({
      ok: true,
      value: { owner: { name: 'Demo' } },
    });
    expect(await open({ kind: 'favourites', secUid: otherUid }, () => mine.page, mine)).toMatchObject({
      ok: false,
      error: { code: 'private' },
    });
  });
});

test('a playlist is filed under its maker, or its own name where nobody is told', async () => {
  const source: Source = { kind: 'mix', mixId: '7', name: 'Given' };
  const info = { id: '7', name: 'Mix', videoCount: 6 };
  const told = { statusCode: 0, mixInfo: { ...info, creator: { secUid, uniqueId: 'demo.user', nickname: 'Demo' } } };
  expect(await open(source, () => told)).toMatchObject({
    value: { owner: { key: secUid, name: 'Demo' }, ownerSecUid: secUid, total: 6 },
  });
  expect(await open(source, () => ({ statusCode: 0, mixInfo: info }))).toMatchObject({
    value: { owner: { key: '7', name: 'Mix' } },
  });
  expect(await open(source, () => gate)).toMatchObject({ value: { owner: { key: '7', name: 'Given' } } });
  expect(await open(source, () => ({ statusCode: 10204 }))).toMatchObject({ ok: false, error: { code: 'removed' } });
});

test('a live stream has an owner and no pages', async () => {
  const source: Source = { kind: 'live', uniqueId: 'demo.user' };
  const room = {
    statusCode: 0,
    data: { user: { id: '1', secUid, uniqueId: 'demo.user', nickname: 'Demo', roomId: '5' }, liveRoom: { status: 4 } },
  };
  expect(await open(source, () => room)).toMatchObject({ value: { owner: { key: secUid, name: 'Demo' } } });
  const client = createClient(fakeSite(() => gate).ports);
  expect(await sourceOf('live').page(source, '', client)).toMatchObject({ ok: false, error: { code: 'input' } });
});

describe('links', () => {
  const removed = idOf(3);
  const script = ({ path, query }: Asked): Answer => {
    if (path === '/ZMdead/') return reply({ url: 'https://www.tiktok.com/', body: '<html></html>' });
    if (query.get('itemId') === removed) return { statusCode: 10204 };
    return { statusCode: 0, itemInfo: { itemStruct: item(Number(query.get('itemId')?.slice(-5))) } };
  };
  const read = (links: string[], cursor = '', answers: (request: Asked) => Answer = script) =>
    sourceOf('links').page({ kind: 'links', links }, cursor, createClient(fakeSite(answers).ports));

  test('bad ones are problems that say which', async () => {
    const links = [
      'https://youtu.be/x',
      `Look! https://www.tiktok.com/@a.b/video/${removed}.`,
      'https://vm.tiktok.com/ZMdead/',
      'https://www.tiktok.com/foryou',
    ];
    const problems = [];
    for (const cursor of ['', '1', '2', '3']) {
      const result = await read(links, cursor);
      if (result.ok) problems.push(...result.value.problems);
    }
    expect(problems.map(({ code, detail }) => [code, detail?.slice(0, 6)])).toEqual([
      ['input', 'link 1'],
      ['removed', 'link 2'],
      ['removed', 'link 3'],
      ['input', 'link 4'],
    ]);
    expect(problems[1]?.postId).toBe(removed);
    expect(problems[3]?.detail).toContain('feed');
  });

  test.each([
    ['a code of the site that nobody knows', { statusCode: 100004 }, 'refused'],
    ['the fault of one post', { statusCode: 10101, statusMsg: 'SysErrPanic' }, 'http'],
  ])('%s costs its link alone', async (_what, answer, code) => {
    const odd = idOf(5);
    const answers = (request: Asked): Answer => {
      if (request.query.get('itemId') === odd) return answer;
      return request.path === '/api/item/detail/' ? script(request) : reply({ status: 404, body: '<html></html>' });
    };
    const result = await read([`https://www.tiktok.com/@a/video/${odd}`, idOf(1)], '', answers);
    expect(result).toMatchObject({ ok: true, value: { hasMore: true, problems: [{ code, postId: odd }] } });
  });

  test('a first link that meets server errors for ever is left after three tries, since the next one is answered', async () => {
    const broken = reply({ status: 500, body: '' });
    const alone = `https://www.tiktok.com/@a/video/${idOf(5)}`;
    const client = createClient(
      fakeSite((request) => {
        if (request.query.get('itemId') === idOf(5) || request.path.endsWith(idOf(5))) return broken;
        return script(request);
      }).ports,
    );
    const page = (links: string[]) => sourceOf('links').page({ kind: 'links', links }, '', client);
    const tries = async (links: string[]): Promise<boolean[]> => {
      const told: boolean[] = [];
      for (let count = 0; count < 3; count += 1) told.push((await page(links)).ok);
      return told;
    };
    expect(await tries([alone, idOf(1)])).toEqual([false, false, true]);
    // With nobody to say that the site answers, it may be down for all.
    expect(await tries([alone])).toEqual([false, false, false]);
  });

  test('several on a line are all taken, one post once', async () => {
    const result = await read([`${idOf(1)} ${idOf(2)} ${idOf(1)}`]);
    expect(result.ok && result.value.items.map(({ post }) => post.id)).toEqual([idOf(1), idOf(2)]);
  });

  test('what leads to a profile or another list is handed on, whichever way', async () => {
    const answers = (request: Asked): Answer => {
      if (request.path === '/ZMwho/') return reply({ url: 'https://www.tiktok.com/@demo.user?_r=1', body: '' });
      if (request.path === '/t/ZTtag/') return reply({ url: 'https://www.tiktok.com/tag/boats', body: '' });
      return request.path === '/api/user/detail/' ? user() : script(request);
    };
    const pasted = [
      `https://vm.tiktok.com/ZMwho/ https://www.tiktok.com/@a.b/video/${idOf(1)} https://www.tiktok.com/t/ZTtag/`,
      'https://www.tiktok.com/music/x-7034567890123456789',
    ];
    expect(await read(pasted, '', answers)).toMatchObject({
      ok: true,
      value: {
        items: [{ post: { id: idOf(1) } }],
        lists: [
          { kind: 'posts', secUid, uniqueId: 'demo.user' },
          { kind: 'tag', name: 'boats' },
        ],
        problems: [],
      },
    });
    expect(await read(pasted, '1', answers)).toMatchObject({
      value: { items: [], lists: [{ kind: 'sound', musicId: '7034567890123456789' }] },
    });
  });

  test('a short link that leads off the site is followed no further', async () => {
    const answers = (request: Asked): Answer =>
      request.path === '/ZMout/' ? reply({ url: 'https://tiktok.com.evil.example/@demo.user', body: '' }) : user();
    expect(await read(['https://vm.tiktok.com/ZMout/'], '', answers)).toMatchObject({
      ok: true,
      value: { lists: [], problems: [{ code: 'input' }] },
    });
  });

  test('one post by three short links is asked for once, and again where its line is tried again', async () => {
    const asked: string[] = [];
    const site = fakeSite((request) => {
      asked.push(request.path);
      if (/^\/ZM/.test(request.path)) return reply({ url: `https://www.tiktok.com/@a.b/video/${idOf(1)}`, body: '' });
      return script(request);
    });
    const client = createClient(site.ports);
    const links = ['https://vm.tiktok.com/ZMa/ https://vm.tiktok.com/ZMb/', 'https://vm.tiktok.com/ZMc/', idOf(1)];
    const page = (cursor: string) => sourceOf('links').page({ kind: 'links', links }, cursor, client);
    const found: number[] = [];
    for (const cursor of ['', '1', '2', '']) {
      const result = await page(cursor);
      found.push(result.ok ? result.value.items.length : -1);
    }
    expect(found).toEqual([1, 0, 0, 1]);
    expect(asked.filter((path) => path === '/api/item/detail/')).toHaveLength(2);
  });

  test('a refusal stops at the link, so that it is tried again', async () => {
    expect(await read([idOf(1), idOf(2)], '1', () => ({ code: '10000', type: 'verify' }))).toMatchObject({
      ok: false,
      error: { code: 'captcha' },
    });
  });

  test('the same paste has the same key, another one another', () => {
    const key = (links: string[]) => sourceOf('links').listKey({ kind: 'links', links });
    expect(key(['a', 'b'])).toBe(key(['a', 'b']));
    expect(key(['a', 'b'])).not.toBe(key(['a', 'c']));
    expect(key(['a'.repeat(2000)]).length).toBeLessThan(50);
  });
});

describe('what the queue sees', () => {
  test('is the registry on a client', async () => {
    const site = fakeSite(({ path }) =>
      path === '/api/item/detail/' ? { statusCode: 0, itemInfo: { itemStruct: item(1) } } : page([item(1)], '1', false),
    );
    const lists = createLists(createClient(site.ports), { route: () => 'page' });
    const source: Source = { kind: 'posts', secUid };
    expect(lists.listKey(source)).toBe(`posts:${secUid}`);
    expect(traitsOf('posts')).toMatchObject({ incremental: true, needsLogin: false });
    expect(traitsOf('favourites').needsLogin).toBe(true);
    expect(await lists.page(source, '')).toMatchObject({ ok: true, value: { items: [{ post: { id: idOf(1) } }] } });
    expect(await lists.post(idOf(1))).toMatchObject({ ok: true, value: { post: { id: idOf(1) } } });
    expect(await lists.account()).toBeUndefined();
    expect(lists.route?.()).toBe('page');
  });

  test('comments come with their replies, each request in its turn', async () => {
    const comment = (cid: string, more: object = {}) => ({
      cid,
      aweme_id: idOf(1),
      text: cid,
      create_time: 1,
      ...more,
    });
    const site = fakeSite(({ path, query }) => {
      if (path.endsWith('/reply/'))
        return {
          status_code: 0,
          comments: [comment('11', { reply_id: query.get('comment_id') })],
          cursor: 1,
          has_more: 0,
        };
      return query.get('cursor') === '0'
        ? { status_code: 0, comments: [comment('1', { reply_comment_total: 1 }), comment('2')], cursor: 2, has_more: 1 }
        : { status_code: 0, comments: [comment('3')], cursor: 3, has_more: 0 };
    });
    const asked: number[] = [];
    const lists = createLists(createClient(site.ports));
    const result = await lists.comments?.(idOf(1), async (request) => {
      const reply = await request();
      asked.push(site.asked.length);
      return reply;
    });
    expect(result?.ok && result.value.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['1', undefined],
      ['11', '1'],
      ['2', undefined],
      ['3', undefined],
    ]);
    expect(asked).toEqual([1, 2, 3]);
  });

  test('a comment that comes on two pages is kept once', async () => {
    const comment = (cid: string) => ({ cid, aweme_id: idOf(1), create_time: 1 });
    const site = fakeSite(({ query }) =>
      query.get('cursor') === '0'
        ? { status_code: 0, comments: [comment('1'), comment('2')], cursor: 2, has_more: 1 }
        : { status_code: 0, comments: [comment('2'), comment('3')], cursor: 4, has_more: 0 },
    );
    const result = await createLists(createClient(site.ports)).comments?.(idOf(1));
    expect(result?.ok && result.value.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  test('comments that are refused half way are a failure', async () => {
    const site = fakeSite(({ query }) =>
      query.get('cursor') === '0'
        ? { status_code: 0, comments: [{ cid: '1', aweme_id: '2', create_time: 1 }], cursor: 1, has_more: 1 }
        : gate,
    );
    expect(await createLists(createClient(site.ports)).comments?.(idOf(1))).toMatchObject({
      ok: false,
      error: { code: 'gate' },
    });
  });
});
