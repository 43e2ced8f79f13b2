import { expect, it } from 'vitest';
import type { WordRow } from '@/lib/model/library/shelfRows';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import { createWorld } from '@/test/fakes/createWorld';
import { anAuthor, somePosts } from '@/test/fakes/somePosts';

const { secUid } = anAuthor();

const saved = async (count: number) => {
  const world = createWorld();
  const posts = somePosts(count);
  world.site.contents.set(`posts:${secUid}`, posts);
  await world.queue().startJob({ kind: 'posts', secUid }, {});
  await world.idle();
  return { world, posts };
};

it('saves many posts again as one job, each file in the place of the one before', async () => {
  const { world, posts } = await saved(4);
  const before = await world.store.records.recent(99);
  const wanted = posts.slice(0, 3);
  const links = wanted.map(({ id, author }) => ({ postId: id, uniqueId: author.uniqueId }));
  const source = { kind: 'links' as const, links: wanted.map(({ id, author }) => postAddress(id, author.uniqueId)) };
  world.site.contents.set(world.site.lists.listKey(source), wanted);
  const started = await world.queue().saveManyAgain(links);
  expect(started.ok).toBe(true);
  expect(await world.idle()).toBe(true);
  const [job] = await world.store.jobs.recent(1);
  const files = before.filter(({ postId }) => wanted.some(({ id }) => id === postId));
  expect(job).toMatchObject({ state: 'done', source: { kind: 'links' }, counts: { saved: files.length, skipped: 0 } });
  const after = await world.store.records.recent(99);
  expect(after.map(({ key }) => key).toSorted()).toEqual(before.map(({ key }) => key).toSorted());
  for (const { key, postId } of after) {
    const isAgain = wanted.some(({ id }) => id === postId);
    expect(after.find((one) => one.key === key)?.jobId === job?.id, key).toBe(isAgain);
  }
});

it('takes files out of the library and forgets the posts of which none is left; a later run saves them again', async () => {
  const { world, posts } = await saved(3);
  const [first, second] = posts.map(({ id }) => id);
  const records = await world.store.records.recent(99);
  const ofFirst = records.filter(({ postId }) => postId === first).map(({ key }) => key);
  const [oneOfSecond = ''] = records
    .filter(({ postId, kind }) => postId === second && kind === 'image')
    .map(({ key }) => key);
  const gone = await world.queue().forgetFiles([...ofFirst, ...(oneOfSecond ? [oneOfSecond] : [])]);
  expect(gone).toContain(first);
  expect(await world.store.posts.get(first ?? '')).toBeUndefined();
  const left = (await world.store.records.recent(99)).map(({ key }) => key);
  expect(left.filter((key) => ofFirst.includes(key) || key === oneOfSecond)).toEqual([]);
  const [state] = await world.queue().postStates([first ?? '']);
  expect(state?.state).not.toBe('saved');
  await world.queue().startJob({ kind: 'one', postId: first ?? '' }, {});
  await world.idle();
  expect((await world.store.records.ofPosts([first ?? ''])).map(({ key }) => key).toSorted()).toEqual(
    ofFirst.toSorted(),
  );
});

it('keeps a post whose files are still on their way', async () => {
  const world = createWorld();
  const [post] = somePosts(1);
  const id = post?.id ?? '';
  world.site.contents.set(`posts:${secUid}`, somePosts(1));
  await world.queue().startJob({ kind: 'posts', secUid }, {});
  await world.idle();
  const keys = (await world.store.records.recent(99)).map(({ key }) => key);
  await world.queue().saveAgain(id);
  await world.store.transaction(async ({ tasks }) => {
    const [task] = await tasks.ofPosts([id]);
    if (task) await tasks.put({ ...task, id: 'open', state: 'planned' } as never);
  });
  expect(await world.queue().forgetFiles(keys)).toEqual([]);
  expect(await world.store.posts.get(id)).toBeDefined();
});

it('keeps the words of subtitles and comments, and saves them all the same where that fails', async () => {
  const kept: WordRow[] = [];
  for (const isBroken of [false, true]) {
    const world = createWorld({
      keepWords: async (row) => {
        if (isBroken) throw new Error('no database');
        kept.push(row);
      },
    });
    world.settings = { ...world.settings, files: ['video', 'image', 'subtitle', 'comments', 'desc'] };
    world.site.contents.set(`posts:${secUid}`, somePosts(6));
    await world.queue().startJob({ kind: 'posts', secUid }, {});
    await world.idle();
    const texts = (await world.store.records.recent(99)).filter(
      ({ kind }) => kind === 'subtitle' || kind === 'comments',
    );
    expect(texts.length).toBeGreaterThan(0);
    expect(kept.map(({ key }) => key).toSorted()).toEqual(texts.map(({ key }) => key).toSorted());
    for (const { postId, words } of kept) expect([postId.length > 5, Array.isArray(words)]).toEqual([true, true]);
  }
  expect(kept.some(({ words }) => words.length > 0)).toBe(true);
});
