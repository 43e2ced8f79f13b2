import { type Job, waitOf } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import type { Core } from '@/lib/queue/core/QueueCore';
import { dailyAllowance, holdForCap } from '@/lib/queue/hold/dailyAllowance';
import { holdForPlace } from '@/lib/queue/hold/holdForPlace';
import { finishJob } from '@/lib/queue/jobs/finishJob';
import { listStep } from '@/lib/queue/listing/listStep';
import { isRunning, releaseJob, runsFiles } from '@/lib/queue/rules/jobTransitions';
import { createTimer } from './createTimer';
import { createWorkerPool } from './createWorkerPool';

/** How many files of a job wait at most. */
const mayWait = ({ counts }: Job): number => counts.planned - counts.saved - counts.failed;

/** Turns rows into work. */
export interface Scheduler {
  /** Compares rows and world, then starts what is due. Settles when that is started, not when it is done. */
  wake(): Promise<void>;
  /** Looks again soon; for after something changed. */
  kick(): void;
}

/** One per worker. What it keeps in memory is only what it has in hand itself. */
export const createScheduler = (core: Core): Scheduler => {
  const { store, clock, tuning } = core;
  let listing = false;
  let loaded = false;
  let adopted = false;
  let turning = false;
  let again = false;

  const report = (error: unknown): void => core.report?.(error);

  const kick = (): void => {
    void core.wake.during(scheduler()).catch(report);
  };

  const pool = createWorkerPool(core, kick);
  const timer = createTimer(core.wake, clock, tuning.heartbeat, kick);

  const release = async (jobs: readonly Job[]): Promise<boolean> => {
    const now = clock.now();
    const due = jobs.filter((job) => (waitOf(job)?.until ?? now + 1) <= now);
    for (const { id } of due) {
      await store.transaction(async (tables) => {
        const job = await tables.jobs.get(id);
        if (job?.state === 'waiting') await tables.jobs.put(releaseJob(job, now));
      });
      core.tellJob(id);
    }
    return due.length > 0;
  };

  /** Whether nothing of a person's turn is under way: what is left of one may wait for later, beside the next. */
  const isOver = async (child: Job): Promise<boolean> =>
    child.state === 'draining' &&
    !pool.worksOn(child.id) &&
    (await store.tasks.runnable(child.id, clock.now(), 1)).length === 0;

  /** Whether a job over many people may read on or begin with the next: never more than one person's list is read at a time. */
  const mayBegin = async ({ id, people }: Job, jobs: readonly Job[]): Promise<boolean> => {
    if ((people?.nextAt ?? 0) > clock.now()) return false;
    for (const child of jobs) if (child.parent && !(await isOver(child))) return false;
    return !(await store.jobs.paused()).some(({ parent }) => parent?.jobId === id);
  };

  const startListing = async (jobs: readonly Job[]): Promise<void> => {
    if (listing || clock.now() < core.breaker.until()) return;
    for (const job of jobs) {
      if (job.state !== 'listing' || (job.people && !(await mayBegin(job, jobs)))) continue;
      if (mayWait(job) >= tuning.highWater && (await store.tasks.count(job.id, ['planned'])) >= tuning.highWater)
        continue;
      listing = true;
      const done = listStep(core, job).finally(() => {
        listing = false;
      });
      // The row says what is next; a step that was lost to a broken store is taken again at the next alarm.
      void core.wake.during(done).then(kick, report);
      return;
    }
  };

  /** Starts the files that may be started; `dry` = jobs that have nothing to start now. */
  const startFiles = async (jobs: readonly Job[], { pacing }: Settings): Promise<{ dry: Job[]; held: boolean }> => {
    // A job over many people has no files of its own.
    const running = jobs.filter((job) => runsFiles(job) && !job.people);
    const mayStart = clock.now() >= core.breaker.until();
    pool.putBack((jobId) => mayStart && running.some(({ id }) => id === jobId));
    if (!mayStart) return { dry: running, held: false };
    let left = await dailyAllowance(core, pacing.dailyCap, pool.size());
    if (left <= 0)
      return { dry: running, held: pool.size() === 0 && (await holdForCap(core, running, pacing.dailyCap)) };
    const slots = core.breaker.probing() ? 1 : pacing.parallel;
    const dry: Job[] = [];
    for (const job of running) {
      // A click need not wait until a large file of a bulk job is through.
      const room = slots + (job.priority === 0 && slots > 1 ? 1 : 0);
      const begun = await pool.start(job, room, left);
      left -= begun.started;
      if (begun.dry || left <= 0) dry.push(job);
    }
    return { dry, held: false };
  };

  const finish = async (dry: readonly Job[], jobs: readonly Job[], settings: Settings): Promise<boolean> => {
    let any = false;
    const people = jobs.filter((job) => job.people && !jobs.some(({ parent }) => parent?.jobId === job.id));
    for (const job of [...dry, ...people]) {
      if (job.state === 'draining' && !pool.worksOn(job.id)) any = (await finishJob(core, job.id, settings)) || any;
    }
    return any;
  };

  /** When something becomes due by itself that was not due at `since`: what became due during a pass was not seen by it. */
  const nextDue = async (since: number, jobs: readonly Job[], dry: readonly Job[]): Promise<number | undefined> => {
    const times = jobs.flatMap((job) => waitOf(job)?.until ?? []);
    times.push(...jobs.flatMap(({ people }) => people?.nextAt ?? []).filter((at) => at > since));
    if (core.breaker.until() > since && jobs.some(runsFiles)) times.push(core.breaker.until());
    // A job that has files to start now is looked at again when one of those in hand is through.
    for (const { id } of dry) times.push((await store.tasks.nextDue(id, since)) ?? Number.POSITIVE_INFINITY);
    return times.length > 0 ? Math.min(...times) : undefined;
  };

  const runOnce = async (): Promise<void> => {
    const isFirst = !loaded;
    if (isFirst) await core.breaker.load();
    loaded = true;
    if (!adopted) {
      await pool.adopt();
      adopted = true;
    }
    const { settings } = await core.runSettings();
    const since = clock.now();
    let jobs = await store.jobs.active();
    if (await holdForPlace(core, jobs, isFirst)) jobs = await store.jobs.active();
    if (await release(jobs)) jobs = await store.jobs.active();
    await startListing(jobs);
    const { dry, held } = await startFiles(jobs, settings);
    const finished = await finish(dry, jobs, settings);
    if (held || finished) jobs = await store.jobs.active();
    // Somebody's turn is over: the next one's begins.
    if (finished && jobs.some(({ people }) => people)) again = true;
    await timer.arm(await nextDue(since, jobs, dry), pool.size() > 0 || listing || jobs.some(isRunning));
  };

  const scheduler = async (): Promise<void> => {
    again = true;
    if (turning) return;
    turning = true;
    try {
      while (again) {
        again = false;
        await runOnce();
      }
    } catch (error) {
      // The store failed, or another port that must not; the alarm tries again.
      await timer.rescue();
      throw error;
    } finally {
      turning = false;
    }
  };

  return {
    kick,
    wake: async () => {
      timer.woken();
      adopted = false;
      await scheduler();
    },
  };
};
