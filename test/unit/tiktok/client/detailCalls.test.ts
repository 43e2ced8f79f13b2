import { describe, expect, test } from 'vitest';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import {
  type Answer,
  type Asked,
  fakeSite,
  gate,
  idOf,
  item,
  reply,
  secUid,
  sitePage,
} from '@/test/unit/tiktok/fakeSite';

const ID = idOf(1);
const isApi = ({ path }: Asked) => path.startsWith('/api/');
const postPage = (n: number) =>
  sitePage({ 'webapp.video-detail': { statusCode: 0, itemInfo: { itemStruct: item(n) } } });
const waf = '<!DOCTYPE html><html><body><p id="wci" class="_wafchallengeid"></p>Please wait...</body></html>';
const noTab = (site: ReturnType<typeof fakeSite>) =>
  site.asked.map((request) => [request.path.split('/')[1], request.openTab]);

describe('a post', () => {
  const ask = async (api: Answer | ((n: number) => Answer), page: Answer) => {
    let calls = 0;
    const site = fakeSite((request) => (isApi(request) ? (typeof api === 'function' ? api(calls++) : api) : page));
    return { result: await createClient(site.ports).post(ID, 'demo.user'), site };
  };

  test('comes from the API, without opening a tab for it', async () => {
    const { result, site } = await ask({ statusCode: 0, itemInfo: { itemStruct: item(1) } }, waf);
    expect(result).toMatchObject({ ok: true, value: { post: { id: ID, desc: 'post 1' }, reply: { statusCode: 0 } } });
    expect(noTab(site)).toEqual([['api', false]]);
    expect(site.asked[0]?.query.get('itemId')).toBe(ID);
  });

  test('comes from its page when the API refuses', async () => {
    const { result, site } = await ask(gate, postPage(1));
    expect(result).toMatchObject({
      ok: true,
      value: { post: { id: ID }, reply: { itemInfo: { itemStruct: { id: ID } } } },
    });
    expect(site.asked[1]).toMatchObject({ url: `https://www.tiktok.com/@demo.user/video/${ID}` });
    expect(site.asked[1]).not.toHaveProperty('endpoint');
  });

  test('comes from the API by a tab when neither gives it', async () => {
    const { result, site } = await ask(
      (n) => (n === 0 ? gate : { statusCode: 0, itemInfo: { itemStruct: item(1) } }),
      sitePage({}),
    );
    expect(result).toMatchObject({ ok: true, value: { post: { id: ID } } });
    expect(noTab(site)).toEqual([
      ['api', false],
      ['@demo.user', undefined],
      ['api', undefined],
    ]);
  });

  test('the word of the site is final', async () => {
    const { result, site } = await ask({ statusCode: 10204 }, postPage(1));
    expect(result).toMatchObject({ ok: false, error: { code: 'removed', siteCode: 10204, postId: ID } });
    expect(site.asked).toHaveLength(1);
    const page = sitePage({ 'webapp.video-detail': { statusCode: 10216, statusMsg: '' } });
    expect((await ask(gate, page)).result).toMatchObject({ ok: false, error: { code: 'private', postId: ID } });
  });

  test('refused everywhere says so; a captcha goes before a plain refusal', async () => {
    expect((await ask(gate, gate)).result).toMatchObject({ ok: false, error: { code: 'gate', postId: ID } });
    expect((await ask(gate, waf)).result).toMatchObject({ ok: false, error: { code: 'captcha' } });
  });

  test('another post than asked for is never passed off as it', async () => {
    const { result } = await ask(gate, postPage(2));
    expect(result).toMatchObject({ ok: false, error: { code: 'gate' } });
  });

  test('refuses an id that is none, without asking', async () => {
    const site = fakeSite(() => gate);
    expect(await createClient(site.ports).post('12x')).toMatchObject({ ok: false, error: { code: 'input' } });
    expect(site.asked).toHaveLength(0);
  });
});

