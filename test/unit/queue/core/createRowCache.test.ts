import { expect, test } from 'vitest';
import type { Store } from '@/lib/ports/Store';
import { createRowCache } from '@/lib/queue/core/createRowCache';
import { closeJob } from '@/lib/queue/rules/jobTransitions';
import { claimTask, replanTask } from '@/lib/queue/rules/taskTransitions';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { aJob, aTask } from '../../../fakes/rows';

const setUp = () => {
  const store = createMemoryStore();
  const asked: string[] = [];
  const spy = <T extends object>(name: string, table: T): T =>
    new Proxy(table, {
      get: (target, key) => {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => {
          asked.push(`${name}.${String(key)}`);
          return Reflect.apply(method, target, args);
        };
      },
    });
  const seen: Store = {
    ...store,
    jobs: spy('jobs', store.jobs),
    tasks: spy('tasks', store.tasks),
    transaction: (run) =>
      store.transaction((tables) =>
        run({ ...tables, jobs: spy('jobs', tables.jobs), tasks: spy('tasks', tables.tasks) }),
      ),
  };
  return { store, cache: createRowCache(seen), asked };
};

const job = aJob({ id: 'j', state: 'draining', phase: 'draining' });
const claimed = claimTask(aTask({ jobId: 'j', postId: '1' }), 5);

test('what it wrote itself is read no more, in transactions and outside', async () => {
  const { cache, asked } = setUp();
  await cache.transaction(async ({ jobs, tasks }) => {
    await jobs.put(job);
    await tasks.put(claimed);
  });
  asked.length = 0;
  const inside = await cache.transaction(async ({ jobs, tasks }) => [await jobs.get('j'), await tasks.get(claimed.id)]);
  expect([...inside, await cache.jobs.get('j'), await cache.tasks.get(claimed.id)]).toEqual([
    job,
    claimed,
    job,
    claimed,
  ]);
  expect(asked).toEqual([]);
});

test('active jobs are asked for once; those that come and end are known', async () => {
  const { store, cache, asked } = setUp();
  await store.jobs.put(job);
  expect(await cache.jobs.active()).toEqual([job]);
  const click = aJob({ id: 'click', state: 'draining', phase: 'draining', priority: 0, createdAt: 9 });
  await cache.transaction(async ({ jobs }) => jobs.put(click));
  expect(await cache.jobs.active()).toEqual([click, job]);
  await cache.transaction(async ({ jobs }) => jobs.put(closeJob(job, 'done', 7)));
  expect(await cache.jobs.active()).toEqual([click]);
  await cache.transaction(async ({ jobs }) => jobs.delete('click'));
  expect(await cache.jobs.active()).toEqual([]);
  expect(asked.filter((name) => name === 'jobs.active')).toHaveLength(1);
});

test("files that are in nobody's hand are not kept", async () => {
  const { cache, asked } = setUp();
  await cache.transaction(async ({ tasks }) => tasks.put(claimed));
  await cache.transaction(async ({ tasks }) => tasks.put(replanTask(claimed, {}, 6)));
  expect((await cache.tasks.get(claimed.id))?.state).toBe('planned');
  expect(asked.at(-1)).toBe('tasks.get');
  await cache.transaction(async ({ tasks }) => tasks.putMany([claimed]));
  await cache.transaction(async ({ tasks }) => tasks.deleteOfJob('j'));
  expect(await cache.tasks.get(claimed.id)).toBeUndefined();
});

test('what a transaction that failed wrote is forgotten with all the rest', async () => {
  const { store, cache } = setUp();
  await cache.transaction(async ({ jobs }) => jobs.put(job));
  const torn = cache.transaction(async ({ jobs, tasks }) => {
    await jobs.put({ ...job, priority: 3 });
    await tasks.put(claimed);
    throw new Error('full');
  });
  await expect(torn).rejects.toThrow('full');
  expect([await cache.jobs.get('j'), await cache.tasks.get(claimed.id)]).toEqual([job, undefined]);
  // As after a loss of the database: what was there is asked for anew.
  await store.jobs.delete('j');
  await expect(
    cache.transaction(async () => {
      throw new Error('closed');
    }),
  ).rejects.toThrow('closed');
  expect(await cache.jobs.active()).toEqual([]);
});

test('a transaction sees what those before it wrote, though none waited for them', async () => {
  const { cache } = setUp();
  await cache.transaction(async ({ jobs }) => jobs.put(job));
  const add = () =>
    cache.transaction(async ({ jobs }) => {
      const row = await jobs.get('j');
      if (row) await jobs.put({ ...row, priority: row.priority + 1 });
    });
  await Promise.all([add(), add(), add()]);
  expect((await cache.jobs.get('j'))?.priority).toBe(job.priority + 3);
});

test('a store that runs a transaction once more begins with what was there before', async () => {
  const { store } = setUp();
  let runs = 0;
  const cache = createRowCache({
    ...store,
    transaction: async (run) => {
      runs += 1;
      // The first time its connection is lost at the end: nothing of it was written.
      await store
        .transaction(async (tables) => {
          await run(tables);
          throw new Error('lost');
        })
        .catch(() => undefined);
      return store.transaction(run);
    },
  });
  const seen: boolean[] = [];
  await cache.transaction(async ({ jobs }) => {
    seen.push((await jobs.get('j')) !== undefined);
    await jobs.put(job);
  });
  expect([runs, seen]).toEqual([1, [false, false]]);
});
