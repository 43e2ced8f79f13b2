import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Source } from '@/lib/model/source';
import type { WatchEvery } from '@/lib/model/watch/listWatch';
import type { Mortal } from '@/test/fakes/createWorld';
import { anAuthor, aPost } from '@/test/fakes/somePosts';
import { createWatchWorld, type WatchWorld } from '@/test/fakes/watchWorld';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const sixHours: WatchEvery = { unit: 'hours', count: 6 };

const sourceOf = (person: number): Source => ({
  kind: 'posts',
  secUid: anAuthor(person).secUid,
  uniqueId: `p${person}`,
});
const keyOf = (person: number): string => `posts:${anAuthor(person).secUid}`;
// Ids of posts of one person follow each other, and no two persons share one.
const postOf = (person: number, nth: number) =>
  aPost(person * 10_000 + nth, { author: anAuthor(person, { uniqueId: `p${person}` }), kind: 'video' });

const publish = ({ world }: WatchWorld, person: number, nth: number): void => {
  const before = world.site.contents.get(keyOf(person)) ?? [];
  world.site.contents.set(keyOf(person), [postOf(person, nth), ...before]);
};

const publishFirst = (scene: WatchWorld, person: number, count: number): void => {
  for (let nth = 1; nth <= count; nth += 1) publish(scene, person, nth);
};

const savedIds = async ({ world }: WatchWorld): Promise<ReadonlySet<string>> =>
  new Set((await world.store.records.recent(99_999)).map(({ postId }) => postId));

/** The lists that the site was asked for, one name for all requests that follow each other. */
const runsOf = (keys: readonly string[]): string[] => keys.filter((key, at) => key !== keys[at - 1]);

describe('a week with twelve watches', () => {
  const people = Array.from({ length: 12 }, (_, at) => at + 1);
  const everyOf = (person: number): WatchEvery =>
    person % 3 === 0
      ? { unit: 'days', count: 1, at: 8 * 60 }
      : person % 3 === 1
        ? sixHours
        : { unit: 'hours', count: 4 };

  it('two days of it closed: no due time is served twice, all new posts are saved, and few requests are made', async () => {
    const scene = createWatchWorld();
    const { world, served, rows } = scene;
    const { clock } = world;
    const asked: { at: number; key: string }[] = [];
    const looks = new Map<string, number>();
    world.site.fault = ({ listKey }) => {
      asked.push({ at: clock.now(), key: listKey });
      return undefined;
    };
    for (const person of people) publishFirst(scene, person, 40);
    const begin = clock.now();
    for (const person of people) await scene.watches().lists.add(sourceOf(person), {}, everyOf(person));
    let nth = 40;
    const live = async (days: number): Promise<void> => {
      for (let hour = 0; hour < days * 24; hour += 3) {
        nth += 1;
        publish(scene, people[nth % people.length] ?? 1, nth);
        await clock.pass(3 * HOUR);
      }
    };
    await clock.pass(2 * HOUR);
    const first = asked.length;
    // Account, owner and two pages each.
    expect(first).toBeLessThanOrEqual(people.length * 4);
    await live(3);
    scene.close();
    const closedAt = clock.now();
    const before = asked.length;
    await live(2);
    expect(asked).toHaveLength(before);
    await scene.open();
    await clock.pass(2 * HOUR);
    const madeUp = [...served.keys()].length;
    await live(2);
    await clock.pass(DAY);

    // Of each list one look made up for what was missed, however many due times that were.
    const reopened = asked.filter(({ at }) => at >= closedAt + 2 * DAY && at < closedAt + 2 * DAY + 2 * HOUR);
    expect(runsOf(reopened.map(({ key }) => key)).sort()).toEqual(people.map(keyOf).sort());
    expect(madeUp).toBeGreaterThan(100);

    for (const [due, jobs] of served) expect(jobs.size, due).toBe(1);
    for (const due of served.keys()) {
      const id = due.split(' ')[0] ?? '';
      looks.set(id, (looks.get(id) ?? 0) + 1);
    }
    for (const { id, every } of await rows.all()) {
      const hoursOpen = (clock.now() - begin - 2 * DAY) / HOUR;
      const gap = every.unit === 'days' ? 24 : every.count;
      expect(looks.get(id), id).toBeGreaterThanOrEqual(Math.floor(hoursOpen / (gap * 1.15)));
      expect(looks.get(id), id).toBeLessThanOrEqual(Math.ceil(hoursOpen / (gap * 0.85)) + 2);
    }

    const saved = await savedIds(scene);
    for (const person of people)
      for (const { id } of world.site.contents.get(keyOf(person)) ?? []) expect(saved.has(id), id).toBe(true);

    // One list after the other, each within three requests, and half a minute between two of them.
    const later = asked.slice(first);
    const total = [...looks.values()].reduce((sum, count) => sum + count, 0);
    expect(runsOf(asked.map(({ key }) => key))).toHaveLength(total);
    expect(later.length).toBeLessThanOrEqual((total - people.length) * 3);
    const pauses = asked.slice(1).flatMap(({ at, key }, index) => {
      const last = asked[index];
      return last && last.key !== key ? [at - last.at] : [];
    });
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000);
    // One job of each watch at most stays on the list.
    expect((await world.store.jobs.recent(999)).length).toBeLessThanOrEqual(people.length);
    const found = scene.told.flatMap((news) => (news.type === 'found' ? [news.posts] : []));
    expect(found.reduce((sum, posts) => sum + posts, 0)).toBe(saved.size);
  });
});

