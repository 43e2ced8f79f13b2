import { expect, it } from 'vitest';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import { createWorld } from '@/test/fakes/createWorld';
import { somePosts } from '@/test/fakes/somePosts';

const addressOf = ({ id, author, kind }: ReturnType<typeof somePosts>[number]): string =>
  postAddress(id, author.uniqueId, kind === 'photos');

it('saves chosen posts whose data is at hand as one job, without a request', async () => {
  const world = createWorld();
  const posts = somePosts(5);
  const started = await world
    .queue()
    .saveChosen([...posts, ...posts].map((post) => ({ postId: post.id, read: { post, raw: undefined } })));
  expect(started.ok).toBe(true);
  expect(await world.idle()).toBe(true);
  expect(world.site.requests).toEqual([]);
  const [job, ...others] = await world.store.jobs.recent(9);
  expect(others).toEqual([]);
  expect(job).toMatchObject({
    state: 'done',
    source: { kind: 'links', chosen: true, links: posts.map(addressOf) },
    counts: { seen: 5, failed: 0 },
    listing: { ended: 'end' },
  });
  const saved = await world.store.records.recent(99);
  expect(new Set(saved.map(({ postId }) => postId))).toEqual(new Set(posts.map(({ id }) => id)));
  expect([...world.browser.disk.keys()].every((path) => path.startsWith('tiktok/one/'))).toBe(true);
});

it('asks for those that nothing is known of, and says meanwhile that they are queued', async () => {
  const world = createWorld();
  const posts = somePosts(4);
  const [known, ...unknown] = posts;
  if (!known) throw new Error('no post');
  const source = { kind: 'links' as const, links: posts.map(({ id, author }) => postAddress(id, author.uniqueId)) };
  world.site.contents.set(world.site.lists.listKey(source), posts);
  const queue = world.queue();
  const before = await queue.postStates(unknown.map(({ id }) => id));
  expect(before.map(({ state }) => state)).toEqual(['none', 'none', 'none']);
  const started = await queue.saveChosen([
    ...unknown.map(({ id, author }) => ({ postId: id, uniqueId: author.uniqueId })),
    { postId: known.id, uniqueId: known.author.uniqueId, read: { post: known, raw: undefined } },
  ]);
  if (!started.ok) throw new Error(started.error.code);
  const job = await world.store.jobs.get(started.value);
  expect(job).toMatchObject({ state: 'listing', listing: { cursor: '1', total: 4 }, counts: { seen: 1 } });
  const ids = unknown.map(({ id }) => id);
  expect((await queue.postStates(ids)).map(({ state }) => state)).toEqual(['none', 'none', 'none']);
  expect((await queue.postStates(ids, started.value)).map(({ state }) => state)).toEqual([
    'queued',
    'queued',
    'queued',
  ]);
  await queue.pause(started.value);
  expect((await queue.postStates(ids, started.value)).map(({ state }) => state)).toEqual(['none', 'none', 'none']);
});

it('brings back files that were deleted, since the person pointed at their posts', async () => {
  const world = createWorld();
  const [post] = somePosts(1);
  if (!post) throw new Error('no post');
  const chosen = [{ postId: post.id, read: { post, raw: undefined } }];
  await world.queue().saveChosen(chosen);
  await world.idle();
  const before = await world.store.records.recent(9);
  await world.store.records.putMany(before.map((record) => ({ ...record, missing: true })));
  await world.queue().saveChosen(chosen);
  await world.idle();
  const [job] = await world.store.jobs.recent(1);
  expect(job).toMatchObject({ state: 'done', counts: { saved: before.length, skipped: 0 } });
});
