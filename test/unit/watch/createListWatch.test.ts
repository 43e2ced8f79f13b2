import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { ok } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import type { WatchEvery } from '@/lib/model/watch/listWatch';
import { closeJob, countJob, drainJob, haltJob, holdJob, releaseJob } from '@/lib/queue/rules/jobTransitions';
import { createMemoryListWatches } from '@/lib/store/createMemoryListWatches';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { createListWatch, type WatchNews } from '@/lib/watch/createListWatch';
import { createVirtualClock } from '../../fakes/virtualClock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const sixHours: WatchEvery = { unit: 'hours', count: 6 };
const person = (name: string): Source => ({ kind: 'posts', secUid: `MS4wLjABAAAA${name}`, uniqueId: name });
const keyOf = (source: Source): string => `posts:${'secUid' in source ? source.secUid : ''}`;

/** Watches over jobs that the test moves by hand. */
const createScene = () => {
  const clock = createVirtualClock();
  const rows = createMemoryListWatches();
  const store = createMemoryStore();
  const started: string[] = [];
  const order: string[] = [];
  const news: WatchNews[] = [];
  const authors = new Map<string, string>();
  let paused = false;
  const put = async (source: Source, more: Partial<Job> = {}): Promise<string> => {
    const id = `job${started.length}-${clock.now()}`;
    const base = { id, source, options: {}, priority: 2, listKey: keyOf(source), createdAt: clock.now() };
    const listing = { cursor: '', listed: 0, knownInARow: 0 };
    const counts = { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 };
    const job = { ...base, listing, counts, updatedAt: clock.now(), state: 'listing', phase: 'listing', ...more };
    await store.jobs.put(job as Job);
    return id;
  };
  const watch = createListWatch({
    rows,
    clock,
    jobs: store.jobs,
    listKey: keyOf,
    start: async (source, options, served) => {
      order.push('start');
      started.push('uniqueId' in source ? (source.uniqueId ?? '') : '');
      return ok(await put(source, { options, watch: served }));
    },
    resume: async (jobId) => {
      const job = await store.jobs.get(jobId);
      if (job) await store.jobs.put(releaseJob(job, clock.now()));
    },
    remove: (jobId) => store.jobs.delete(jobId),
    savedPosts: async (jobId) => (await store.jobs.get(jobId))?.counts.saved ?? 0,
    author: async (secUid) => {
      const value = authors.get(secUid);
      const handles = value === undefined ? [] : [{ value, firstSeen: 0, lastSeen: 0 }];
      return { secUid, uid: '1', handles, nicknames: [], folder: 'f', folderKey: 'f' };
    },
    pausesAll: async () => paused,
    draw: () => 0.5,
    tell: (one) => void news.push(one),
  });
  const turn = (): Promise<number | undefined> => watch.turn(async () => void order.push('alarm'));
  /** The one job that is not at its end, moved on. */
  const move = async (next: (job: Job) => Job): Promise<void> => {
    const [job] = [...(await store.jobs.active()), ...(await store.jobs.paused())];
    if (job) await store.jobs.put(next(job));
  };
  return {
    ...{ clock, rows, store, started, order, news, authors, watch, turn, move, put },
    pauseAll: (value: boolean) => {
      paused = value;
    },
    row: async (name: string) => (await rows.all()).find(({ source }) => keyOf(source) === keyOf(person(name))),
    end: (saved = 0) =>
      move((job) => closeJob(countJob(drainJob(job, 'end', clock.now()), { saved }, clock.now()), 'done', clock.now())),
    fail: (code: 'private' | 'rate') =>
      move((job) => closeJob({ ...drainJob(job, 'error', clock.now()), error: failure(code) }, 'failed', clock.now())),
  };
};

it('one list at a time, a pause after each, and the next look hours later', async () => {
  const { watch, turn, started, end, clock, row } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await watch.add(person('ben'), {}, sixHours);
  await turn();
  await turn();
  expect(started).toEqual(['ana']);
  await end(3);
  const rest = await turn();
  expect(started).toEqual(['ana']);
  expect(rest).toBe(clock.now() + MINUTE);
  await clock.pass(MINUTE);
  await turn();
  expect(started).toEqual(['ana', 'ben']);
  await end();
  expect(await row('ana')).toMatchObject({ found: 3, last: { posts: 3 }, dueAt: expect.any(Number) });
  const next = await turn();
  expect(next).toBeGreaterThan(clock.now() + 5 * HOUR);
});

it('an alarm stands before a look begins, since the worker may die in it', async () => {
  const { watch, turn, order } = createScene();
  await turn();
  expect(order).toEqual([]);
  await watch.add(person('ana'), {}, sixHours);
  await turn();
  expect(order).toEqual(['alarm', 'start']);
});

it('what was missed for days is made up for by one look', async () => {
  const { watch, turn, started, end, clock } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await turn();
  await end();
  await turn();
  await clock.pass(50 * HOUR);
  await turn();
  await end();
  await turn();
  await clock.pass(HOUR);
  await turn();
  expect(started).toEqual(['ana', 'ana']);
});

it("the person's own lists go first, and one of the same list serves as the look", async () => {
  const { watch, turn, started, clock, put, move, row, end } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await put(person('cem'), { priority: 1 });
  await turn();
  expect(started).toEqual([]);
  await move((job) => drainJob(job, 'end', clock.now()));
  await end();
  await clock.pass(1000);
  await put(person('ana'), { priority: 1 });
  await end();
  await turn();
  await turn();
  expect(started).toEqual([]);
  expect(await row('ana')).toMatchObject({ lookedAt: clock.now() });
  expect((await row('ana'))?.jobId).toBeUndefined();
});

