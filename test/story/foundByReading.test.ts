import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const mix: Source = { kind: 'mix', mixId: '77' };

const withPosts = (count: number): World => {
  const world = createWorld();
  world.site.contents.set(`posts:${secUid}`, somePosts(count, { kind: 'video' }));
  return world;
};

const idOf = (started: Awaited<ReturnType<ReturnType<World['queue']>['startJob']>>): string =>
  started.ok ? started.value : '';

describe('files that were taken away while they were fetched', () => {
  it('do not count among the failures of the others: eight cancelled and one lost is no lost line', async () => {
    const world = withPosts(40);
    world.settings = { ...world.settings, pacing: { ...world.settings.pacing, parallel: 8 } };
    world.site.contents.set('mix:77', [aPost(901, { kind: 'video' }), aPost(902, { kind: 'video' })]);
    const cancelled = idOf(await world.queue().startJob(profile, {}));
    world.browser.fetchMs = 5_000;
    const flying = async () => (await world.store.tasks.ofJob(cancelled, ['fetching'])).length;
    expect(await world.clock.runUntil(async () => (await flying()) === 8)).toBe(true);
    await world.queue().cancel(cancelled);
    let broken = 0;
    world.browser.fault = ({ file }) => {
      if (!file.includes(aPost(901).id) || broken > 0) return undefined;
      broken += 1;
      return failure('network');
    };
    const other = idOf(await world.queue().startJob(mix, {}));
    const seen = new Set<string>();
    expect(
      await world.clock.runUntil(async () => {
        const job = await world.store.jobs.get(other);
        seen.add(job?.state === 'waiting' ? job.waiting.reason : (job?.state ?? ''));
        return job?.state === 'done';
      }, 600_000),
    ).toBe(true);
    expect(broken).toBe(1);
    expect(seen).not.toContain('offline');
  });

  it('still tell that the site wants us to slow down', async () => {
    const world = withPosts(4);
    world.browser.fetchMs = 5_000;
    world.browser.blobs.abort = async () => undefined;
    world.browser.fault = () => failure('rate', undefined, { status: 429 });
    const id = idOf(await world.queue().startJob(profile, {}));
    await world.clock.runUntil(() => world.browser.media.length > 0);
    await world.queue().cancel(id);
    await world.clock.pass(6_000);
    expect(await world.store.kv.get('backoff')).toMatchObject({ level: 1 });
  });
});

describe('"save again" beside an unfinished job for the same post', () => {
  const click: Source = { kind: 'one', postId: aPost(1).id };

  it('replaces the file though a plain request waits', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(1, { kind: 'video' })]);
    world.settings = { ...world.settings, files: ['video', 'cover'] };
    await world.queue().startJob(click, {});
    expect(await world.idle()).toBe(true);
    const fetched = world.browser.media.length;
    // With all its files recorded the plain request would be done at once.
    await world.store.records.deleteMany([`${aPost(1).id}:cover:0`]);
    world.site.fault = () => failure('captcha');
    await world.queue().startJob(click, {});
    await world.clock.pass(5_000);
    expect(await world.store.jobs.active()).toMatchObject([{ state: 'waiting' }]);
    world.site.fault = () => undefined;
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    const again = world.browser.media.slice(fetched).filter(({ kind }) => kind === 'video');
    expect(again).toHaveLength(1);
    expect([...world.browser.disk.keys()].filter((path) => path.endsWith('.mp4'))).toHaveLength(1);
  });

  it('serves a plain request that comes after it', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(1)]);
    world.site.fault = () => failure('captcha');
    await world.queue().saveAgain(aPost(1).id);
    await world.clock.pass(5_000);
    await world.queue().startJob(click, {});
    expect(await world.store.jobs.active()).toHaveLength(1);
  });
});

describe('news that cannot be told', () => {
  const broken = (): never => {
    throw new Error('the page is gone');
  };

  it('cost no file: each is fetched once', async () => {
    const world = withPosts(12);
    world.browser.fetchMs = 45_000;
    world.store.jobs.ofPosts = broken;
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(12);
    expect(world.browser.media).toHaveLength(12);
    expect(world.browser.stagedCount()).toBe(0);
  });

  it('nor a click or a cancellation', async () => {
    const world = withPosts(12);
    world.store.jobs.ofPosts = broken;
    world.site.contents.set('x', [aPost(901)]);
    const started = await world.queue().startJob({ kind: 'one', postId: aPost(901).id }, {});
    expect(started.ok).toBe(true);
    expect(await world.idle()).toBe(true);
    world.browser.fetchMs = 60_000;
    const id = idOf(await world.queue().startJob(profile, {}));
    await world.clock.runUntil(async () => (await world.store.tasks.ofJob(id, ['fetching'])).length > 1);
    await world.queue().cancel(id);
    expect(await world.store.tasks.inFlight()).toEqual([]);
  });
});

describe('a slideshow of which one picture cannot be had', () => {
  it('keeps no addresses once its last file has ended, whichever way each did', async () => {
    const world = createWorld();
    const [post] = [aPost(3)];
    world.site.contents.set(`posts:${secUid}`, [post]);
    world.settings = { ...world.settings, pacing: { ...world.settings.pacing, parallel: 1 } };
    let asked = 0;
    world.browser.fault = ({ kind, file }) => {
      if (kind !== 'image' || !file.endsWith('/02')) return undefined;
      asked += 1;
      return failure('shape');
    };
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(asked).toBeGreaterThan(0);
    const [row] = await world.store.posts.getMany([post.id]);
    expect(row).toBeDefined();
    expect(row?.pending).toBeUndefined();
  });
});

describe('a file that is cancelled while the browser takes the order to save it', () => {
  it('is saved no more, though the browser says meanwhile that it knows of none', async () => {
    const world = withPosts(1);
    const { start, findByUrl } = world.browser.downloads;
    let ordered = false;
    Object.assign(world.browser.downloads, {
      start: async (order: Parameters<typeof start>[0]) => {
        ordered = true;
        await world.clock.sleep(50);
        return start(order);
      },
      findByUrl: async (url: string) => {
        const found = await findByUrl(url);
        await world.clock.sleep(100);
        return found;
      },
    });
    const id = idOf(await world.queue().startJob(profile, {}));
    expect(await world.clock.runUntil(() => ordered)).toBe(true);
    const cancelled = world.queue().cancel(id);
    await world.clock.pass(10_000);
    await cancelled;
    expect([...world.browser.disk.keys()]).toEqual([]);
    expect(world.browser.stagedCount()).toBe(0);
  });
});
