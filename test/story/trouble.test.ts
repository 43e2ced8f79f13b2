import { describe, expect, it } from 'vitest';
import { type Failure, failure } from '@/lib/base/failure';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const listKey = `posts:${secUid}`;

const newestJob = async (world: World) => (await world.store.jobs.recent(1))[0];

/** True in `percent` of the calls, by a fixed sequence. */
const dice = (percent: number, seed: number) => {
  let state = seed;
  return (): boolean => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 100 < percent;
  };
};

const withPosts = (count: number): World => {
  const world = createWorld({ quiet: true });
  world.site.contents.set(listKey, somePosts(count, { kind: 'video' }));
  return world;
};

const expectAll = async (world: World, count: number): Promise<void> => {
  expect(await world.idle()).toBe(true);
  expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: count, failed: 0 } });
  expect(world.browser.disk.size).toBe(count);
  for (const [path, text] of world.browser.disk) expect(path.endsWith('.mp4') && text.includes('/video/0/')).toBe(true);
  expect(world.browser.stagedCount()).toBe(0);
  expect((await world.store.posts.getMany(somePosts(count).map(({ id }) => id))).some(({ pending }) => pending)).toBe(
    false,
  );
};

describe('100 posts, all saved in the end', () => {
  const faults: Record<string, { percent: number; error: Failure }> = {
    '10 % refused (403)': { percent: 10, error: failure('expired', undefined, { status: 403 }) },
    '10 % slowed down (429)': { percent: 10, error: failure('rate', undefined, { status: 429 }) },
    '10 % server errors (503)': { percent: 10, error: failure('http', undefined, { status: 503 }) },
    '10 % cut bodies': { percent: 10, error: failure('file', '10 bytes instead of 20') },
    '5 % pages instead of media': { percent: 5, error: failure('gate', 'html instead of video') },
    '5 % captcha pages instead of media': { percent: 5, error: failure('captcha') },
    '10 % broken connections': { percent: 10, error: failure('network') },
  };
  it.each(Object.entries(faults))('with %s', async (_, { percent, error }) => {
    const world = withPosts(100);
    const roll = dice(percent, 42);
    let struck = 0;
    world.browser.fault = () => {
      if (!roll()) return undefined;
      struck += 1;
      return error;
    };
    await world.queue().startJob(profile, {});
    await expectAll(world, 100);
    expect(struck).toBeGreaterThan(1);
  });

  it('with addresses that expire after 3 s', async () => {
    const world = withPosts(100);
    world.site.lifetime = 3000;
    await world.queue().startJob(profile, {});
    await expectAll(world, 100);
    expect(world.site.requests.filter(({ kind }) => kind === 'post').length).toBeGreaterThan(50);
  });

  it.each(['network', 'offline'] as const)('with 60 s without connection, seen as %s', async (code) => {
    const world = withPosts(100);
    const start = world.clock.now() + 3000;
    const isDown = () => world.clock.now() >= start && world.clock.now() < start + 60_000;
    world.browser.fault = () => (isDown() ? failure(code) : undefined);
    world.site.fault = () => (isDown() ? failure(code) : undefined);
    await world.queue().startJob(profile, {});
    await expectAll(world, 100);
  });

  it.each(['network', 'timeout', 'offline'] as const)(
    'after two hours without connection, seen as %s',
    async (code) => {
      const world = withPosts(100);
      const start = world.clock.now() + 3000;
      const isDown = () => world.clock.now() >= start && world.clock.now() < start + 7_200_000;
      world.browser.fault = () => (isDown() ? failure(code) : undefined);
      await world.queue().startJob(profile, {});
      await world.clock.pass(3_600_000);
      expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'offline' } });
      await expectAll(world, 100);
    },
  );

  it('with downloads that the browser breaks off', async () => {
    const world = withPosts(100);
    const roll = dice(10, 7);
    world.browser.saveFault = () => (roll() ? failure('file', 'FILE_FAILED') : undefined);
    await world.queue().startJob(profile, {});
    await expectAll(world, 100);
  });
});

