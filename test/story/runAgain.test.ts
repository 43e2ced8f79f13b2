import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const listKey = `posts:${secUid}`;

const pages = (world: World) => world.site.requests.filter(({ kind }) => kind === 'page').length;
const newestJob = async (world: World) => (await world.store.jobs.recent(1))[0];

const run = async (world: World, source: Source = profile, options = {}): Promise<void> => {
  await world.queue().startJob(source, options);
  expect(await world.idle()).toBe(true);
  await world.clock.pass(60_000);
};

describe('a second run', () => {
  it('of an unchanged profile of 2,000 posts costs three requests and no media', { timeout: 60_000 }, async () => {
    const world = createWorld({ quiet: true });
    world.site.contents.set(listKey, somePosts(2000));
    await run(world);
    const [disk, media] = [world.browser.disk.size, world.browser.media.length];
    world.site.requests.length = 0;
    await run(world);
    expect(world.site.requests.map(({ kind }) => kind)).toEqual(['open', 'page', 'page']);
    expect(world.browser.media.length).toBe(media);
    expect(world.browser.disk.size).toBe(disk);
    expect(await newestJob(world)).toMatchObject({ state: 'done', listing: { ended: 'known' } });
  });

  it('leaves alone what the person deleted, and fetches it again, deep in the list even, where that is wished', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(200));
    await run(world);
    const paths = [...world.browser.disk.keys()];
    const deleted = [paths[0], paths[paths.length - 1], paths[90]].flatMap((path) => path ?? []);
    for (const path of deleted) world.browser.disk.delete(path);
    const media = world.browser.media.length;
    await run(world);
    expect(world.browser.media.length).toBe(media);
    expect(world.browser.disk.size).toBe(paths.length - 3);
    world.settings = { ...world.settings, deleted: 'fetch' };
    await run(world);
    expect(new Set(world.browser.disk.keys())).toEqual(new Set(paths));
    expect(await newestJob(world)).toMatchObject({ counts: { saved: 3, failed: 0 }, listing: { ended: 'end' } });
    expect(await world.store.records.getMany([`${aPost(1).id}:video:0`])).toMatchObject([
      expect.not.objectContaining({ missing: true }),
    ]);
  });

  it('saves what is new, pinned posts notwithstanding', async () => {
    const world = createWorld();
    const old = somePosts(200);
    world.site.contents.set(listKey, old);
    await run(world);
    const saved = world.browser.disk.size;
    world.site.requests.length = 0;
    const pinned = { ...aPost(3), pinned: true };
    world.site.contents.set(listKey, [pinned, aPost(202), aPost(201), ...old.filter(({ id }) => id !== pinned.id)]);
    await run(world);
    expect(world.browser.disk.size).toBe(saved + 2);
    expect(pages(world)).toBe(2);
  });

  it('goes to the end when the first one did not', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(200));
    await run(world, profile, { maxCount: 100 });
    expect((await newestJob(world))?.counts.seen).toBe(100);
    await run(world);
    expect(await newestJob(world)).toMatchObject({ listing: { ended: 'end' }, counts: { seen: 200 } });
    expect(await world.store.records.getMany([`${aPost(1).id}:video:0`])).toHaveLength(1);
  });

  it('walks the whole list for a new kind of file, without fetching saved ones', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(120));
    await run(world);
    const media = world.browser.media.length;
    world.settings = { ...world.settings, files: [...world.settings.files, 'cover'] };
    await run(world);
    expect(world.browser.media.length).toBe(media + 120);
    expect(world.browser.media.slice(media).every(({ kind }) => kind === 'cover')).toBe(true);
  });

  it('after a cancel at 300 of 2,000 saves the other 1,700', { timeout: 60_000 }, async () => {
    const world = createWorld({ quiet: true });
    world.site.contents.set(listKey, somePosts(2000, { kind: 'video' }));
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(() => world.browser.disk.size >= 300);
    const first = await newestJob(world);
    await world.queue().cancel(first?.id ?? '');
    await world.clock.pass(60_000);
    expect((await newestJob(world))?.state).toBe('cancelled');
    expect(world.browser.stagedCount()).toBe(0);
    const saved = world.browser.disk.size;
    expect(saved).toBeLessThan(310);
    world.site.requests.length = 0;
    await run(world);
    expect(world.browser.disk.size).toBe(2000);
    expect((await newestJob(world))?.counts.saved).toBe(2000 - saved);
    // The known head is left after 60 posts, and the list read on from where the first run stopped.
    expect(pages(world)).toBeLessThanOrEqual(2 + Math.ceil((2000 - saved + 35) / 35));
    // What the two runs saw together is the whole list: the next run may stop at what is known.
    world.site.requests.length = 0;
    await run(world);
    expect(pages(world)).toBe(2);
  });

  it('after a cancel in the middle of new posts comes by those that are missing', async () => {
    const world = createWorld({ quiet: true });
    const old = somePosts(300, { kind: 'video' });
    world.site.contents.set(listKey, old);
    await run(world);
    const fresh = Array.from({ length: 250 }, (_, at) => aPost(600 - at, { kind: 'video' }));
    world.site.contents.set(listKey, [...fresh, ...old]);
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(() => world.browser.disk.size >= 420);
    await world.queue().cancel((await newestJob(world))?.id ?? '');
    await run(world);
    expect(world.browser.disk.size).toBe(550);
  });

  it.each([
    ['the newest by a count', { maxCount: 70 }, 'video'],
    ['those of one kind', { postKind: 'video' }, 'photos'],
  ] as const)('misses nothing after one that saved only %s', async (_, options, kind) => {
    const world = createWorld({ quiet: true });
    const old = somePosts(100, { kind: 'video' });
    world.site.contents.set(listKey, old);
    await run(world);
    const newest = Array.from({ length: 75 }, (_, at) => aPost(300 - at, { kind: 'video' }));
    const below = Array.from({ length: 40 }, (_, at) => aPost(200 - at, { kind }));
    world.site.contents.set(listKey, [...newest, ...below, ...old]);
    await run(world, profile, options);
    await run(world);
    const saved = new Set((await world.store.records.recent(9999)).map(({ postId }) => postId));
    expect([...newest, ...below, ...old].filter(({ id }) => !saved.has(id))).toEqual([]);
    // From then on all of it is known.
    world.site.requests.length = 0;
    await run(world);
    expect(pages(world)).toBe(2);
  });

  it('tries files again that failed the last time', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(150, { kind: 'video' }));
    const bad = aPost(10).id;
    world.browser.fault = ({ file }) => (file.includes(bad) ? { code: 'http', status: 404 } : undefined);
    await run(world);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 149, failed: 1 } });
    world.browser.fault = () => undefined;
    await run(world);
    expect(world.browser.disk.size).toBe(150);
    expect(pages(world)).toBeLessThan(9);
  });
});

