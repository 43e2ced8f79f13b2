import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Visitor, visitor } from './ask.ts';
import { defaultRules } from './rules.ts';
import { type Site, startSite } from './startSite.ts';
import { specialPosts } from './world/posts.ts';

let site: Site;
let person: Visitor;
beforeAll(async () => {
  site = await startSite();
  person = await visitor(site);
});
afterAll(() => site.close());
beforeEach(() => {
  Object.assign(site.rules, defaultRules());
  site.faults.length = 0;
  site.clearLog();
});

const id = specialPosts.recordedVideo.id;
const detail = `https://www.tiktok.com/api/item/detail/?aid=1988&device_id=7560123456789012345&itemId=${id}`;

const refused = async (address: string): Promise<string | undefined> => {
  const reply = await person.get(address);
  expect(reply.status).toBe(200);
  expect(reply.body).toHaveLength(0);
  expect(reply.headers.tt_orcas_res).toBe('1');
  return site.log.at(-1)?.refused;
};

describe('the gate of API requests', () => {
  it('refuses by an empty 200 and says in the log why', async () => {
    expect(await refused(detail)).toBe('signature: no X-Bogus');
    expect(await refused(detail.replace('7560123456789012345', '123'))).toBe('device_id');
    expect(await refused(`${detail}&X-Bogus=DFSzswVY4hbANG//tmWx-e9WX7jp`)).toMatch(/X-Bogus: (query|user agent)/);
    expect(await refused(`${detail}&msToken=made-up==&X-Bogus=1&X-Gnarly=00`)).toBe('msToken');
    expect(await refused(`${detail}&msToken=${person.cookies.msToken}&X-Bogus=1&X-Gnarly=00`)).toBe('signature: seal');
  });

  it('takes a fitting X-Bogus with a fresh time, and not an old one', async () => {
    const vectors = JSON.parse(readFileSync(new URL('../fixtures/vectors/xbogus.json', import.meta.url), 'utf8')) as {
      query: string;
      body: string;
      userAgent: string;
      unixSeconds: number;
      xBogus: string;
    }[];
    const vector = vectors.find(
      (one) =>
        /device_id=\d{19}(&|$)/.test(one.query) && one.body === '' && /^[\x20-\x7e]+$/.test(one.query + one.userAgent),
    );
    if (!vector) throw new Error('no vector fits');
    site.rules.msToken = false;
    const address = `https://www.tiktok.com/api/user/detail/?${vector.query}&X-Bogus=${vector.xBogus}`;
    expect((await ask(site, address, { headers: { 'user-agent': vector.userAgent } })).body).toHaveLength(0);
    expect(site.log.at(-1)?.refused).toBe('signature: X-Bogus: time');
    const then = await startSite({ now: () => vector.unixSeconds * 1000, rules: { msToken: false } });
    const reply = await ask(then, address, { headers: { 'user-agent': vector.userAgent } });
    expect(reply.body.length).toBeGreaterThan(0);
    expect(then.log.at(-1)?.refused).toBeUndefined();
    await then.close();
  });

  it("takes the page's seal, by policy", async () => {
    expect((await person.api('/api/item/detail/', { itemId: id })).itemInfo.itemStruct.id).toBe(id);
    site.rules.signature = { default: 'off', '/api/item/detail/': 'page-only' };
    expect((await person.api('/api/item/detail/', { itemId: id })).statusCode).toBe(0);
    expect(await refused(`${detail}&X-Bogus=DFSzswVY4hbANG//tmWx-e9WX7jp`)).toBe('signature: page-only');
    site.rules.signature = 'refuse-all';
    await expect(person.api('/api/item/detail/', { itemId: id })).rejects.toThrow();
    site.rules.signature = 'off';
    expect((await person.get(detail)).body.length).toBeGreaterThan(1000);
  });

  it('wants a login where the site does', async () => {
    const guest = await visitor(site, 'none');
    expect(await guest.api('/api/user/collect/item_list/')).toMatchObject({ statusCode: 8, status_code: 8 });
    await expect(guest.api('/api/search/item/full/', { keyword: 'tea' })).rejects.toThrow();
    expect((await person.api('/api/user/collect/item_list/')).itemList.length).toBeGreaterThan(0);
    site.rules.loginFor = ['*'];
    expect((await guest.api('/api/item/detail/', { itemId: id })).statusCode).toBe(8);
  });

  it('demands a captcha until somebody solves it', async () => {
    site.rules.captcha = true;
    expect(await person.api('/api/item/detail/', { itemId: id })).toMatchObject({ code: '10000', type: 'verify' });
    site.rules.captcha = false;
    expect((await person.api('/api/item/detail/', { itemId: id })).statusCode).toBe(0);
  });
});

