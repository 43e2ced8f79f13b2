import { failure } from '@/lib/base/failure';
import type { FileTask } from '@/lib/model/fileTask';
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
  const report = (error: unknown): void => core.report?.(error);
  const files = new Map<string, { readonly jobId: string }>();
  let listing: string | undefined;
  let loaded = false;
  let turning = false;
  let again = false;
  /** Jobs went another way than the list of them in hand says. */
  let changed = false;
  /** Undefined while it is not known what a worker before this one has set. */
  let alarm: number | undefined;
  let timer = Number.POSITIVE_INFINITY;

  const activeJobs = (): Promise<Job[]> => {
    changed = false;
    return store.jobs.active();
  };

  const kick = (): void => {
    // A turn that fails has failed on the store; the next alarm tries again.
    void core.wake.during(pump()).catch(report);
  };

  const inHand = ({ id, jobId }: FileTask, work: () => Promise<void>): void => {
    files.set(id, { jobId });
    const done = work().finally(() => files.delete(id));
    // What a file fails of stands in its row. A broken store is not asked again at once: the next alarm reconciles.
    void core.wake.during(done).then(kick, report);
  };

  const adopt = async (): Promise<void> => {
    for (const { turn, work } of await reconcile(core, (id) => files.has(id))) {
      if (!files.has(turn.id)) inHand(turn, work);
    }
  };

  const release = async (jobs: readonly Job[], now: number): Promise<void> => {
    const due = jobs.filter(({ state, waiting }) => state === 'waiting' && (waiting?.until ?? now + 1) <= now);
    for (const { id } of due) {
      await store.transaction(async (tables) => {
        const job = await tables.jobs.get(id);
        if (job?.state === 'waiting') await tables.jobs.put(releaseJob(job, now));
      });
      core.tellJob(id);
    }
    if (due.length > 0) changed = true;
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
      void core.wake.during(done).then(kick, report);
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
      changed = true;
      for (const { id } of jobs) core.tellJob(id);
    }
    return left;
  };

  const hasPlanned = async (jobs: readonly Job[]): Promise<boolean> => {
    for (const job of jobs) if (isRunning(job) && (await store.tasks.count(job.id, ['planned'])) > 0) return true;
    return false;
  };

  /** Starts what may be started; returns the jobs that have nothing to start now. */
  const startFiles = async (jobs: readonly Job[], settings: Settings, now: number): Promise<readonly Job[]> => {
    const dry: Job[] = [];
    if (now < core.breaker.until()) return jobs.filter(isRunning);
    let left = await allowance(jobs, settings, now);
    const slots = core.breaker.probing() ? 1 : settings.pacing.parallel;
    for (const job of jobs.filter(isRunning)) {
      // A click need not wait until a large file of a bulk job is through.
      const room = (): number => slots + (job.priority === 0 && slots > 1 ? 1 : 0) - files.size;
      if (left <= 0) dry.push(job);
      while (room() > 0 && left > 0) {
        const due = (await store.tasks.runnable(job.id, now, room() + files.size)).filter(({ id }) => !files.has(id));
        if (due.length === 0) dry.push(job);
        let moved = false;
        for (const { id, jobId } of due) {
          if (room() <= 0 || left <= 0) break;
          // In hand before the row says "fetching", or a reconcile in between would take it for an orphan.
          files.set(id, { jobId });
          const claim = await claimFile(core, id).catch((error: unknown) => {
            files.delete(id);
            throw error;
          });
          if (typeof claim === 'string') files.delete(id);
          if (claim === 'skipped') moved = true;
          if (typeof claim === 'string') continue;
          moved = true;
          left -= 1;
          inHand(claim.turn, () => runFile(core, claim.turn));
          await core.tellPost(claim.turn.postId);
        }
        if (!moved) break;
      }
    }
    return dry;
  };

  const hasInHand = (job: Job): boolean => [...files.values()].some(({ jobId }) => jobId === job.id);

  const finish = async (dry: readonly Job[], settings: Settings): Promise<void> => {
    for (const job of dry) {
      if (job.state === 'draining' && !hasInHand(job) && (await finishJob(core, job.id, settings))) changed = true;
    }
  };

  /** When something becomes due by itself; undefined when nothing does. */
  const nextDue = async (jobs: readonly Job[], dry: readonly Job[], now: number): Promise<number | undefined> => {
    const times = jobs.flatMap(({ waiting }) => waiting?.until ?? []);
    if (core.breaker.until() > now && jobs.some(isRunning)) times.push(core.breaker.until());
    // A job that has files to start now is looked at again when one of those in hand is through.
    for (const { id } of dry) {
      const due = await store.tasks.nextDue(id, now);
      if (due !== undefined) times.push(due);
    }
    return times.length > 0 ? Math.min(...times) : undefined;
  };

  const arm = async (jobs: readonly Job[], dry: readonly Job[], now: number): Promise<void> => {
    const busy = files.size > 0 || listing !== undefined || jobs.some(isRunning);
    const due = await nextDue(jobs, dry, now);
    const wish = Math.min(due ?? Number.POSITIVE_INFINITY, busy ? now + tuning.heartbeat : Number.POSITIVE_INFINITY);
    if (wish === Number.POSITIVE_INFINITY) {
      if (alarm !== wish) await core.wake.clear();
      alarm = wish;
    } else if (alarm === undefined || alarm <= now || wish < alarm) {
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
    let jobs = await activeJobs();
    await release(jobs, now);
    if (changed) jobs = await activeJobs();
    await startListing(jobs, now);
    const dry = await startFiles(jobs, settings, now);
    await finish(dry, settings);
    if (changed) jobs = await activeJobs();
    await arm(jobs, dry, clock.now());
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
      if (alarm !== undefined && alarm <= clock.now()) alarm = Number.POSITIVE_INFINITY;
      await pump();
    },
  };
};
