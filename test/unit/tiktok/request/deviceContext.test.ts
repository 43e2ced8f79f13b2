import { describe, expect, test } from 'vitest';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { createDeviceContext } from '@/lib/tiktok/request/deviceContext';
import { deviceId, fakeSite, gate, page, secUid, sitePage } from '@/test/unit/tiktok/fakeSite';

const user = { uid: '6800000000000000009', secUid: 'MS4wLjABAAAAme', uniqueId: 'me', nickName: 'Me' };

describe('the context of requests', () => {
  test('asks no page when the caller knows the device', async () => {
    const site = fakeSite(() => page([], '0', false));
    await createClient(site.ports).likes({ secUid });
    expect(site.paths()).toEqual(['/api/favorite/item_list/']);
    expect(site.asked[0]?.query.get('device_id')).toBe(deviceId);
  });

  test('reads one page for what is missing, however many requests there are', async () => {
    const site = fakeSite(
      ({ path }) =>
        path === '/explore'
          ? sitePage({ 'webapp.app-context': { wid: deviceId, language: 'de', region: 'AT', odinId: '77', user } })
          : page([], '0', false),
      { context: null },
    );
    const client = createClient(site.ports);
    await Promise.all([client.likes({ secUid }), client.postList({ secUid })]);
    await client.mixItems({ mixId: '7' });
    expect(site.paths().filter((path) => path === '/explore')).toHaveLength(1);
    expect(Object.fromEntries(site.asked.at(-1)?.query ?? [])).toMatchObject({
      device_id: deviceId,
      region: 'AT',
      app_language: 'de',
      user_is_login: 'true',
      odinId: '77',
      priority_region: 'AT',
    });
    expect(await client.whoIsLoggedIn()).toMatchObject({ uniqueId: 'me' });
  });

  test('draws a device id where no page can be read, and does not ask again at once', async () => {
    const site = fakeSite(({ path }) => (path === '/explore' ? gate : page([], '0', false)), { context: null });
    const client = createClient(site.ports);
    await client.likes({ secUid });
    await client.postList({ secUid });
    const ids = site.asked.filter(({ path }) => path !== '/explore').map(({ query }) => query.get('device_id'));
    expect(ids[0]).toMatch(/^7[23]\d{17}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(site.paths().filter((path) => path === '/explore')).toHaveLength(1);
    site.tick(6 * 60_000);
    await client.likes({ secUid });
    expect(site.paths().filter((path) => path === '/explore')).toHaveLength(2);
  });

  test('a drawn device id gives way to the real one once a page tells it', async () => {
    let open = false;
    const site = fakeSite(({ path }) => (path !== '/explore' ? page([], '0', false) : open ? sitePage({}) : gate), {
      context: null,
    });
    const client = createClient(site.ports);
    expect((await client.browserContext()).deviceId).not.toBe(deviceId);
    open = true;
    site.tick(6 * 60_000);
    expect((await client.browserContext()).deviceId).toBe(deviceId);
  });

  test('a failed look takes nothing away of what an earlier page told', async () => {
    let open = true;
    const site = fakeSite(() => (open ? sitePage({}) : gate), { context: null });
    const client = createClient(site.ports);
    await client.account();
    open = false;
    expect(await client.account()).toMatchObject({ ok: false, error: { code: 'gate' } });
    expect(await client.browserContext()).toMatchObject({ deviceId, region: 'AT' });
  });

  test('a session cookie tells a login where no page does', async () => {
    const site = fakeSite(() => gate, { context: { deviceId }, cookies: { sessionid: 'x' } });
    expect(await createClient(site.ports).browserContext()).toMatchObject({ loggedIn: true });
  });

  test('account reads anew', async () => {
    let login = false;
    const site = fakeSite(() => sitePage({ 'webapp.app-context': { wid: deviceId, ...(login ? { user } : {}) } }), {
      context: null,
    });
    const client = createClient(site.ports);
    expect(await client.account()).not.toHaveProperty('value.account');
    login = true;
    expect(await client.account()).toMatchObject({
      ok: true,
      value: { account: { uniqueId: 'me' }, context: { loggedIn: true } },
    });
  });

  test('a login, a logout and another account are noticed by the session cookie', async () => {
    let session: string | undefined;
    const site = fakeSite(
      () =>
        sitePage({
          'webapp.app-context': { wid: deviceId, ...(session ? { user: { ...user, uniqueId: session } } : {}) },
        }),
      { context: null },
    );
    const client = createClient({ ...site.ports, cookies: { get: async () => session } });
    expect(await client.whoIsLoggedIn()).toBeUndefined();
    expect(site.asked).toHaveLength(0);
    session = '11';
    expect(await client.whoIsLoggedIn()).toMatchObject({ uniqueId: '11' });
    expect(await client.whoIsLoggedIn()).toMatchObject({ uniqueId: '11' });
    expect(site.asked).toHaveLength(1);
    session = '22';
    expect(await client.whoIsLoggedIn()).toMatchObject({ uniqueId: '22' });
    session = undefined;
    expect(await client.whoIsLoggedIn()).toBeUndefined();
  });

  test('says of every request that the site first saw this browser at the same time', async () => {
    const site = fakeSite(() => page([], '0', false), { context: { deviceId } });
    const client = createClient(site.ports);
    await client.likes({ secUid });
    site.tick(60_000);
    await client.likes({ secUid });
    const times = site.asked.map(({ query }) => query.get('WebIdLastTime'));
    expect(times).toEqual(['1800000000', '1800000000']);
  });

  test('a renewed device id wins over all others', async () => {
    const { ports } = fakeSite(() => gate);
    const device = createDeviceContext({
      ...ports,
      context: async () => ({ deviceId }),
      readPage: async () => ({ ok: false, error: { code: 'gate' } }),
    });
    device.renewDevice();
    const first = (await device.get()).deviceId;
    expect(first).not.toBe(deviceId);
    device.renewDevice();
    expect((await device.get()).deviceId).not.toBe(first);
  });

  test.each(['account', 'request'] as const)(
    'a page that was under way while the session changed counts for neither account (asked by: %s)',
    async (who) => {
      const jar: Record<string, string> = { sessionid: '11' };
      let reads = 0;
      const pageOf = (name: string) =>
        sitePage({ 'webapp.app-context': { wid: deviceId, odinId: name, user: { ...user, uid: name } } });
      const site = fakeSite(
        () => {
          reads += 1;
          const answered = pageOf(jar.sessionid ?? '');
          // The reply of the first session arrives when the second is in.
          if (reads === 1) jar.sessionid = '22';
          return answered;
        },
        { context: null },
      );
      const client = createClient({ ...site.ports, cookies: { get: async (name) => jar[name] } });
      if (who === 'account') expect(await client.whoIsLoggedIn()).toMatchObject({ uid: '22' });
      else expect(await client.browserContext()).toMatchObject({ odinId: '22' });
      expect(reads).toBe(2);
    },
  );
});