describe('lists that share posts', () => {
  it('fetch a post once and have it in both', async () => {
    const world = createWorld();
    const likes: Source = { kind: 'likes', secUid: 'MS4wLjABAAAAme' };
    const favourites: Source = { kind: 'favourites', secUid: 'MS4wLjABAAAAme' };
    world.site.contents.set('likes:MS4wLjABAAAAme', somePosts(20));
    world.site.contents.set('favourites:MS4wLjABAAAAme', [...somePosts(20).slice(5), aPost(100)]);
    await world.queue().startJob(likes, {});
    await world.queue().startJob(favourites, {});
    expect(await world.idle()).toBe(true);
    const asked = world.browser.media.map(({ file }) => file);
    expect(new Set(asked).size).toBe(asked.length);
    const records = await world.store.records.recent(999);
    expect(records.length).toBe(asked.length);
    const [entries] = [await world.store.entries.ofPosts([aPost(1).id])];
    expect(entries.map(({ listKey: key }) => key).sort()).toEqual([
      'favourites:MS4wLjABAAAAme',
      'likes:MS4wLjABAAAAme',
    ]);
    const jobs = await world.store.jobs.recent(2);
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'done']);
    const through = jobs.map(({ counts }) => counts.planned + counts.skipped);
    expect(jobs.map(({ counts }) => counts.saved + counts.skipped)).toEqual(through);
  });
});

