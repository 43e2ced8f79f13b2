import { describe, expect, test } from 'vitest';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { type Answer, type Asked, deviceId, fakeSite, gate, reply, sitePage } from '@/test/unit/tiktok/fakeSite';

const secUid = `MS4wLjAB${'C'.repeat(40)}`;
const me = { uid: '6800000000000000009', secUid, uniqueId: 'me', nickName: 'Me' };
const found = { uid: me.uid, secUid, uniqueId: 'me' };
const scopeOf = (user: object) => ({ 'webapp.app-context': { wid: deviceId, user } });

const info = '/passport/web/account/info/';
const known = {
  data: { user_id: 1, user_id_str: me.uid, sec_user_id: secUid, username: 'me', screen_name: 'Me' },
  message: 'success',
};
const profile = {
  statusCode: 0,
  userInfo: { user: { id: me.uid, secUid, uniqueId: 'me', nickname: 'Me' }, stats: {} },
};

/** A site whose page and endpoints answer as given; everything else is gone. */
const build = (answers: Readonly<Record<string, Answer>>, cookies: Record<string, string> = { sessionid: 's' }) => {
  const gone = reply({ status: 404 });
  const site = fakeSite(({ path }: Asked) => answers[path] ?? gone, { cookies });
  return { site, client: createClient(site.ports) };
};

describe('who is logged in', () => {
  test.each([
    [
      'whose data moved to an element of another name',
      sitePage(scopeOf(me)).replace(/__UNIVERSAL\w+__/, 'NEW_DATA'),
      {},
    ],
    ['without any data', '<!DOCTYPE html><html><body></body></html>', { [info]: known }],
    ['that tells nothing of the person', sitePage({}), { [info]: known }],
    ['whose secUid has another name', sitePage(scopeOf({ ...me, secUid: undefined, sec_user_id: secUid })), {}],
    ['that leaves the secUid out', sitePage(scopeOf({ ...me, secUid: undefined })), { '/api/user/detail/': profile }],
    ['that tells the handle alone', sitePage(scopeOf({ uniqueId: 'me' })), { '/api/user/detail/': profile }],
    ['that is refused', gate, { [info]: known }],
  ])('is found with a page %s', async (_what, html, answers) => {
    const { client, site } = build({ '/explore': html, ...answers });
    expect(await client.whoIsLoggedIn()).toMatchObject(found);
    const asked = site.asked.length;
    expect(await client.whoIsLoggedIn()).toMatchObject(found);
    expect(site.asked).toHaveLength(asked);
  });

  test('is nobody when the site says that the session is over', async () => {
    const over = { data: { error_code: 1, name: 'session_expired' }, message: 'error' };
    const { client } = build({ '/explore': sitePage({}), [info]: over });
    expect(await client.whoIsLoggedIn()).toBeUndefined();
  });

  test('is nobody without the cookie, and nobody is asked', async () => {
    const { client, site } = build({ [info]: known }, {});
    expect(await client.whoIsLoggedIn()).toBeUndefined();
    expect(site.asked).toEqual([]);
  });

  test.each([
    ['no data and no answer', '<html></html>', {}],
    ['an answer in a form that is not known', sitePage({}), { [info]: { data: {}, message: 'success' } }],
    ['a handle whose profile cannot be had', sitePage(scopeOf({ uniqueId: 'me' })), {}],
  ])('cannot be found out with %s, and that is said', async (_what, html, answers) => {
    const { client } = build({ '/explore': html, ...answers });
    await expect(client.whoIsLoggedIn()).rejects.toMatchObject({ failure: { code: 'account' } });
  });

  test('is asked for again after a failure, and after another login', async () => {
    const answers: Record<string, Answer> = { '/explore': sitePage({}) };
    const cookies = { sessionid: 's' };
    const { client } = build(answers, cookies);
    await expect(client.whoIsLoggedIn()).rejects.toThrow();
    answers[info] = known;
    expect(await client.whoIsLoggedIn()).toMatchObject(found);
    answers[info] = { data: { ...known.data, user_id_str: '2', username: 'other' }, message: 'success' };
    cookies.sessionid = 'other';
    expect(await client.whoIsLoggedIn()).toMatchObject({ uid: '2', uniqueId: 'other' });
  });

  test('is not told by a network that is gone', async () => {
    const { client } = build({ '/explore': new Error('gone'), [info]: new Error('gone') });
    await expect(client.whoIsLoggedIn()).rejects.toMatchObject({ failure: { code: 'network' } });
  });
});