describe('only what is new from now on', () => {
  it('of posts by date: none of those that are there, each one after', async () => {
    const scene = createWatchWorld();
    const { world, rows } = scene;
    // As old as the posts of the story are, and one that is pinned above them.
    const now = world.clock.now();
    const dated = (nth: number, createdAt: number) => ({ ...postOf(1, nth), createdAt });
    const old = Array.from({ length: 90 }, (_, at) => dated(90 - at, now - (at + 1) * HOUR));
    world.site.contents.set(keyOf(1), [{ ...dated(1, now - 99 * DAY), pinned: true }, ...old.slice(0, -1)]);
    await scene.watches().lists.add(sourceOf(1), {}, sixHours, true);
    const asked: string[] = [];
    world.site.fault = ({ kind, listKey }) => {
      if (kind === 'page') asked.push(listKey);
      return undefined;
    };
    await world.clock.pass(HOUR);
    expect(await savedIds(scene)).toEqual(new Set());
    // Newest first: one page tells.
    expect(asked).toHaveLength(1);
    const added = dated(91, world.clock.now());
    world.site.contents.set(keyOf(1), [added, ...(world.site.contents.get(keyOf(1)) ?? [])]);
    await world.clock.pass(DAY);
    expect(await savedIds(scene)).toEqual(new Set([added.id]));
    expect((await rows.all())[0]).toMatchObject({ found: 1, options: { listedAfter: now } });
  });

  it('of likes: an old post that is liked later is new, one that was liked before is not', async () => {
    const scene = createWatchWorld();
    const { world, rows } = scene;
    const likes: Source = { kind: 'likes', secUid: anAuthor(1).secUid, uniqueId: 'p1' };
    const key = `likes:${anAuthor(1).secUid}`;
    const liked = Array.from({ length: 200 }, (_, at) => postOf(2, 300 - at));
    world.site.contents.set(key, liked);
    await scene.watches().lists.add(likes, {}, sixHours, true);
    await world.clock.pass(HOUR);
    expect(await savedIds(scene)).toEqual(new Set());
    const added = [postOf(3, 1), postOf(2, 2)];
    world.site.contents.set(key, [...added, ...liked]);
    const asked: string[] = [];
    world.site.fault = ({ kind, listKey }) => {
      if (kind === 'page') asked.push(listKey);
      return undefined;
    };
    await world.clock.pass(5.9 * HOUR);
    expect(await savedIds(scene)).toEqual(new Set(added.map(({ id }) => id)));
    // What is known ends it, long before the end of the list.
    expect(asked.length * world.site.pageSize).toBeLessThan(200);
    const [row] = await rows.all();
    expect(row?.options.noteOnly).toBeUndefined();
    expect(row?.found).toBe(2);
  });
});

