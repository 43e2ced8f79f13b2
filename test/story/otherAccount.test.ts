import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Account } from '@/lib/model/offer';
import type { Source } from '@/lib/model/source';
import { createLists } from '@/lib/sources/createLists';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';
import { fakeSite, idOf, item } from '../unit/tiktok/fakeSite';

const a: Account = { uid: '1', secUid: anAuthor().secUid, uniqueId: 'a', nickname: 'A' };
const b: Account = { uid: '2', secUid: 'MS4wLjABAAAAother', uniqueId: 'b', nickname: 'B' };
const theirs = Array.from({ length: 60 }, (_, at) => aPost(900 + at));

const lists: readonly (readonly [string, Source, string])[] = [
  ['favourites', { kind: 'favourites', secUid: a.secUid }, `favourites:${a.secUid}`],
  ['own likes', { kind: 'likes', secUid: a.secUid }, `likes:${a.secUid}`],
  ['own posts', { kind: 'posts', secUid: a.secUid }, `posts:${a.secUid}`],
  ['a folder', { kind: 'collection', collectionId: '77' }, 'collection:77'],
  ['a playlist', { kind: 'mix', mixId: '77' }, 'mix:77'],
  ['a search', { kind: 'search', keyword: 'cats' }, 'search:cats'],
];

const build = (key: string): World => {
  const world = createWorld();
  world.site.account = a;
  world.site.pageSize = 10;
  world.site.contents.set(key, somePosts(40));
  return world;
};

/** The session is B's: the same address answers with what is B's. */
const become = (world: World, key: string): void => {
  world.site.account = b;
  world.site.contents.set(key, theirs);
};

const newestJob = async (world: World) => (await world.store.jobs.recent(1))[0];

const expectNothingOfB = async (world: World, key: string): Promise<void> => {
  const ids = theirs.map(({ id }) => id);
  expect(await world.store.posts.getMany(ids)).toEqual([]);
  expect(await world.store.tasks.ofPosts(ids)).toEqual([]);
  expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'session' } });
  // The right session finds everything.
  world.site.account = a;
  world.site.contents.set(key, somePosts(40));
  await world.queue().resume((await newestJob(world))?.id ?? '');
  expect(await world.idle()).toBe(true);
  expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { seen: 40 } });
  expect(await world.store.posts.getMany(ids)).toEqual([]);
};

const untilPages = async (world: World, count: number): Promise<void> => {
  const read = () => world.site.requests.filter(({ kind }) => kind === 'page').length;
  expect(await world.clock.runUntil(async () => read() >= count)).toBe(true);
};

describe.each(lists)('%s of one account', (_, source, key) => {
  it('wait while another is logged in, from the next page on', async () => {
    const world = build(key);
    await world.queue().startJob(source, {});
    await untilPages(world, 1);
    await world.clock.pass(300);
    become(world, key);
    await world.clock.pass(60_000);
    await expectNothingOfB(world, key);
  });

  it('take nothing of a page that was under way when the session changed', async () => {
    const world = build(key);
    world.site.latency = 1000;
    await world.queue().startJob(source, {});
    await untilPages(world, 2);
    become(world, key);
    await world.clock.pass(60_000);
    await expectNothingOfB(world, key);
  });

  it('wait after a death of the worker as well', async () => {
    const world = build(key);
    await world.queue().startJob(source, {});
    await untilPages(world, 2);
    world.kill();
    become(world, key);
    await world.queue().wake();
    await world.clock.pass(60_000);
    await expectNothingOfB(world, key);
  });
});

it('favourites that were asked for in one session are not opened in another', async () => {
  const key = `favourites:${a.secUid}`;
  const world = build(key);
  become(world, key);
  await world.queue().startJob({ kind: 'favourites', secUid: a.secUid }, {});
  await world.clock.pass(60_000);
  expect(world.site.requests).toEqual([]);
  await expectNothingOfB(world, key);
});

