import { expect } from 'vitest';
import type { Post } from '@/lib/model/post';
import { createWorld, type Mortal, type World } from './createWorld';
import { anAuthor, somePosts } from './somePosts';

const secUid = anAuthor().secUid;
const listKey = `posts:${secUid}`;

const lists = new Map<number, Post[]>();

/** Made once: no story changes a post in place. */
const postsOf = (count: number): Post[] => {
  const made = lists.get(count) ?? somePosts(count);
  lists.set(count, made);
  return made;
};

/** A world with a profile, which notes every file that is asked for although it is saved. */
export const prepare = (posts: number, dies: Mortal): { world: World; fetchedAgain: string[] } => {
  const world = createWorld({ dies, quiet: true });
  world.site.contents.set(listKey, postsOf(posts));
  const fetchedAgain: string[] = [];
  world.browser.fault = ({ file }) => {
    const [postId, kind, index] = file.split('/').slice(3);
    const key = `${postId}:${kind}:${index}`;
    void world.store.records.get(key).then((record) => record && fetchedAgain.push(key));
    return undefined;
  };
  return { world, fetchedAgain };
};

/** Clicks "save all". */
export const start = (world: World): void => {
  void world.queue().startJob({ kind: 'posts', secUid }, {});
};

/** All that must be the same however often the worker died. */
export const outcome = async (world: World) => {
  const [job, ...others] = await world.store.jobs.recent(9);
  const records = await world.store.records.recent(99_999);
  return {
    job: job && { state: job.state, counts: job.counts, listed: job.listing.listed },
    others: others.length,
    disk: [...world.browser.disk].sort(),
    records: records
      .map(({ key, path, bytes, sha256, notes }) => ({ key, path, bytes, sha256, notes }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    staged: world.browser.stagedCount(),
    alarm: world.browser.alarmAt(),
    open: (await world.store.tasks.inFlight()).length,
  };
};

type Outcome = Awaited<ReturnType<typeof outcome>>;

const linesOf = new WeakMap<Outcome, ReadonlySet<string>>();

/** Kept, since thousands of ends are compared with one. */
const lines = (end: Outcome): ReadonlySet<string> => {
  const made = linesOf.get(end) ?? new Set([end, ...end.disk, ...end.records].map((part) => shortOf(part, end)));
  linesOf.set(end, made);
  return made;
};

const shortOf = (part: unknown, end: Outcome): string =>
  JSON.stringify(part === end ? { ...end, disk: end.disk.length, records: end.records.length } : part);

/** Lines of either side that the other lacks; a diff of whole outcomes takes minutes to print. */
export const differences = (end: Outcome, expected: Outcome): string[] => {
  const [mine, theirs] = [lines(end), lines(expected)];
  const extra = [...mine].filter((line) => !theirs.has(line)).map((line) => `+ ${line}`);
  const lost = [...theirs].filter((line) => !mine.has(line)).map((line) => `- ${line}`);
  return [...extra, ...lost].slice(0, 20);
};

/** Runs a story to its end; a dead worker is woken by the alarm it set, or where it set none by the next message. */
const live = async (world: World): Promise<void> => {
  for (let lives = 0; lives < 50; lives += 1) {
    const ended = await world.clock.runUntil(
      async () =>
        (world.isDead() && world.browser.alarmAt() === undefined) ||
        (!world.isDead() && (await world.store.jobs.active()).length === 0),
    );
    if (ended && !world.isDead()) return;
    await world.queue().wake();
  }
};

/** Dies once, after the k-th call of a port; the outcome must be the expected one. */
export const dieAt = async (posts: number, call: number, dies: Mortal, expected: Outcome) => {
  const { world, fetchedAgain } = prepare(posts, dies);
  world.killAfter(call);
  start(world);
  await live(world);
  if ((await world.store.jobs.recent(1)).length === 0) {
    // Dead before the wish was written down: the person clicks again.
    start(world);
    await live(world);
  }
  expect(differences(await outcome(world), expected), `death after call ${call}`).toEqual([]);
  expect(fetchedAgain, `death after call ${call}`).toEqual([]);
};

/** The outcome without a death, and how many calls it took. */
export const undisturbed = async (posts: number) => {
  const { world } = prepare(posts, 'worker');
  start(world);
  await live(world);
  return { result: await outcome(world), calls: world.calls() };
};

const mortals: readonly Mortal[] = ['document', 'document', 'worker', 'browser'];

/** Dies at every 23rd call of a story of 300 posts (`npm run test:long`: at every one); shards share the work among cores. */
export const dieAtMany = async (shard: number, shards: number): Promise<void> => {
  const { result, calls } = await undisturbed(300);
  const step = process.env.TOKSHELF_LONG === '1' ? 1 : 23;
  for (let nth = shard; 1 + nth * step <= calls; nth += shards)
    await dieAt(300, 1 + nth * step, mortals[nth % 4] ?? 'worker', result);
};