it('a person who went private, one who is gone, and one of another name are told of once', async () => {
  const scene = createWatchWorld();
  const { world, told, rows } = scene;
  for (const person of [1, 2, 3]) publishFirst(scene, person, 3);
  for (const person of [1, 2, 3]) await scene.watches().lists.add(sourceOf(person), {}, sixHours);
  await world.clock.pass(HOUR);
  told.length = 0;
  world.site.fault = ({ listKey }) =>
    listKey === keyOf(1) ? failure('private') : listKey === keyOf(2) ? failure('removed') : undefined;
  const renamed = anAuthor(3, { uniqueId: 'p3.new' });
  world.site.contents.set(keyOf(3), [aPost(30_009, { author: renamed, kind: 'video' })]);
  await world.clock.pass(2 * DAY);
  expect(told.filter(({ type }) => type !== 'found')).toHaveLength(3);
  expect(told).toContainEqual(expect.objectContaining({ type: 'renamed', from: 'p3', to: 'p3.new' }));
  const errors = (await rows.all()).map(({ error }) => error?.code);
  expect(errors).toEqual(['private', 'removed', undefined]);
  world.site.fault = () => undefined;
  await world.clock.pass(DAY);
  expect((await rows.all()).map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
});

describe('a worker that dies at any call of a look', () => {
  const due = { unit: 'hours', count: 5 } as const;

  /** Two lists that were looked at once, with a new post each, just before they are due again. */
  const prepare = async (dies: Mortal) => {
    const scene = createWatchWorld(dies);
    for (const person of [1, 2]) publishFirst(scene, person, 3);
    for (const person of [1, 2]) await scene.watches().lists.add(sourceOf(person), {}, due);
    await scene.world.clock.pass(HOUR);
    for (const person of [1, 2]) publish(scene, person, 9);
    const first = Math.min(...(await scene.rows.all()).map(({ dueAt }) => dueAt));
    await scene.world.clock.pass(first - scene.world.clock.now() - 1);
    return scene;
  };

  const outcome = async (scene: WatchWorld) => ({
    served: scene.served.size,
    twice: [...scene.served.values()].filter(({ size }) => size > 1).length,
    saved: (await savedIds(scene)).size,
    rows: (await scene.rows.all()).map(({ found, jobId, error }) => ({ found, jobId, error })),
    jobs: (await scene.world.store.jobs.active()).length,
  });

  const live = async (scene: WatchWorld): Promise<void> => {
    const { world } = scene;
    for (let lives = 0; lives < 20; lives += 1) {
      // Whoever opens the popup wakes a worker that no alarm wakes.
      if (world.isDead() && scene.alarmAt() === undefined && world.browser.alarmAt() === undefined) await scene.wake();
      await world.clock.pass(6 * 60_000);
    }
  };

  it.each(['worker', 'document', 'browser'] as const)('loses no due time and serves none twice (%s)', async (dies) => {
    const whole = await prepare(dies);
    const before = whole.world.calls();
    await live(whole);
    const calls = whole.world.calls() - before;
    const expected = await outcome(whole);
    expect(expected).toMatchObject({ served: 4, twice: 0, saved: 8, jobs: 0 });
    expect(calls).toBeGreaterThan(60);
    for (let call = 1; call <= calls; call += 1) {
      const scene = await prepare(dies);
      scene.world.killAfter(call);
      await live(scene);
      expect(await outcome(scene), `death after call ${call}`).toEqual(expected);
    }
  });
});