it('own likes wait for the login when nobody is logged in any more: an empty answer is no end', async () => {
  const key = `likes:${a.secUid}`;
  const world = build(key);
  await world.queue().startJob({ kind: 'likes', secUid: a.secUid }, {});
  await untilPages(world, 2);
  world.kill();
  world.site.account = undefined;
  world.site.contents.set(key, []);
  await world.queue().wake();
  await world.clock.pass(60_000);
  expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'login' } });
});

it('favourites end with words of their own when nobody tells who is logged in, and go on once it is known', async () => {
  const key = `favourites:${a.secUid}`;
  const world = build(key);
  world.site.accountFault = failure('account');
  await world.queue().startJob({ kind: 'favourites', secUid: a.secUid }, {});
  expect(await world.idle()).toBe(true);
  expect(await newestJob(world)).toMatchObject({ state: 'failed', error: { code: 'account' } });
  world.site.accountFault = undefined;
  await world.queue().retryFailed((await newestJob(world))?.id ?? '');
  expect(await world.idle()).toBe(true);
  expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { seen: 40 } });
});

it.each(lists)('%s goes on by itself when its account is back', async (_, source, key) => {
  const world = build(key);
  await world.queue().startJob(source, {});
  await untilPages(world, 1);
  become(world, key);
  await world.clock.pass(60_000);
  expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'session' } });
  world.site.account = a;
  world.site.contents.set(key, somePosts(40));
  expect(await world.idle(900_000)).toBe(true);
  expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { seen: 40, failed: 0 } });
});

it('a list is not opened as another’s when the session changes while it opens', async () => {
  const key = `likes:${a.secUid}`;
  const world = build(key);
  world.site.latency = 1000;
  await world.queue().startJob({ kind: 'likes', secUid: a.secUid }, {});
  await world.clock.runUntil(() => world.site.requests.length > 0);
  become(world, key);
  world.site.fault = ({ kind }) => (kind === 'open' && world.site.account === b ? failure('private') : undefined);
  await world.clock.pass(60_000);
  await expectNothingOfB(world, key);
});

describe('single posts of a job', () => {
  const privateToB = (world: World): void => {
    world.site.fault = ({ kind }) => (kind === 'post' && world.site.account !== a ? failure('private') : undefined);
  };

  it('that are the account’s alone are not given up while another one is logged in', async () => {
    const key = `posts:${a.secUid}`;
    const world = build(key);
    world.site.lifetime = 3_000;
    world.browser.fetchMs = 2_000;
    privateToB(world);
    await world.queue().startJob({ kind: 'posts', secUid: a.secUid }, {});
    await world.clock.runUntil(async () => (await newestJob(world))?.phase === 'draining');
    world.site.account = b;
    await world.clock.pass(120_000);
    expect(await newestJob(world)).toMatchObject({
      state: 'waiting',
      waiting: { reason: 'session' },
      counts: { failed: 0 },
    });
    world.site.account = a;
    expect(await world.idle(900_000)).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { seen: 40, failed: 0 } });
  });

  it('that were pasted as links are not given up either', async () => {
    const world = createWorld();
    const odd = idOf(5);
    const isShown = (): boolean => world.site.account === a;
    const { ports } = fakeSite(({ path, query }) => {
      const id = query.get('itemId') ?? path.slice(-19);
      if (id === odd && !isShown()) return { statusCode: 10204, statusMsg: 'status_self_see' };
      return { statusCode: 0, itemInfo: { itemStruct: item(Number(id.slice(-5))) } };
    });
    const { account: _, ...real } = createLists(createClient({ ...ports, clock: world.clock }));
    Object.assign(world.site.lists, real);
    world.site.account = a;
    const links = Array.from({ length: 8 }, (_, at) => idOf(at + 1));
    await world.queue().startJob({ kind: 'links', links }, {});
    await world.clock.runUntil(() => world.browser.disk.size > 1);
    world.site.account = b;
    await world.clock.pass(120_000);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'session' } });
    world.site.account = a;
    expect(await world.idle(900_000)).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 8, failed: 0 } });
  });
});