describe('what is gone from a list', () => {
  it('is marked after a whole read, and keeps its files', async () => {
    const world = createWorld();
    const posts = somePosts(80);
    const mix: Source = { kind: 'mix', mixId: '77' };
    world.site.contents.set('mix:77', posts);
    await run(world, mix);
    const files = world.browser.disk.size;
    world.site.contents.set(
      'mix:77',
      posts.filter(({ id }) => id !== aPost(40).id),
    );
    await run(world, mix);
    const gone = (await world.store.entries.ofList('mix:77')).filter(({ goneAt }) => goneAt !== undefined);
    expect(gone.map(({ postId }) => postId)).toEqual([aPost(40).id]);
    expect(world.browser.disk.size).toBe(files);
    world.site.contents.set('mix:77', posts);
    await run(world, mix);
    expect((await world.store.entries.ofList('mix:77')).some(({ goneAt }) => goneAt !== undefined)).toBe(false);
  });

  it('is neither a post that could not be read, nor any while one without an id could not', async () => {
    const world = createWorld();
    const mix: Source = { kind: 'mix', mixId: '77' };
    const posts = somePosts(80);
    const gone = async () =>
      (await world.store.entries.ofList('mix:77')).flatMap(({ postId, goneAt }) => (goneAt ? [postId] : []));
    world.site.contents.set('mix:77', posts);
    await run(world, mix);
    const odd = aPost(75).id;
    world.site.unreadable.set(odd, failure('shape', 'no video', { postId: odd }));
    world.site.contents.set(
      'mix:77',
      posts.filter(({ id }) => id !== aPost(40).id),
    );
    await run(world, mix);
    expect(await gone()).toEqual([aPost(40).id]);
    world.site.unreadable.set(odd, failure('shape', 'no id'));
    world.site.contents.set(
      'mix:77',
      posts.filter(({ id }) => id !== aPost(41).id),
    );
    await run(world, mix);
    expect(await gone()).not.toContain(aPost(41).id);
  });

  it('counts an item without an id once, though the end was asked for twice', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(30));
    world.site.totals.set(listKey, 60);
    world.site.unreadable.set(aPost(7).id, failure('shape', 'no id'));
    await run(world);
    expect(pages(world)).toBe(2);
    expect(await newestJob(world)).toMatchObject({ listing: { listed: 30 }, counts: { seen: 29, failed: 1 } });
  });

  it('is nothing that a search does not find any more', async () => {
    const world = createWorld();
    const search: Source = { kind: 'search', keyword: 'boats' };
    world.site.contents.set('search:boats', somePosts(40));
    await run(world, search);
    world.site.contents.set('search:boats', somePosts(40).slice(3));
    await run(world, search);
    expect((await world.store.entries.ofList('search:boats')).some(({ goneAt }) => goneAt !== undefined)).toBe(false);
  });

  it('is not believed of a list that breaks off', async () => {
    const world = createWorld();
    const mix: Source = { kind: 'mix', mixId: '77' };
    world.site.contents.set('mix:77', somePosts(200));
    await run(world, mix);
    world.site.contents.set('mix:77', somePosts(200).slice(0, 120));
    await run(world, mix);
    expect((await world.store.entries.ofList('mix:77')).some(({ goneAt }) => goneAt !== undefined)).toBe(false);
  });

  it('says how many posts the site named and did not list, after asking for the end twice', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(60));
    world.site.totals.set(listKey, 90);
    await run(world);
    expect(await newestJob(world)).toMatchObject({ state: 'done', listing: { listed: 60, total: 90 } });
    expect(pages(world)).toBe(3);
  });
});

describe('a nickname that changed', () => {
  it.each([
    { onRename: 'keep' as const, folder: 'Nick 1' },
    { onRename: 'new' as const, folder: 'New name' },
  ])('fetches nothing again; new files go to $folder with $onRename', async ({ onRename, folder }) => {
    const world = createWorld();
    world.settings = { ...world.settings, onRename };
    world.site.contents.set(listKey, somePosts(70));
    await run(world);
    const media = world.browser.media.length;
    const author = anAuthor(1, { nickname: 'New name', uniqueId: 'newhandle' });
    world.site.contents.set(listKey, [aPost(72, { author }), ...somePosts(70, { author })]);
    await run(world);
    expect(world.browser.media.length).toBe(media + 1);
    const path = [...world.browser.disk.keys()].find((name) => name.includes('caption 72'));
    expect(path).toContain(`tiktok/post/${folder}/`);
    const row = await world.store.authors.get(secUid);
    expect(row?.nicknames.map(({ value }) => value)).toEqual(['Nick 1', 'New name']);
    expect(row?.handles.map(({ value }) => value)).toEqual(['handle1', 'newhandle']);
    expect(row?.lastPostId).toBe(aPost(72).id);
  });

  it('keeps the folder of an author whose posts come by pasted links', async () => {
    const world = createWorld();
    const pasted = (link: string): Source => ({ kind: 'links', links: [link] });
    world.site.contents.set('links', [aPost(1)]);
    await run(world, pasted('a'));
    world.site.contents.set('links', [aPost(2, { author: anAuthor(1, { nickname: 'New name' }) })]);
    await run(world, pasted('b'));
    const folders = [...world.browser.disk.keys()].map((path) => path.split('/').slice(0, 3).join('/'));
    expect(folders).toEqual(['tiktok/one/Nick 1', 'tiktok/one/Nick 1']);
  });
});
