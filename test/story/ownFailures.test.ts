import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Post } from '@/lib/model/post';
import type { Source } from '@/lib/model/source';
import { createLists } from '@/lib/sources/createLists';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';
import { type Answer, type Asked, fakeSite, idOf, item, reply } from '../unit/tiktok/fakeSite';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const minutes = (count: number): number => count * 60_000;
const newestJob = async (world: World) => (await world.store.jobs.recent(1))[0];
const noPause = async (world: World): Promise<void> =>
  expect(await world.store.kv.get('backoff'), 'a pause that all share').toBeUndefined();

/** A world whose lists are the real ones, on a site that answers by script. */
const withScript = (answer: (request: Asked) => Answer): { world: World; asked: Asked[] } => {
  const world = createWorld();
  const { ports, asked } = fakeSite(answer);
  Object.assign(world.site.lists, createLists(createClient({ ...ports, clock: world.clock })));
  return { world, asked };
};

describe('20 pasted links, seven of which the site answers in odd ways', () => {
  const server = reply({ status: 500, body: '{}' });
  const odd = new Map<string, Answer>([
    [idOf(3), { statusCode: 100004 }],
    [idOf(6), reply({ status: 404, body: '<html></html>' })],
    [idOf(9), server],
    [idOf(10), server],
    [idOf(12), { statusCode: 123456, statusMsg: 'a new one' }],
    [idOf(15), reply({ headers: { tt_orcas_res: '1' } })],
    [idOf(20), server],
  ]);
  const oddOf = ({ path, query }: Asked): Answer | undefined =>
    odd.get(query.get('itemId') ?? /\d{19}/.exec(path)?.[0] ?? '');
  const script = (request: Asked): Answer =>
    oddOf(request) ?? { statusCode: 0, itemInfo: { itemStruct: item(Number(request.query.get('itemId')?.slice(-5))) } };
  const links = Array.from({ length: 20 }, (_, at) => `https://www.tiktok.com/@demo.user/video/${idOf(at + 1)}`);

  it('costs those seven alone, in minutes, after few tries, each with its code', async () => {
    const { world, asked } = withScript(script);
    const start = world.clock.now();
    await world.queue().startJob({ kind: 'links', links }, {});
    expect(await world.idle()).toBe(true);
    const job = await newestJob(world);
    expect(job).toMatchObject({ state: 'done', counts: { saved: 13, failed: 7 } });
    expect(world.clock.now() - start).toBeLessThan(minutes(4));
    const failed = await world.store.tasks.ofJob(job?.id ?? '', ['failed']);
    const codes = failed.map((task) => [task.postId, task.state === 'failed' && task.error.code]);
    expect(codes).toEqual([
      [idOf(3), 'refused'],
      [idOf(6), 'http'],
      [idOf(9), 'http'],
      [idOf(10), 'http'],
      [idOf(12), 'refused'],
      [idOf(15), 'gate'],
      [idOf(20), 'http'],
    ]);
    for (const id of odd.keys())
      expect(asked.filter(({ query }) => query.get('itemId') === id).length, id).toBeLessThanOrEqual(6);
    await noPause(world);
  });

  it('slows no click meanwhile', async () => {
    const { world } = withScript(script);
    await world.queue().startJob({ kind: 'links', links }, {});
    const took: number[] = [];
    for (const n of [51, 52, 53, 54, 55, 56]) {
      await world.clock.pass(15_000);
      const start = world.clock.now();
      await world.queue().startJob({ kind: 'one', postId: idOf(n) }, {});
      const isSaved = async () => (await world.queue().postStates([idOf(n)]))[0]?.state === 'saved';
      expect(await world.clock.runUntil(isSaved, minutes(10))).toBe(true);
      took.push(world.clock.now() - start);
    }
    expect(Math.max(...took)).toBeLessThan(5_000);
  });

  it('still waits for a site that answers nothing at all, and then loses none', async () => {
    let isDown = false;
    const { world } = withScript(({ path, query }) =>
      isDown
        ? server
        : { statusCode: 0, itemInfo: { itemStruct: item(Number((query.get('itemId') ?? path).slice(-5))) } },
    );
    await world.queue().startJob({ kind: 'links', links }, {});
    await world.clock.runUntil(() => world.browser.disk.size > 4);
    isDown = true;
    await world.clock.pass(minutes(120));
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', counts: { failed: 0 } });
    isDown = false;
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 20, failed: 0 } });
  });
});