it('no second job begins while the first is under way, is paused, or waits for the person', async () => {
  const { watch, turn, started, clock, move, news, row, end } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await turn();
  await clock.pass(20 * HOUR);
  await turn();
  await move((job) => haltJob(job, undefined, clock.now()));
  await turn();
  await move((job) => holdJob(job, { reason: 'login', until: undefined, filesGoOn: undefined }, failure('login'), 0));
  await turn();
  await turn();
  expect(started).toEqual(['ana']);
  expect(news).toMatchObject([{ type: 'trouble', error: { code: 'login' } }]);
  expect(await row('ana')).toMatchObject({ held: true, error: { code: 'login' } });
  await watch.look((await row('ana'))?.id ?? '');
  await turn();
  expect((await row('ana'))?.error).toBeUndefined();
  await end();
  await turn();
  await clock.pass(MINUTE);
  await turn();
  expect(started).toEqual(['ana', 'ana']);
});

it('a job that ends amid a turn is settled before another list is begun', async () => {
  const { watch, turn, started, end, store } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await watch.add(person('ben'), {}, sixHours);
  await turn();
  const { get } = store.jobs;
  Object.assign(store.jobs, {
    get: async (id: string) => {
      const job = await get(id);
      await end();
      return job;
    },
  });
  await turn();
  expect(started).toEqual(['ana']);
});

it('a list that waits for the person does not keep the others waiting', async () => {
  const { watch, turn, started, clock, move } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await watch.add(person('ben'), {}, sixHours);
  await turn();
  await move((job) => holdJob(job, { reason: 'login', until: undefined, filesGoOn: undefined }, failure('login'), 0));
  await turn();
  await clock.pass(2 * MINUTE);
  await turn();
  expect(started).toEqual(['ana', 'ben']);
});

it('pauses double while the site refuses, and are as before once it answers', async () => {
  const { watch, turn, started, clock, fail, end, row } = createScene();
  for (const name of ['a', 'b', 'c', 'd', 'e']) await watch.add(person(name), {}, sixHours);
  const rests: number[] = [];
  for (let look = 0; look < 4; look += 1) {
    await turn();
    if (look < 3) await fail('rate');
    else await end();
    const next = (await turn()) ?? 0;
    rests.push((next - clock.now()) / MINUTE);
    await clock.pass(next - clock.now());
  }
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  expect(rests).toEqual([2, 4, 8, 1]);
  expect(await row('a')).toMatchObject({ error: { code: 'rate' } });
});

it('tells once that a person went private, and that one has another name', async () => {
  const { watch, turn, clock, fail, end, news, row, authors } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  for (let look = 0; look < 3; look += 1) {
    await turn();
    await fail('private');
    await turn();
    await clock.pass(7 * HOUR);
  }
  expect(news).toMatchObject([{ type: 'trouble', error: { code: 'private' } }]);
  expect(await row('ana')).toMatchObject({ error: { code: 'private' }, strikes: 0 });
  await turn();
  authors.set('MS4wLjABAAAAana', 'ana.new');
  await end(1);
  await turn();
  expect(news.slice(1)).toMatchObject([
    { type: 'renamed', from: 'ana', to: 'ana.new' },
    { type: 'found', posts: 1 },
  ]);
  expect(await row('ana')).toMatchObject({ source: { uniqueId: 'ana.new' }, renamed: { from: 'ana' } });
  expect((await row('ana'))?.error).toBeUndefined();
});

it('a paused watch is not looked at, nor any while all are paused, but where the person asks', async () => {
  const { watch, turn, started, clock, row, rows, end, pauseAll } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  await watch.add(person('ben'), {}, sixHours);
  const [ana, ben] = [(await row('ana'))?.id ?? '', (await row('ben'))?.id ?? ''];
  await watch.setPaused(ana, true);
  pauseAll(true);
  expect(await turn()).toBeUndefined();
  await watch.look(ana);
  await turn();
  await end();
  await turn();
  expect(started).toEqual(['ana']);
  expect(await row('ana')).toMatchObject({ paused: true });
  pauseAll(false);
  await clock.pass(MINUTE);
  await turn();
  await end();
  expect(started).toEqual(['ana', 'ben']);
  await rows.delete(ben);
  await clock.pass(9 * HOUR);
  await turn();
  expect(started).toHaveLength(2);
  await watch.setPaused(ana, false);
  await turn();
  expect(started).toHaveLength(3);
});

it('leaves one job of each watch on the list, the last that tells something', async () => {
  const { watch, turn, clock, end, store } = createScene();
  await watch.add(person('ana'), {}, sixHours);
  for (const saved of [5, 0, 2, 0, 0]) {
    await turn();
    await end(saved);
    await turn();
    await clock.pass(7 * HOUR);
  }
  expect((await store.jobs.recent(9)).map(({ counts }) => counts.saved)).toEqual([2]);
});

it('takes no kind of list that never shows the same posts again', async () => {
  const { watch, rows } = createScene();
  for (const source of [
    { kind: 'links', links: ['x'] },
    { kind: 'live', uniqueId: 'ana' },
  ] as const)
    expect(
      await watch.add({ ...source, ...('links' in source ? { links: ['x'] } : {}) } as Source, {}, sixHours),
    ).toMatchObject({
      ok: false,
      error: { code: 'input' },
    });
  expect(await rows.all()).toEqual([]);
});