describe('the site slows down', () => {
  it('pauses everything, twice as long each time, up to ten minutes', async () => {
    const world = withPosts(40);
    const asked: number[] = [];
    let refusing = true;
    world.browser.fault = () => {
      asked.push(world.clock.now());
      return refusing ? failure('rate', undefined, { status: 429 }) : undefined;
    };
    await world.queue().startJob(profile, {});
    await world.clock.pass(45 * 60_000);
    const bursts = asked.filter((time, at) => time - (asked[at - 1] ?? 0) > 1000);
    const pauses = bursts.slice(1).map((time, at) => Math.round((time - (bursts[at] ?? 0)) / 1000));
    expect(pauses.slice(0, 7)).toEqual([20, 40, 80, 160, 320, 600, 600]);
    // After the first burst one request at a time feels its way.
    expect(asked.length).toBe(bursts.length + 3);
    refusing = false;
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(40);
  });

  it('keeps the pause when the worker dies in it', async () => {
    const world = withPosts(40);
    world.browser.fault = () => failure('rate', undefined, { status: 429 });
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(() => world.browser.media.length >= 4);
    await world.clock.pass(2000);
    const asked = world.browser.media.length;
    world.kill();
    await world.queue().wake();
    await world.clock.pass(15_000);
    expect(world.browser.media.length).toBe(asked);
    world.browser.fault = () => undefined;
    await expectAll(world, 40);
  });
});

describe('posts that cannot be had', () => {
  it('are listed with their codes, and the others saved', async () => {
    const world = withPosts(100);
    const lost: Record<number, Failure> = {
      5: failure('removed'),
      15: failure('private'),
      25: failure('region'),
      35: failure('removed'),
      45: failure('private'),
      55: failure('removed'),
      65: failure('region'),
    };
    for (const [n, error] of Object.entries(lost)) world.site.refused.set(aPost(Number(n)).id, error);
    world.browser.fault = ({ file }) =>
      Object.keys(lost).some((n) => file.includes(aPost(Number(n)).id))
        ? failure('expired', undefined, { status: 403 })
        : undefined;
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    const job = await newestJob(world);
    expect(job).toMatchObject({ state: 'done', counts: { saved: 93, failed: 7 } });
    const failed = await world.store.tasks.ofJob(job?.id ?? '', ['failed']);
    const codes = failed.map((task) => (task.state === 'failed' ? [task.postId, task.error.code, task.final] : []));
    expect(codes.sort()).toEqual(
      Object.entries(lost)
        .map(([n, { code }]) => [aPost(Number(n)).id, code, true])
        .sort(),
    );
    // Lost for good: neither a retry nor a second run asks for them.
    const media = world.browser.media.length;
    expect(await world.queue().retryFailed(job?.id ?? '')).toBe(false);
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.media.length).toBe(media);
  });

  it('and such that could not be read are counted, and read again on retry', async () => {
    const world = withPosts(40);
    const odd = aPost(7).id;
    world.site.unreadable.set(odd, failure('shape', 'no video', { postId: odd }));
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    const job = await newestJob(world);
    expect(job).toMatchObject({ state: 'done', listing: { listed: 40 }, counts: { seen: 39, saved: 39, failed: 1 } });
    expect(await world.queue().postStates([odd])).toMatchObject([
      { state: 'failed', error: { code: 'shape', postId: odd } },
    ]);
    expect(await world.queue().retryFailed(job?.id ?? '')).toBe(true);
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({
      state: 'done',
      counts: { seen: 40, saved: 40, failed: 0, planned: 40 },
    });
    expect(world.browser.disk.size).toBe(40);
  });

  it('cost themselves alone where the site refuses them by a code of its own, and slow nobody down', async () => {
    const world = createWorld({ quiet: true });
    const posts = somePosts(20, { kind: 'video' });
    world.site.contents.set('known', posts);
    const odd = posts[7]?.id ?? '';
    const refusal = failure('refused', undefined, { siteCode: 100004, postId: odd });
    for (const { id } of posts) if (id === odd) world.site.refused.set(id, refusal);
    const before = world.clock.now();
    for (const { id } of posts) await world.queue().startJob({ kind: 'one', postId: id }, {});
    expect(await world.idle()).toBe(true);
    const jobs = await world.store.jobs.recent(20);
    expect(jobs.filter(({ state }) => state === 'done')).toHaveLength(19);
    expect(jobs.find(({ state }) => state === 'failed')).toMatchObject({
      error: { code: 'refused', siteCode: 100004 },
    });
    expect(world.site.requests.filter(({ postId }) => postId === odd).length).toBeLessThanOrEqual(3);
    expect(await world.store.kv.get('backoff')).toBeUndefined();
    expect(world.clock.now() - before).toBeLessThan(120_000);
  });

  it('fail a job of one post with the reason', async () => {
    const world = createWorld();
    const post = aPost(1);
    await world.queue().startJob({ kind: 'one', postId: post.id }, {});
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'failed', error: { code: 'removed', siteCode: 10204 } });
    expect(await world.queue().postStates([post.id])).toMatchObject([{ state: 'failed', error: { code: 'removed' } }]);
    expect(world.browser.disk.size).toBe(0);
    expect(await world.store.records.recent(1)).toEqual([]);
  });
});