describe('files', () => {
  const withPosts = (posts: Post[]): World => {
    const world = createWorld({ quiet: true });
    world.site.contents.set(`posts:${secUid}`, posts);
    return world;
  };
  const unavailable = failure('http', undefined, { status: 503 });

  it.each([
    ['a server error', unavailable],
    ['a page in its place', failure('gate', 'html instead of video')],
  ])('of one post that meet %s for ever cost nobody a pause', async (_, error) => {
    const world = withPosts(somePosts(40, { kind: 'video' }));
    world.browser.fault = ({ file }) => (file.includes(aPost(20).id) ? error : undefined);
    const start = world.clock.now();
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 39, failed: 1 } });
    expect(world.clock.now() - start).toBeLessThan(minutes(4));
    await noPause(world);
  });

  it('of one slideshow, all refused, cost nobody a pause', async () => {
    const world = withPosts([aPost(3)]);
    world.settings = { ...world.settings, files: ['image', 'music', 'cover'] };
    world.browser.fault = () => failure('expired', undefined, { status: 403 });
    await world.queue().startJob({ kind: 'one', postId: aPost(3).id }, {});
    expect(await world.idle(minutes(5))).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'failed', error: { code: 'expired' } });
    await noPause(world);
  });

  it.each([
    ['server errors', unavailable],
    ['no connection', failure('network')],
    ['nothing', failure('timeout')],
  ])('of one host that gives %s are lost alone, in minutes', async (_, error) => {
    const posts = somePosts(40, { kind: 'video' }).map((post, at) =>
      at % 2 === 0 ? post : (JSON.parse(JSON.stringify(post).replaceAll('v16-webapp-prime', 'v19-dead')) as Post),
    );
    const world = withPosts(posts);
    world.browser.fault = ({ file }) => (file.includes('v19-dead') ? error : undefined);
    const start = world.clock.now();
    await world.queue().startJob(profile, {});
    expect(await world.idle(minutes(24 * 60))).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 20, failed: 20 } });
    expect(world.clock.now() - start).toBeLessThan(minutes(15));
  });

  it('of all hosts that meet server errors pause together', async () => {
    const world = withPosts(somePosts(40, { kind: 'video' }));
    world.browser.fault = () => unavailable;
    await world.queue().startJob(profile, {});
    await world.clock.pass(15_000);
    expect(await world.store.kv.get('backoff')).toMatchObject({ level: 1 });
  });

  it('that are made here say nothing of a pause', async () => {
    const world = withPosts(somePosts(40, { kind: 'video' }));
    world.settings = { ...world.settings, files: ['video', 'desc'] };
    world.browser.fault = () => failure('rate', undefined, { status: 429 });
    await world.queue().startJob(profile, {});
    await world.clock.pass(minutes(3));
    expect((await world.store.records.recent(99)).some(({ kind }) => kind === 'desc')).toBe(true);
    expect(await world.store.kv.get('backoff')).toMatchObject({ level: 4 });
  });
});

it('a list that meets server errors for ever slows no other one', async () => {
  const world = createWorld({ quiet: true });
  world.site.contents.set(`posts:${secUid}`, somePosts(70, { kind: 'video' }));
  world.site.fault = ({ listKey }) => (listKey === 'mix:77' ? failure('http', 'HTTP 500', { status: 500 }) : undefined);
  await world.queue().startJob({ kind: 'mix', mixId: '77' }, {});
  await world.clock.pass(minutes(10));
  const start = world.clock.now();
  await world.queue().startJob(profile, {});
  expect(await world.clock.runUntil(() => world.browser.disk.size === 70, minutes(60))).toBe(true);
  expect(world.clock.now() - start).toBeLessThan(20_000);
  await noPause(world);
});

it('posts that the site refuses now and then among others that it gives tell of themselves alone', async () => {
  const world = createWorld();
  const posts = somePosts(30, { kind: 'video' });
  world.site.contents.set(`posts:${secUid}`, posts);
  world.site.lifetime = 1_000;
  const odd = [posts[5], posts[14], posts[23]].map((post) => post?.id);
  world.site.fault = ({ kind, postId }) =>
    kind === 'post' && odd.includes(postId) ? failure('http', undefined, { status: 503 }) : undefined;
  await world.queue().startJob(profile, {});
  let pauses = 0;
  await world.clock.runUntil(async () => {
    if ((await world.store.kv.get('backoff')) !== undefined) pauses += 1;
    return (await newestJob(world))?.counts.saved === 27;
  });
  expect(await newestJob(world)).toMatchObject({ counts: { saved: 27 } });
  expect(pauses).toBe(0);
});
