import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, type Visitor, visitor } from './ask.ts';
import { isHousekeeping, isSiteHost } from './hosts.ts';
import { type Site, startSite } from './startSite.ts';
import { specialPosts } from './world/posts.ts';

let site: Site;
let person: Visitor;
beforeAll(async () => {
  site = await startSite();
  person = await visitor(site);
});
afterAll(() => site.close());

const tunnel = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: site.proxyPort,
      method: 'CONNECT',
      path: `${host}:443`,
      agent: false,
    });
    sent.on('connect', (reply, socket) => {
      socket.destroy();
      resolve(reply.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });

it('tunnels the hosts of the table', async () => {
  for (const host of [
    'www.tiktok.com',
    'v16-webapp-prime.us.tiktok.com',
    'p16-common-sign.tiktokcdn-us.com',
    'x.tiktokcdn.com',
    'a.tiktokv.eu',
  ]) {
    expect(await tunnel(host)).toBe(200);
  }
  expect(site.foreignHosts()).toEqual([]);
});

it('refuses and writes down every other', async () => {
  for (const host of ['www.tiktok.com.evil.example', 'eviltiktok.com', 'accounts.google.com'])
    expect(await tunnel(host)).toBe(403);
  expect(site.foreignHosts()).toEqual(['www.tiktok.com.evil.example', 'eviltiktok.com', 'accounts.google.com']);
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([
    'www.tiktok.com.evil.example',
    'eviltiktok.com',
  ]);
  expect(isSiteHost('tiktok.com')).toBe(true);
});

it('gives a video page its item, a photo page none, a removed post its code', async () => {
  const scope = async (path: string): Promise<Record<string, Record<string, unknown>>> => {
    const text = (await person.get(`https://www.tiktok.com${path}`)).body.toString();
    return JSON.parse(
      /id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application\/json">(.*?)<\/script>/s.exec(text)?.[1] ?? '',
    ).__DEFAULT_SCOPE__;
  };
  const video = await scope(`/@tiktok/video/${specialPosts.recordedVideo.id}`);
  expect(video['webapp.app-context']).toMatchObject({
    wid: expect.stringMatching(/^\d{19}$/),
    user: { uniqueId: 'demo.viewer' },
  });
  expect(video['webapp.video-detail']).toMatchObject({
    statusCode: 0,
    itemInfo: { itemStruct: { createTime: '1790959957' } },
  });
  expect(await scope(`/@espn/photo/${specialPosts.recordedPhotos.id}`)).not.toHaveProperty('webapp.video-detail');
  expect((await scope('/@demo.friend/video/7000000000000000000'))['webapp.video-detail']).toEqual({
    statusCode: 10204,
    statusMsg: "item doesn't exist",
  });
  expect((await scope('/@demo.private'))['webapp.user-detail']).toMatchObject({ statusCode: 10222 });
});

it('follows short links and names to the right address', async () => {
  const { id } = specialPosts.recordedPhotos;
  const due = `https://www.tiktok.com/@espn/photo/${id}`;
  const to = async (address: string): Promise<unknown> => (await ask(site, address)).headers.location;
  expect(await to(`https://vm.tiktok.com/ZM${id}/`)).toBe(`${due}?_r=1&_t=demo`);
  expect(await to(`https://vt.tiktok.com/${id}/`)).toBe(`${due}?_r=1&_t=demo`);
  expect(await to(`https://www.tiktok.com/t/${id}/`)).toBe(`${due}?_r=1&_t=demo`);
  expect(await to(`https://m.tiktok.com/v/${id}.html`)).toBe(`${due}?_r=1&_t=demo`);
  expect(await to(`https://www.tiktok.com/@/video/${id}`)).toBe(due);
});

it('plays the live hosts', async () => {
  expect((await person.api('/api-live/user/room/', { uniqueId: 'tokshelf.live' })).data.liveRoom.status).toBe(2);
  expect((await person.api('/api-live/user/room/', { uniqueId: 'demo.offline' })).data.liveRoom).not.toHaveProperty(
    'streamData',
  );
  const alive = await ask(
    site,
    'https://webcast.tiktok.com/webcast/room/check_alive/?aid=1988&room_ids=7692023419818265357,1',
  );
  expect(alive.body.toString()).toContain(
    '{"alive":true,"room_id":7692023419818265357,"room_id_str":"7692023419818265357"}',
  );
  expect(
    (await ask(site, 'https://webcast.tiktok.com/webcast/im/fetch/?room_id=7692023419818265357')).body.length,
  ).toBe(25_743);
});

it('streams a live FLV whose times go on', async () => {
  Object.assign(site.rules, { liveRounds: 3, liveSpeed: 1000 });
  const room = await person.api('/api-live/user/room/', { uniqueId: 'tokshelf.live' });
  const streams = JSON.parse(room.data.liveRoom.streamData.pull_data.stream_data).data;
  const { body, headers } = await ask(site, streams.hd.main.flv);
  expect(headers['content-type']).toBe('video/x-flv');
  expect(body.subarray(0, 3).toString()).toBe('FLV');
  const times: number[] = [];
  for (let at = body.readUInt32BE(5) + 4; at < body.length; at += 15 + body.readUIntBE(at + 1, 3)) {
    if (body[at] === 9) times.push(body.readUIntBE(at + 4, 3));
  }
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.length).toBeGreaterThan(3 * 90);
  expect(times.at(-1)).toBeGreaterThan(11_500);
});

it('issues msTokens by cookie and header, and takes only those', async () => {
  const reply = await ask(site, 'https://www.tiktok.com/passport/token/beat/web/');
  const token = String(reply.headers['x-ms-token']);
  expect(String(reply.headers['set-cookie'])).toContain(`msToken=${token}`);
  const known = await ask(site, 'https://www.tiktok.com/passport/token/beat/web/', {
    cookies: { msToken: token, tt_chain_token: 'x', ttwid: 'x', tt_csrf_token: 'x' },
  });
  expect(known.headers['x-ms-token']).toBe(token);
  expect(known.headers['set-cookie']).toBeUndefined();
});

it('marks every reply as recorded or modelled', async () => {
  await person.api('/api/recommend/item_list/', { count: '5' });
  const reply = await person.get('https://www.tiktok.com/@tokshelf.demo');
  expect(reply.headers['x-demo-origin']).toMatch(/^(recorded|modelled);/);
});