describe('a profile', () => {
  const userInfo = {
    user: { id: '6800000000000000001', secUid, uniqueId: 'demo.user', nickname: 'Demo', openFavorite: true },
    stats: { videoCount: 12 },
  };
  const profilePage = sitePage({ 'webapp.user-detail': { statusCode: 0, userInfo } });

  test('comes from the API, both keys present', async () => {
    const site = fakeSite(() => ({ statusCode: 0, userInfo }));
    const client = createClient(site.ports);
    expect(await client.profile({ secUid })).toMatchObject({
      ok: true,
      value: { profile: { author: { uniqueId: 'demo.user' }, stats: { videos: 12 } } },
    });
    expect(site.asked[0]?.query.get('secUid')).toBe(secUid);
    expect(site.asked[0]?.query.get('uniqueId')).toBe('');
    expect(site.asked[0]).not.toHaveProperty('openTab');
  });

  test('comes from its page when the API refuses and the handle is known', async () => {
    const site = fakeSite((request) => (isApi(request) ? gate : profilePage));
    expect(await createClient(site.ports).profile({ uniqueId: 'demo.user' })).toMatchObject({
      ok: true,
      value: { profile: { author: { secUid } }, raw: { userInfo: { user: { secUid } } } },
    });
    expect(site.paths()).toEqual(['/api/user/detail/', '/@demo.user']);
  });

  test.each([
    [10221, 'removed'],
    [10202, 'removed'],
    [209002, 'login'],
  ])('status %s is code %s', async (statusCode, code) => {
    const site = fakeSite(() => ({ statusCode, userInfo: {} }));
    expect(await createClient(site.ports).profile({ uniqueId: 'x.y' })).toMatchObject({
      ok: false,
      error: { code, siteCode: statusCode },
    });
  });

  test('a private account is a profile', async () => {
    const site = fakeSite(() => ({ statusCode: 10222, userInfo }));
    expect(await createClient(site.ports).profile({ secUid })).toMatchObject({
      ok: true,
      value: { profile: { author: { privateAccount: true } } },
    });
  });

  test.each([{}, { secUid: '' }, { secUid: 'a b' }, { uniqueId: '../x' }])('refuses %j without asking', async (who) => {
    const site = fakeSite(() => gate);
    expect(await createClient(site.ports).profile(who)).toMatchObject({ ok: false, error: { code: 'input' } });
    expect(site.asked).toHaveLength(0);
  });
});

test('a playlist names its owner', async () => {
  const creator = { secUid, uniqueId: 'demo.user', nickname: 'Demo' };
  const site = fakeSite(() => ({ statusCode: 0, mixInfo: { id: '7', name: 'Mix', videoCount: 3, creator } }));
  expect(await createClient(site.ports).mix('7')).toMatchObject({
    value: { playlist: { mixId: '7', name: 'Mix' }, creator },
  });
});

describe('live', () => {
  const user = { id: '1', secUid, uniqueId: 'demo.user', nickname: 'Demo', roomId: '7300000000000000777' };
  const stream = {
    data: {
      hd: {
        main: {
          flv: 'https://pull.tiktokcdn.com/x.flv',
          hls: '',
          sdk_params: '{"VCodec":"h264","resolution":"1280x720"}',
        },
      },
    },
  };
  const pull = { pull_data: { stream_data: JSON.stringify(stream) } };
  const room = (more: object) => ({
    statusCode: 0,
    data: { user, liveRoom: { title: 'T', status: 2, startTime: 5, ...more } },
  });

  test('a room with its streams is one request', async () => {
    const site = fakeSite(() => room({ streamData: pull }));
    expect(await createClient(site.ports).liveRoom('demo.user')).toMatchObject({
      value: { room: { status: 'live', streams: [{ quality: 'hd' }] } },
    });
    expect(site.paths()).toEqual(['/api-live/user/room/']);
  });

  test('streams that are missing are asked for', async () => {
    const info = { status_code: 0, data: { id_str: user.roomId, status: 2, stream_url: { live_core_sdk_data: pull } } };
    const site = fakeSite(({ path }) => (path.startsWith('/webcast') ? info : room({})));
    expect(await createClient(site.ports).liveRoom('demo.user')).toMatchObject({
      value: { room: { title: 'T', streams: [{ quality: 'hd' }] } },
    });
    expect(site.asked[1]?.url).toContain('https://webcast.tiktok.com/webcast/room/info/?');
  });

  test('a room that ended is not asked about twice', async () => {
    const site = fakeSite(() => room({ status: 4 }));
    expect(await createClient(site.ports).liveRoom('demo.user')).toMatchObject({
      value: { room: { status: 'ended', streams: [] } },
    });
    expect(site.asked).toHaveLength(1);
  });

  test('alive keeps long ids', async () => {
    const site = fakeSite(
      () =>
        '{"status_code":0,"data":[{"room_id":7300000000000000777,"alive":true},{"room_id":7300000000000000778,"alive":false}]}',
    );
    const result = await createClient(site.ports).alive(['7300000000000000777', '7300000000000000778']);
    expect(result.ok && result.value.rooms).toEqual([
      { roomId: '7300000000000000777', alive: true },
      { roomId: '7300000000000000778', alive: false },
    ]);
    expect(site.asked[0]?.query.get('room_ids')).toBe('7300000000000000777,7300000000000000778');
    expect(await createClient(site.ports).alive([])).toMatchObject({ error: { code: 'input' } });
  });

  test.each([
    ['bytes', Uint8Array.of(0x0a, 0x01, 0x00), true, undefined],
    ['nothing', gate, false, 'gate'],
    ['JSON', { status_code: 8 }, false, 'login'],
    ['well-meant JSON', { status_code: 0 }, false, 'shape'],
    ['a challenge', waf, false, 'captcha'],
    ['HTTP 429', reply({ status: 429, body: 'x' }), false, 'rate'],
  ])('im/fetch answered with %s', async (_name, answer, good, code) => {
    const site = fakeSite(() => answer);
    const result = await createClient(site.ports).imFetch({ roomId: '7', cursor: 'c', internalExt: 'i|e' });
    expect([result.ok, result.ok ? undefined : result.error.code]).toEqual([good, code]);
    expect(site.asked[0]?.query.get('internal_ext')).toBe('i|e');
    // The page's own fetch is asked first, and keeps the bytes whole.
    expect(site.asked[0]).toMatchObject({ endpoint: 'webcast/im/fetch', bytes: true, openTab: false });
    expect(site.asked[0]?.url).toContain('X-Bogus=');
  });
});

