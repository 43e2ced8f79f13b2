import { expect, it } from 'vitest';
import { createWorld, type Mortal } from '../../fakes/createWorld';
import { following, followMany, trouble } from '../../fakes/manyPeople';

/** What must be the same however often the worker died. */
const outcome = async (world: ReturnType<typeof createWorld>) => {
  const jobs = await world.store.jobs.recent(99);
  const parents = jobs.filter((job) => job.people);
  const [parent] = parents;
  const { nextAt: _, ...people } = parent?.people ?? {};
  const turns = await world.store.turns.ofJob(parent?.id ?? '');
  return {
    parents: parents.length,
    parent: { state: parent?.state, people, counts: parent?.counts, bytes: parent?.bytes },
    children: jobs.filter(({ parent: of }) => of).map(({ source, state, counts }) => ({ source, state, counts })),
    turns: turns.map(({ uniqueId, state, code, posts, lost }) => ({ uniqueId, state, code, posts, lost })),
    disk: [...world.browser.disk.keys()].sort(),
    records: (await world.store.records.recent(999)).map(({ key }) => key).sort(),
    fetched: world.browser.media.length,
    staged: world.browser.stagedCount(),
    alarm: world.browser.alarmAt(),
  };
};

const live = async (dies: Mortal, killAt?: number) => {
  const world = createWorld({ dies, quiet: true });
  world.site.pageSize = 3;
  followMany(world, 4, 4);
  trouble.private(world, 2);
  trouble.gone(world, 4);
  const again: string[] = [];
  world.browser.fault = ({ file }) => {
    const [postId, kind, index] = file.split('/').slice(3);
    const key = `${postId}:${kind}:${index}`;
    void world.store.records.get(key).then((record) => record && again.push(key));
    return undefined;
  };
  if (killAt !== undefined) world.killAfter(killAt);
  const start = () => void world.queue().startJob(following, { people: { posts: true, pause: 1 } });
  start();
  for (let lives = 0; lives < 50; lives += 1) {
    const ended = await world.clock.runUntil(
      async () =>
        (world.isDead() && world.browser.alarmAt() === undefined) ||
        (!world.isDead() && (await world.store.jobs.active()).length === 0),
    );
    if (ended && !world.isDead()) break;
    await world.queue().wake();
  }
  if ((await world.store.jobs.recent(1)).length === 0) {
    // Dead before the wish was written down: the person clicks again.
    start();
    await world.idle();
  }
  expect(again).toEqual([]);
  return { world, calls: world.calls() };
};

it.each(['worker', 'browser'] as const)(
  'a job over many people comes to the same end wherever it dies: %s',
  { timeout: 120_000 },
  async (dies) => {
    const undisturbed = await live(dies);
    const { fetched, ...expected } = await outcome(undisturbed.world);
    expect(expected.parent).toMatchObject({ state: 'done', people: { total: 4, done: 2, failed: 2 } });
    expect([fetched, expected.disk.length]).toEqual([8, 8]);
    expect(undisturbed.calls).toBeGreaterThan(80);
    for (let call = 1; call <= undisturbed.calls; call += 1) {
      const { world } = await live(dies, call);
      const { fetched: _, ...end } = await outcome(world);
      expect(JSON.stringify(end, null, 1), `death after call ${call}`).toBe(JSON.stringify(expected, null, 1));
    }
  },
);
