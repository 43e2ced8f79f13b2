import { describe, expect, it } from 'vitest';
import type { MediaKind } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../../fakes/createWorld';
import { anAuthor, aPost } from '../../fakes/somePosts';

const files: MediaKind[] = ['video', 'avatar'];
const listKeyOf = (author: number): string => `posts:${anAuthor(author).secUid}`;

/** The n-th post, a video, of a person who shows this picture. */
const showing = (n: number, picture: string, author = 1): Post => {
  const post = aPost(n, { kind: 'video', author: anAuthor(author) });
  const urls = [`https://p16-sign.tiktokcdn.com/tos-avt-0068/${picture}~tplv-cropcenter:1080:1080.jpeg`];
  return { ...post, assets: [...post.assets, { kind: 'avatar', picture, urls }] };
};

const list = (world: World, posts: readonly Post[], author = 1): void => {
  world.site.contents.set(listKeyOf(author), [...posts]);
};

const run = async (world: World, options: object = { files }, source?: Source): Promise<void> => {
  await world.queue().startJob(source ?? { kind: 'posts', secUid: anAuthor().secUid }, options);
  expect(await world.idle()).toBe(true);
  await world.clock.pass(60_000);
};

const asked = (world: World): string[] =>
  world.browser.media.flatMap(({ kind, file }) => (kind === 'avatar' ? [file.split(/[/~]/).at(-2) ?? ''] : []));
const onDisk = (world: World): string[] => [...world.browser.disk.keys()].filter((path) => path.includes('avatar'));
const recorded = async (world: World) =>
  (await world.store.records.recent(9999)).filter(({ kind }) => kind === 'avatar').map(({ key }) => key);