describe('media hosts', () => {
  const video = async (): Promise<string[]> =>
    (await person.api('/api/item/detail/', { itemId: id })).itemInfo.itemStruct.video.PlayAddrStruct.UrlList;
  const referer = { referer: 'https://www.tiktok.com/' };

  it('want Referer and the chain token of the session', async () => {
    const [v16 = '', v19 = '', play = ''] = await video();
    expect((await person.get(v16)).status).toBe(403);
    expect(site.log.at(-1)?.refused).toBe('referer');
    expect((await ask(site, v16, { headers: referer })).status).toBe(403);
    expect(site.log.at(-1)?.refused).toBe('tt_chain_token missing');
    const stranger = await visitor(site);
    expect((await stranger.get(v16, referer)).status).toBe(403);
    expect((await person.get(v16.replace(/expire=\d+/, 'expire=1999999999'), referer)).status).toBe(403);
    for (const address of [v16, v19]) {
      const reply = await person.get(address, referer);
      expect(reply.status).toBe(200);
      expect(reply.body.equals(site.bytesOf(id, 'video'))).toBe(true);
    }
    expect((await person.get(play, referer)).headers.location).toBe(v16);
  });

  it('end at their time, and serve ranges', async () => {
    const [v16 = ''] = await video();
    const all = site.bytesOf(id, 'video');
    const part = await person.get(v16, { ...referer, range: 'bytes=100-199' });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 100-199/${all.length}`);
    expect(part.body.equals(all.subarray(100, 200))).toBe(true);
    expect((await person.get(v16, { ...referer, range: `bytes=${all.length}-` })).status).toBe(416);
    site.rules.expiresIn = -5;
    const [late = ''] = await video();
    expect((await person.get(late, referer)).status).toBe(403);
    expect(site.log.at(-1)?.refused).toBe('expired');
  });

  it('give pictures and music to anybody who has the address', async () => {
    const post = specialPosts.recordedPhotos;
    const item = (await person.api('/api/item/detail/', { itemId: post.id })).itemInfo.itemStruct;
    expect(item.imagePost.images).toHaveLength(5);
    const seen = new Set<string>();
    for (const [n, image] of item.imagePost.images.entries()) {
      const reply = await ask(site, image.imageURL.urlList[0]);
      expect(reply.body.equals(site.bytesOf(post.id, 'image', n + 1))).toBe(true);
      seen.add(reply.body.toString('latin1'));
    }
    expect(seen.size).toBe(5);
    expect((await ask(site, item.music.playUrl)).body.equals(site.bytesOf(post.id, 'music'))).toBe(true);
  });

  it('sizes in the reply are the sizes of the files', async () => {
    const item = (await person.api('/api/item/detail/', { itemId: id })).itemInfo.itemStruct;
    for (const gear of item.video.bitrateInfo) {
      const reply = await person.get(gear.PlayAddr.UrlList[0], referer);
      expect(reply.body.length).toBe(gear.PlayAddr.DataSize);
    }
    const [track] = item.video.subtitleInfos;
    expect((await ask(site, track.Url)).body.length).toBe(track.Size);
  });
});

describe('faults', () => {
  it('strike where and as often as told', async () => {
    site.faults.push({ kind: 'status', status: 429, group: 'api', name: '/api/item/detail/', times: 1 });
    expect((await person.get(detail)).status).toBe(429);
    expect((await person.api('/api/item/detail/', { itemId: id })).statusCode).toBe(0);
  });

  it('cut, replace and reset bodies', async () => {
    const address = (await person.api('/api/item/detail/', { itemId: id })).itemInfo.itemStruct.video.playAddr;
    const headers = { referer: 'https://www.tiktok.com/' };
    site.faults.push({ kind: 'cut', group: 'media', name: 'video', times: 1 });
    const cut = await person.get(address, headers);
    expect(cut.cut).toBe(true);
    expect(cut.body.length).toBeLessThan(Number(cut.headers['content-length']));
    site.faults.push({ kind: 'captcha-html', group: 'media', postId: id, times: 1 });
    const captcha = await person.get(address, headers);
    expect(captcha.status).toBe(200);
    expect(captcha.headers['content-type']).toBe('video/mp4');
    expect(captcha.body.toString()).toMatch(/^<!DOCTYPE html>/);
    site.faults.push({ kind: 'reset', group: 'media', times: 1 });
    await expect(person.get(address, headers)).rejects.toThrow();
    expect((await person.get(address, headers)).status).toBe(200);
  });

  it('show the WAF page', async () => {
    site.rules.waf = true;
    const reply = await person.get('https://www.tiktok.com/@tokshelf.demo');
    expect(reply.status).toBe(200);
    expect(reply.body.toString()).toContain('_wafchallengeid');
  });

  it('by chance, but the same chance with the same seed', async () => {
    const outcome = async (): Promise<string> => {
      const one = await startSite({ seed: 7 });
      one.faults.push({ kind: 'status', status: 500, group: 'page', chance: 0.5 });
      let text = '';
      for (let n = 0; n < 16; n++)
        text += (await ask(one, 'https://www.tiktok.com/explore')).status === 500 ? 'x' : '.';
      await one.close();
      return text;
    };
    const first = await outcome();
    expect(first).toMatch(/x/);
    expect(first).toMatch(/\./);
    expect(await outcome()).toBe(first);
  });
});
