import { failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import type { Core } from './Core';
import { claimFile } from './claimFile';
import { finishJob } from './finishJob';
import { holdWork } from './holdWork';
import { isRunning, releaseJob } from './jobMoves';
import { listStep } from './listStep';
import { reconcile } from './reconcile';
import { runFile } from './runFile';

/** Turns rows into work. */
export interface Pump {
  /** Compares rows and world, then starts what is due. Settles when that is started, not when it is done. */
  wake(): Promise<void>;
  /** Looks again soon; for after something changed. */
  kick(): void;
}

const localMidnight = (now: number, plusDays: number): number => {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + plusDays);
  return day.getTime();
};

/** One per worker. What it keeps in memory is only what it has in hand itself. */
export const createPump = (core: Core): Pump => {
  const { store, clock, tuning } = core;
  const files = new Map<string, { readonly priority: number }>();
  let listing: string | undefined;
  let loaded = false;
  let turning = false;
  let again = false;
  let alarm = Number.POSITIVE_INFINITY;
  let timer = Number.POSITIVE_INFINITY;

  const kick = (): void => {
    // A turn that fails has failed on the store; the next alarm tries again.
    void core.wake.during(pump()).catch(() => undefined);
  };

  const inHand = (id: string, priority: number, work: () => Promise<void>): void => {
    files.set(id, { priority });
    const done = work().finally(() => files.delete(id));
    // What a file fails of stands in its row. A broken store is not asked again at once: the next alarm reconciles.
    void core.wake.during(done).then(kick, () => undefined);
  };

  const adopt = async (): Promise<void> => {
    for (const { turn, work } of await reconcile(core, (id) => files.has(id))) {
      if (!files.has(turn.id)) inHand(turn.id, turn.priority, work);
    }
  };

  const release = async (jobs: readonly Job[], now: number): Promise<boolean> => {
    const due = jobs.filter(({ state, waiting }) => state === 'waiting' && (waiting?.until ?? now + 1) <= now);
    for (const { id } of due) {
      await store.transaction(async (tables) => {
        const job = await tables.jobs.get(id);
        if (job?.state === 'waiting') await tables.jobs.put(releaseJob(job, now));
      });
      core.tellJob(id);
    }
    return due.length > 0;
  };

  const startListing = async (jobs: readonly Job[], now: number): Promise<void> => {
    if (listing !== undefined || now < core.breaker.until()) return;
    for (const job of jobs) {
      if (job.state !== 'listing') continue;
      if ((await store.tasks.count(job.id, ['planned'])) >= tuning.highWater) continue;
      listing = job.id;
      const done = listStep(core, job).finally(() => {
        listing = undefined;
      });
      // The row says what is next; a step that was lost to a broken store is taken again at the next alarm.
      void core.wake.during(done).then(kick, () => undefined);
      return;
    }
  };

  /** How many files may still be started today; the jobs wait until midnight when none. */
  const allowance = async (jobs: readonly Job[], settings: Settings, now: number): Promise<number> => {
    const { dailyCap } = settings.pacing;
    if (dailyCap === 0) return Number.POSITIVE_INFINITY;
    const left = dailyCap - (await store.records.countSince(localMidnight(now, 0))) - files.size;
    const first = jobs.find(isRunning);
    if (left <= 0 && files.size === 0 && first && (await hasPlanned(jobs))) {
      const error = failure('cap', `${dailyCap} files a day`);
      await store.transaction((tables) => holdWork(tables, core, first.id, error, localMidnight(now, 1)));
      for (const { id } of jobs) core.tellJob(id);
    }
    return left;
  };

  const hasPlanned = async (jobs: readonly Job[]): Promise<boolean> => {
    for (const job of jobs) if (isRunning(job) && (await store.tasks.count(job.id, ['planned'])) > 0) return true;
    return false;
  };

  const startFiles = async (jobs: readonly Job[], settings: Settings, now: number): Promise<void> => {
    if (now < core.breaker.until()) return;
    let left = await allowance(jobs, settings, now);
    const slots = core.breaker.probing() ? 1 : settings.pacing.parallel;
    for (const job of jobs.filter(isRunning)) {
      // A click need not wait until a large file of a bulk job is through.
      const room = (): number => slots + (job.priority === 0 && slots > 1 ? 1 : 0) - files.size;
      while (room() > 0 && left > 0) {
        const due = (await store.tasks.runnable(job.id, now, room() + files.size)).filter(({ id }) => !files.has(id));
        let moved = false;
        for (const { id, priority } of due) {
          if (room() <= 0 || left <= 0) break;
          // In hand before the row says "fetching", or a reconcile in between would take it for an orphan.
          files.set(id, { priority });
          const claim = await claimFile(core, id).catch((error: unknown) => {
            files.delete(id);
            throw error;
          });
          if (typeof claim === 'string') files.delete(id);
          if (claim === 'skipped') moved = true;
          if (typeof claim === 'string') continue;
          moved = true;
          left -= 1;
          inHand(id, priority, () => runFile(core, claim.turn));
          await core.tellPost(claim.turn.postId);
        }
        if (!moved) break;
      }
    }
  };

  const finish = async (jobs: readonly Job[], settings: Settings): Promise<void> => {
    for (const job of jobs) if (job.state === 'draining') await finishJob(core, job.id, settings);
  };

  /** When something becomes due by itself; undefined when nothing does. */
  const nextDue = async (jobs: readonly Job[], now: number): Promise<number | undefined> => {
    const times: number[] = [];
    for (const job of jobs) {
      if (job.waiting?.until !== undefined) times.push(job.waiting.until);
      if (!isRunning(job)) continue;
      const due = await store.tasks.nextDue(job.id, now);
      if (due !== undefined) times.push(due);
      if (core.breaker.until() > now) times.push(core.breaker.until());
    }
    return times.length > 0 ? Math.min(...times) : undefined;
  };

  const arm = async (jobs: readonly Job[], now: number): Promise<void> => {
    const busy = files.size > 0 || listing !== undefined || jobs.some(isRunning);
    const due = await nextDue(jobs, now);
    const wish = Math.min(due ?? Number.POSITIVE_INFINITY, busy ? now + tuning.heartbeat : Number.POSITIVE_INFINITY);
    if (wish === Number.POSITIVE_INFINITY) {
      if (alarm !== wish) await core.wake.clear();
      alarm = wish;
    } else if (alarm <= now || wish < alarm) {
      alarm = wish;
      await core.wake.at(wish);
    }
    // An alarm may come up to half a minute late; while the worker lives it need not wait for it.
    if (due !== undefined && due < timer && due - now < tuning.heartbeat) {
      timer = due;
      void clock.sleep(Math.max(0, due - now)).then(() => {
        if (timer === due) timer = Number.POSITIVE_INFINITY;
        kick();
      });
    }
  };

  const turn = async (): Promise<void> => {
    if (!loaded) {
      await core.breaker.load();
      await adopt();
      loaded = true;
    }
    const { settings } = await core.wishes();
    const now = clock.now();
    let jobs = await store.jobs.active();
    if (await release(jobs, now)) jobs = await store.jobs.active();
    await startListing(jobs, now);
    await startFiles(jobs, settings, now);
    await finish(jobs, settings);
    await arm(await store.jobs.active(), clock.now());
  };

  const pump = async (): Promise<void> => {
    again = true;
    if (turning) return;
    turning = true;
    try {
      while (again) {
        again = false;
        await turn();
      }
    } finally {
      turning = false;
    }
  };

  return {
    kick,
    wake: async () => {
      if (loaded) await adopt();
      // The alarm that woke us is spent.
      if (alarm <= clock.now()) alarm = Number.POSITIVE_INFINITY;
      await pump();
    },
  };
};