describe('the picture of a person', () => {
  it('is saved once, with the first post of a list, whatever is listed with it or later', async () => {
    const world = createWorld();
    const posts = Array.from({ length: 80 }, (_, at) => showing(80 - at, 'aa'));
    list(world, posts);
    await run(world);
    expect(asked(world)).toEqual(['aa']);
    expect(onDisk(world)).toEqual([expect.stringMatching(/^tiktok\/post\/Nick 1\/.*_caption 80-avatar\.jpeg$/)]);
    expect(await recorded(world)).toEqual([`${anAuthor().secUid}:avatar:aa`]);
    expect(world.browser.disk.size).toBe(81);
    // A second run with new posts at the head ends at what is known.
    list(world, [showing(90, 'aa'), showing(89, 'aa'), ...posts]);
    world.site.requests.length = 0;
    await run(world);
    expect(asked(world)).toEqual(['aa']);
    expect(world.browser.disk.size).toBe(83);
    expect(world.site.requests.filter(({ kind }) => kind === 'page')).toHaveLength(2);
    expect((await world.store.jobs.recent(1))[0]).toMatchObject({ state: 'done', counts: { saved: 2, failed: 0 } });
  });

  it('is saved again when it changed, under a name of its own', async () => {
    const world = createWorld();
    list(world, [showing(2, 'aa'), showing(1, 'aa')]);
    await run(world);
    list(world, [showing(2, 'bb'), showing(1, 'bb')]);
    await run(world);
    await run(world);
    expect(asked(world)).toEqual(['aa', 'bb']);
    expect(onDisk(world)).toEqual([
      expect.stringMatching(/^tiktok\/post\/Nick 1\/.*_caption 2-avatar\.jpeg$/),
      expect.stringMatching(/^tiktok\/post\/Nick 1\/.*_caption 2-avatar.+\.jpeg$/),
    ]);
    expect(new Set(await recorded(world))).toEqual(
      new Set([`${anAuthor().secUid}:avatar:aa`, `${anAuthor().secUid}:avatar:bb`]),
    );
  });

  it('is one for each person of a list, though they show the same', async () => {
    const world = createWorld();
    const likes: Source = { kind: 'likes', secUid: 'MS4wLjABAAAAme' };
    const posts = [showing(4, 'none', 2), showing(3, 'none', 1), showing(2, 'none', 2), showing(1, 'none', 1)];
    world.site.contents.set('likes:MS4wLjABAAAAme', posts);
    await run(world, { files }, likes);
    expect(new Set(await recorded(world))).toEqual(
      new Set([`${anAuthor(1).secUid}:avatar:none`, `${anAuthor(2).secUid}:avatar:none`]),
    );
    // Another list of the same people, and a click on one of their posts.
    list(world, [showing(9, 'none', 2)], 2);
    await run(world, { files }, { kind: 'posts', secUid: anAuthor(2).secUid });
    const clicked = showing(8, 'none', 1);
    await world.queue().startJob({ kind: 'one', postId: clicked.id }, { files }, { post: clicked });
    expect(await world.idle()).toBe(true);
    expect(asked(world)).toHaveLength(2);
    const states = await world.queue().postStates([...posts, clicked].map(({ id }) => id));
    expect(states.map(({ state }) => state)).toEqual(['saved', 'saved', 'saved', 'saved', 'saved']);
  });

  it('is fetched once by two jobs that begin together', async () => {
    const world = createWorld();
    list(world, [showing(2, 'aa'), showing(1, 'aa')]);
    world.site.contents.set('mix:7', [showing(4, 'aa'), showing(3, 'aa')]);
    await world.queue().startJob({ kind: 'posts', secUid: anAuthor().secUid }, { files });
    await run(world, { files }, { kind: 'mix', mixId: '7' });
    expect(asked(world)).toEqual(['aa']);
    expect(world.browser.disk.size).toBe(5);
    const states = await world.queue().postStates([1, 2, 3, 4].map((n) => aPost(n).id));
    expect(states.map(({ state }) => state)).toEqual(['saved', 'saved', 'saved', 'saved']);
    const jobs = await world.store.jobs.recent(2);
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('is not asked for by who did not choose it', async () => {
    const world = createWorld();
    list(world, [showing(1, 'aa')]);
    await run(world, {});
    expect(asked(world)).toEqual([]);
    // Chosen later, for posts that are saved, it alone is fetched.
    await run(world);
    expect(asked(world)).toEqual(['aa']);
    expect(world.browser.media).toHaveLength(2);
  });

  it('comes with another post when it failed with the first, and one try a run is enough', async () => {
    const world = createWorld();
    list(world, [showing(2, 'aa'), showing(1, 'aa')]);
    world.browser.fault = ({ kind }) => (kind === 'avatar' ? { code: 'http', status: 404 } : undefined);
    await run(world);
    expect((await world.store.jobs.recent(1))[0]).toMatchObject({ state: 'done', counts: { saved: 2, failed: 1 } });
    expect(await recorded(world)).toEqual([]);
    world.browser.fault = () => undefined;
    await run(world);
    expect(onDisk(world)).toHaveLength(1);
    expect((await world.store.jobs.recent(1))[0]).toMatchObject({ state: 'done', counts: { saved: 1, failed: 0 } });
  });

  it('that was forgotten and came with another post leaves the first one saved', async () => {
    const world = createWorld();
    list(world, [showing(1, 'aa')]);
    await run(world);
    await world.store.records.deleteMany(await recorded(world));
    list(world, [showing(2, 'aa')]);
    await run(world);
    expect(asked(world)).toEqual(['aa', 'aa']);
    const states = await world.queue().postStates([aPost(1).id, aPost(2).id]);
    expect(states.map(({ state }) => state)).toEqual(['saved', 'saved']);
  });

  it('is replaced with the post that it lies with, not with others', async () => {
    const world = createWorld();
    const posts = [showing(2, 'aa'), showing(1, 'aa')];
    list(world, posts);
    await run(world);
    world.settings = { ...world.settings, files };
    await world.queue().saveAgain(posts[1]?.id ?? '');
    expect(await world.idle()).toBe(true);
    expect(asked(world)).toEqual(['aa']);
    await world.queue().saveAgain(posts[0]?.id ?? '');
    expect(await world.idle()).toBe(true);
    expect(asked(world)).toEqual(['aa', 'aa']);
    expect(await recorded(world)).toHaveLength(1);
  });

  it.each(['leave', 'fetch'] as const)('that was deleted is, by the setting, left or fetched: %s', async (deleted) => {
    const world = createWorld();
    const posts = [showing(2, 'aa'), showing(1, 'aa')];
    list(world, posts);
    await run(world);
    world.settings = { ...world.settings, deleted };
    for (const path of onDisk(world)) world.browser.disk.delete(path);
    list(world, [showing(3, 'aa'), ...posts]);
    await run(world);
    await run(world);
    expect(asked(world)).toHaveLength(deleted === 'leave' ? 1 : 2);
    expect(onDisk(world)).toHaveLength(deleted === 'leave' ? 0 : 1);
  });
});
