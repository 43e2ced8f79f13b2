import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb } from '@/lib/browser/database/db';
import { jobProgress, jobsInSight, recentJobs, tasksOf } from '@/lib/browser/database/queries';
import { live } from '@/lib/browser/system/liveQuery';
import { aJob, aTask } from '@/test/fakes/rows';

const store = createDexieStore(openDb());

beforeAll(async () => {
  await store.jobs.put(aJob({ id: 'a', createdAt: 1, bytes: 500 }));
  await store.jobs.put(aJob({ id: 'b', createdAt: 2, state: 'paused' }));
  await store.jobs.put(aJob({ id: 'c', createdAt: 3, state: 'done' }));
  const tasks = Array.from({ length: 10 }, (_, n) => aTask({ jobId: 'a', postId: String(n), position: n }));
  await store.tasks.putMany(tasks.slice(0, 7));
  await store.tasks.putMany(tasks.slice(7, 9).map((task) => ({ ...task, state: 'cancelled' as const })));
  await store.tasks.putMany(
    tasks.slice(9).map((task) => ({ ...task, state: 'fetching' as const, since: 1, received: 30, total: 90 })),
  );
});

describe('queries of the pages', () => {
  it('list unfinished and recent jobs', async () => {
    expect((await jobsInSight(2)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect((await recentJobs(2)).map(({ id }) => id)).toEqual(['c', 'b']);
  });

  it('show a job once and in its place while it changes its state', async () => {
    const states = ['listing', 'draining', 'waiting', 'paused'] as const;
    const shown = new Set<string>();
    for (let round = 0; round < 60; round += 1) {
      const reading = jobsInSight(9);
      // Whatever turn of the event loop the reads are at.
      for (let turn = 0; turn < round % 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await store.jobs.put(aJob({ id: 'a', createdAt: 1, bytes: 500, state: states[round % 4] ?? 'listing' }));
      shown.add((await reading).map(({ id }) => id).join());
    }
    await store.jobs.put(aJob({ id: 'a', createdAt: 1, bytes: 500 }));
    expect([...shown]).toEqual(['a,b,c']);
  });

  it('page through the tasks of a job', async () => {
    const ids = async (options: Parameters<typeof tasksOf>[1]) =>
      (await tasksOf('a', options)).map(({ postId }) => postId);
    expect(await ids({ offset: 2, limit: 3 })).toEqual(['2', '3', '4']);
    expect(await ids({ states: ['cancelled', 'fetching'], offset: 1, limit: 5 })).toEqual(['8', '9']);
  });

  it('add up the bytes of a job without reading its saved files', async () => {
    const { received, current } = await jobProgress('a');
    expect(received).toBe(530);
    expect(current.map(({ postId }) => postId)).toEqual(['9']);
  });

  it('come again when something they read has changed', async () => {
    const seen: string[][] = [];
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const stop = live(
      async () => (await recentJobs(9)).map(({ id }) => id),
      (ids) => {
        seen.push(ids);
        if (seen.length === 1) first.resolve();
        else second.resolve();
      },
    );
    await first.promise;
    await store.jobs.put(aJob({ id: 'd', createdAt: 4 }));
    await second.promise;
    stop();
    expect(seen).toEqual([
      ['c', 'b', 'a'],
      ['d', 'c', 'b', 'a'],
    ]);
  });
});