describe('lists that lie', () => {
  const broken = (cursor: (asked: string) => string) => {
    const world = withPosts(100);
    const honest = world.site.lists.page.bind(world.site.lists);
    world.site.lists.page = async (source, asked) => {
      const page = await honest(source, asked);
      return page.ok ? { ok: true, value: { ...page.value, cursor: cursor(asked), hasMore: true } } : page;
    };
    return world;
  };

  it('fail when the cursor stands still, after what was listed is saved', async () => {
    const world = broken((asked) => asked);
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'failed', error: { code: 'list' }, counts: { seen: 0 } });
  });

  it('fail when the same page comes again and again', async () => {
    let turn = 0;
    const world = broken(() => {
      turn += 1;
      return `x${turn}`;
    });
    const honest = world.site.lists.page;
    world.site.lists.page = (source) => honest(source, '');
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'failed', error: { code: 'list' }, counts: { saved: 35 } });
    expect(world.browser.disk.size).toBe(35);
  });
});

describe('waiting for the person', () => {
  it('stops at a captcha and goes on by itself once it is solved', async () => {
    const world = withPosts(100);
    let solved = false;
    world.site.fault = ({ cursor }) => (cursor !== '' && !solved ? failure('captcha') : undefined);
    await world.queue().startJob(profile, {});
    await world.clock.pass(30_000);
    expect(await newestJob(world)).toMatchObject({
      state: 'waiting',
      waiting: { reason: 'captcha' },
      error: { code: 'captcha' },
    });
    const asked = world.site.requests.length;
    await world.clock.pass(60_000);
    expect(world.site.requests.length).toBe(asked);
    solved = true;
    await world.queue().solved();
    await expectAll(world, 100);
    expect((await newestJob(world))?.error).toBeUndefined();
  });

  it('looks now and then by itself', async () => {
    const world = withPosts(100);
    let solved = false;
    world.site.fault = () => (solved ? undefined : failure('captcha'));
    await world.queue().startJob(profile, {});
    await world.clock.pass(10 * 60_000);
    expect(world.site.requests.length).toBeLessThanOrEqual(6);
    solved = true;
    await expectAll(world, 100);
  });

  it('has all its tries left after a captcha that stood for an hour', async () => {
    const world = withPosts(40);
    const end = world.clock.now() + 3_600_000;
    let struck = 0;
    world.site.fault = ({ kind }) => {
      if (kind !== 'page') return undefined;
      if (world.clock.now() < end) return failure('captcha');
      struck += 1;
      return struck <= 3 ? failure('list', 'ends too early') : undefined;
    };
    await world.queue().startJob(profile, {});
    await expectAll(world, 40);
    expect(struck).toBeGreaterThan(3);
  });

  it('tells the button of a single post what it waits for', async () => {
    const world = createWorld();
    const post = aPost(1);
    world.site.contents.set('x', [post]);
    world.site.fault = () => failure('captcha');
    await world.queue().startJob({ kind: 'one', postId: post.id }, {});
    await world.clock.pass(5000);
    expect(await world.queue().postStates([post.id])).toMatchObject([{ state: 'failed', error: { code: 'captcha' } }]);
    world.site.fault = () => undefined;
    // A second click asks again at once.
    await world.queue().startJob({ kind: 'one', postId: post.id }, {});
    expect(await world.idle()).toBe(true);
    expect(await world.queue().postStates([post.id])).toMatchObject([{ state: 'saved' }]);
    expect(await world.store.jobs.recent(9)).toHaveLength(1);
  });

  it('waits for a login', async () => {
    const world = createWorld();
    const favourites: Source = { kind: 'favourites', secUid };
    world.site.contents.set(`favourites:${secUid}`, somePosts(10));
    const account = { uid: '1', secUid, uniqueId: 'me', nickname: 'Me' };
    world.site.account = undefined;
    await world.queue().startJob(favourites, {});
    await world.clock.pass(60_000);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'login' } });
    expect(world.site.requests).toEqual([]);
    world.site.account = account;
    await world.queue().resume((await newestJob(world))?.id ?? '');
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', accountUid: '1' });
  });

  it('goes on once somebody is logged in: told so, or by itself after a while', async () => {
    const world = createWorld();
    const account = { uid: '1', secUid, uniqueId: 'me', nickname: 'Me' };
    const lists = ['posts', 'favourites'].map((kind) => `${kind}:${secUid}`);
    for (const key of lists) world.site.contents.set(key, somePosts(10));
    world.site.account = undefined;
    await world.queue().startJob({ kind: 'favourites', secUid }, {});
    await world.clock.pass(3_600_000);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'login' } });
    expect(world.site.requests).toEqual([]);
    world.site.account = account;
    await world.queue().solved();
    expect(await world.idle(60_000)).toBe(true);
    world.site.account = undefined;
    await world.queue().startJob({ kind: 'favourites', secUid }, {});
    await world.clock.pass(60_000);
    world.site.account = account;
    expect(await world.idle(3_600_000)).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done' });
  });

  it('goes on at once when what it waits for has passed, and only then', async () => {
    const world = withPosts(30);
    let isForbidden = true;
    world.site.fault = () => (isForbidden ? failure('permission') : undefined);
    await world.queue().startJob(profile, {});
    await world.clock.pass(120_000);
    const held = await newestJob(world);
    const id = held?.id ?? '';
    expect(held).toMatchObject({ waiting: { reason: 'permission' } });
    await world.queue().unblock(['offline']);
    expect((await world.store.jobs.get(id))?.state).toBe('waiting');
    isForbidden = false;
    await world.queue().unblock(['permission']);
    expect(await world.idle(60_000)).toBe(true);
    expect(world.browser.disk.size).toBe(30);
  });

  it('looks again after the store failed it at the alarm', async () => {
    const world = withPosts(10);
    let solved = false;
    world.site.fault = () => (solved ? undefined : failure('captcha'));
    world.browser.onAlarm = () =>
      void world
        .queue()
        .wake()
        .catch(() => undefined);
    await world.queue().startJob(profile, {});
    await world.clock.pass(60_000);
    const { inFlight } = world.store.tasks;
    let broken = 0;
    world.store.tasks.inFlight = async () => {
      world.store.tasks.inFlight = inFlight;
      broken += 1;
      throw new Error('the database is busy');
    };
    solved = true;
    expect(await world.idle()).toBe(true);
    expect(broken).toBe(1);
    expect(world.browser.disk.size).toBe(10);
  });

  it('waits when another account is logged in', async () => {
    const world = withPosts(100);
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(() => world.browser.disk.size > 5);
    world.site.account = { uid: '2', secUid: 'MS4wLjABAAAAother', uniqueId: 'o', nickname: 'O' };
    await world.clock.pass(60_000);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', error: { code: 'login' } });
  });

  it('waits when the disk is full, with no failed files', async () => {
    const world = withPosts(100);
    let full = true;
    world.browser.saveFault = () => (full && world.browser.disk.size >= 30 ? failure('space') : undefined);
    await world.queue().startJob(profile, {});
    await world.clock.pass(120_000);
    expect(await newestJob(world)).toMatchObject({
      state: 'waiting',
      waiting: { reason: 'space' },
      counts: { saved: 30, failed: 0 },
    });
    full = false;
    await world.queue().resume((await newestJob(world))?.id ?? '');
    await expectAll(world, 100);
  });

  it('fails a single file that the browser may not write, and goes on', async () => {
    const world = withPosts(30);
    world.browser.saveFault = (path) => (path.includes('caption 20') ? failure('folder') : undefined);
    await world.queue().startJob(profile, {});
    expect(await world.idle(600_000)).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 29, failed: 1 } });
  });

  it('says so when the browser asks where to save each file and nobody answers', async () => {
    const world = withPosts(30);
    world.browser.saveFault = () => failure('folder', 'USER_CANCELED');
    await world.queue().startJob(profile, {});
    await world.clock.pass(120_000);
    const job = await newestJob(world);
    expect(job).toMatchObject({ state: 'waiting', waiting: { reason: 'folder' }, notices: ['asks'] });
    world.browser.saveFault = () => undefined;
    await world.queue().resume(job?.id ?? '');
    expect(await world.idle()).toBe(true);
    await world.queue().retryFailed(job?.id ?? '');
    await expectAll(world, 30);
  });

  it('waits when the browser may write nothing at all, at the cost of two files however long it lasts', async () => {
    const world = withPosts(30);
    world.browser.saveFault = () => failure('folder');
    await world.queue().startJob(profile, {});
    await world.clock.pass(12 * 3_600_000);
    const job = await newestJob(world);
    expect(job).toMatchObject({ state: 'waiting', waiting: { reason: 'folder' }, counts: { failed: 2 } });
    world.browser.saveFault = () => undefined;
    await world.queue().resume(job?.id ?? '');
    expect(await world.idle()).toBe(true);
    await world.queue().retryFailed(job?.id ?? '');
    await expectAll(world, 30);
  });

  it('saves under a shorter name what the disk finds too long, and fetches it once', async () => {
    const world = withPosts(30);
    let fetched = 0;
    world.browser.fault = () => {
      fetched += 1;
      return undefined;
    };
    world.browser.saveFault = (path) => (path.includes('caption') ? failure('path', 'FILE_NAME_TOO_LONG') : undefined);
    await world.queue().startJob(profile, {});
    await expectAll(world, 30);
    expect(fetched).toBe(30);
    const [record] = await world.store.records.recent(1);
    expect(record?.path.endsWith(record.relativePath)).toBe(true);
    expect(record?.notes).toContain('shortened');
  });

  it.each(['FILE_TOO_LARGE', 'FILE_NAME_TOO_LONG'])(
    'waits when the disk takes nothing under any name (%s), and fetches nothing again',
    async (detail) => {
      const world = withPosts(100);
      let fetched = 0;
      world.browser.fault = () => {
        fetched += 1;
        return undefined;
      };
      world.browser.saveFault = () => failure('path', detail);
      await world.queue().startJob(profile, {});
      await world.clock.pass(300_000);
      const job = await newestJob(world);
      expect(job).toMatchObject({ state: 'waiting', waiting: { reason: 'path' }, counts: { failed: 2 } });
      expect(job?.error).toMatchObject({ code: 'path', detail });
      expect(fetched).toBeLessThan(12);
    },
  );

  it('pauses nobody for a single video that is always refused', async () => {
    const world = withPosts(60);
    world.browser.fault = ({ file }) =>
      file.includes(aPost(30).id) ? failure('expired', undefined, { status: 403 }) : undefined;
    const start = world.clock.now();
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(() => world.browser.disk.size === 59);
    expect(world.clock.now() - start).toBeLessThan(20_000);
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 59, failed: 1 } });
  });

  it('gives up a bulk list at no refusal, but a click after three', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(5));
    world.site.fault = () => failure('gate');
    await world.queue().startJob({ kind: 'one', postId: aPost(1).id }, {});
    expect(await world.idle(10 * 60_000)).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'failed', error: { code: 'gate' } });
    await world.queue().startJob(profile, {});
    await world.clock.pass(6 * 3_600_000);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'gate' } });
    world.site.fault = () => undefined;
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { failed: 0 } });
  });
});

describe('a pass that takes time', () => {
  it.each([2, 6, 10, 50])('of %i ms misses nothing that became due meanwhile', async (slow) => {
    const world = createWorld({ quiet: true, tuning: { refetchFirst: 5 } });
    world.site.contents.set(listKey, somePosts(1, { kind: 'video' }));
    const { tasks } = world.store;
    const { runnable } = tasks;
    tasks.runnable = async (...asked) => {
      const found = await runnable(...asked);
      await world.clock.sleep(slow);
      return found;
    };
    let fetched = 0;
    world.browser.fault = () => {
      fetched += 1;
      return fetched > 3 ? undefined : failure('file', '10 bytes instead of 20');
    };
    const start = world.clock.now();
    await world.queue().startJob(profile, {});
    await expectAll(world, 1);
    expect(world.clock.now() - start).toBeLessThan(10_000);
  });
});