describe('short links', () => {
  const follow = async (url: string, status = 200, address = 'https://vm.tiktok.com/ZMa/') => {
    const site = fakeSite(() => reply({ url, status, body: '<html></html>' }));
    const result = await createClient(site.ports).followShortLink(address);
    return { site, result: result.ok ? result.value : result.error.code };
  };

  test('lead to a post, whatever the status', async () => {
    const { site, result } = await follow(`https://www.tiktok.com/@a.b/video/${ID}?_r=1`, 444);
    expect(result).toEqual({ kind: 'post', postId: ID, uniqueId: 'a.b', photo: false });
    expect(site.asked[0]?.url).toBe('https://vm.tiktok.com/ZMa/');
  });

  test.each([
    [
      'https://www.tiktok.com/login?redirect_url=https%3A%2F%2Fwww.tiktok.com%2F%40a.b&lang=en',
      200,
      { kind: 'profile', uniqueId: 'a.b' },
    ],
    ['https://www.tiktok.com/login', 200, 'login'],
    ['https://www.tiktok.com/login?redirect_url=https%3A%2F%2Fevil.example', 200, 'input'],
    ['https://www.tiktok.com/', 200, 'removed'],
    ['https://www.tiktok.com/', 404, 'removed'],
    ['https://www.tiktok.com/', 429, 'rate'],
    ['https://www.tiktok.com/hk/notfound', 200, 'region'],
    ['https://www.tiktok.com/@notfound', 200, { kind: 'profile', uniqueId: 'notfound' }],
    [
      `https://www.tiktok.com/@notfound.er/video/${ID}`,
      200,
      { kind: 'post', postId: ID, uniqueId: 'notfound.er', photo: false },
    ],
    ['https://evil.example/@a/video/1', 200, 'input'],
  ])('%s with HTTP %s', async (url, status, expected) => {
    expect((await follow(url, status)).result).toEqual(expected);
  });

  test.each([
    ['a captcha in its place', waf, 'captcha'],
    ['nothing at all', '', 'gate'],
  ])('%s says nothing of the link', async (_name, body, expected) => {
    const site = fakeSite(({ url }) => reply({ url, body }));
    expect(await createClient(site.ports).followShortLink('https://vm.tiktok.com/ZMa/')).toMatchObject({
      ok: false,
      error: { code: expected },
    });
  });

  test('other addresses cost no request; foreign ones are refused', async () => {
    const known = await follow('x', 200, `https://www.tiktok.com/video/${ID}`);
    expect(known.result).toEqual({ kind: 'post', postId: ID, photo: false });
    const foreign = await follow('x', 200, 'https://vm.tiktok.com.evil.example/a');
    expect(foreign.result).toBe('input');
    expect([...known.site.asked, ...foreign.site.asked]).toEqual([]);
  });
});
