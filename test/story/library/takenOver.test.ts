import { expect, it } from 'vitest';
import type { Source } from '@/lib/model/source';
import { countTaken, type TakenPost } from '@/lib/takeover/countTaken';
import { createWorld, type World } from '../../fakes/createWorld';
import { anAuthor, somePosts } from '../../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const listKey = `posts:${secUid}`;

const takeOver = (world: World, postIds: readonly string[]) => {
  const posts = new Map<string, TakenPost>(postIds.map((id) => [id, { from: 'archive', uniqueId: '' }]));
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };
  return countTaken(world.store, posts, world.clock.now(), hooks);
};

const run = async (world: World, source: Source = profile): Promise<void> => {
  await world.queue().startJob(source, {});
  expect(await world.idle()).toBe(true);
  await world.clock.pass(60_000);
};

it('a list passes over what was taken over: no file of it is fetched, in the first run and in the next', async () => {
  const world = createWorld({ quiet: true });
  const posts = somePosts(100);
  world.site.contents.set(listKey, posts);
  const taken = posts.filter((_, at) => at % 4 === 0).map(({ id }) => id);
  await takeOver(world, taken);
  await run(world);
  const saved = world.browser.disk.size;
  expect(new Set((await world.store.records.recent(1000)).map(({ postId }) => postId)).size).toBe(75);
  const [job] = await world.store.jobs.recent(1);
  expect(job).toMatchObject({
    state: 'done',
    counts: { seen: 100, saved, skipped: 25, failed: 0 },
  });
  expect(await world.store.records.ofPosts(taken)).toEqual([]);
  // What the list told of them is known from now on, and they count as before.
  const rows = await world.store.posts.getMany(taken);
  expect(rows.map(({ takenOver, post }) => [takenOver?.from, post.author.secUid])).toEqual(
    taken.map(() => ['archive', secUid]),
  );
  world.site.requests.length = 0;
  await run(world);
  expect(world.site.requests.map(({ kind }) => kind)).toEqual(['open', 'page', 'page']);
  expect(world.browser.disk.size).toBe(saved);
});

it('its button says so, and a press fetches it after all', async () => {
  const world = createWorld({ quiet: true });
  const [post] = somePosts(1);
  if (!post) throw new Error('no post');
  world.site.contents.set(listKey, [post]);
  await takeOver(world, [post.id]);
  const queue = world.queue();
  expect(await queue.postStates([post.id])).toMatchObject([{ state: 'saved', takenOver: true }]);
  await run(world, { kind: 'one', postId: post.id });
  expect(await queue.postStates([post.id])).toMatchObject([{ state: 'saved', files: { done: 1 } }]);
  expect((await queue.postStates([post.id]))[0]?.takenOver).toBeUndefined();
  expect(await world.store.records.ofPosts([post.id])).toHaveLength(1);
  expect((await world.store.posts.get(post.id))?.takenOver).toBeUndefined();
});
