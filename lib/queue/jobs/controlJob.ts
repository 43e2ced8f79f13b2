import type { FileTask } from '@/lib/model/fileTask';
import { isUnfinished, type Job } from '@/lib/model/job';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { stopFile } from '@/lib/queue/files/reconcile';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { clearError, closeJob, countJob, haltJob, releaseJob } from '@/lib/queue/rules/jobTransitions';
import { rememberBroken } from '@/lib/queue/rules/listMemory';
import { withMoreRoom } from '@/lib/queue/rules/listRoom';
import { kindsOf } from '@/lib/queue/rules/sortPosts';
import { cancelTask, openStates, replanTask } from '@/lib/queue/rules/taskTransitions';

const change = async (
  core: Core,
  jobId: string,
  transition: (tables: Tables, job: Job, now: number) => Promise<Job | undefined>,
) => {
  await core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    const next = job && (await transition(tables, job, core.clock.now()));
    if (next) await tables.jobs.put(next);
  });
  core.tellJob(jobId);
};

/** Starts nothing new; files under way are finished. */
export const pauseJob = (core: Core, jobId: string): Promise<void> =>
  change(core, jobId, async (_, job, now) => (isUnfinished(job) ? haltJob(job, undefined, now) : undefined));

/** Lets a paused or waiting job go on. */
export const resumeJob = (core: Core, jobId: string): Promise<void> =>
  change(core, jobId, async (_, job, now) =>
    job.state === 'paused' || job.state === 'waiting' ? releaseJob(clearError(withMoreRoom(job)), now) : undefined,
  );

/** Stops a job and what it has under way. What is saved stays saved; a later run goes on where this one stopped. */
export const cancelJob = async (core: Core, jobId: string): Promise<void> => {
  const { settings } = await core.runSettings();
  let stopped: FileTask[] = [];
  await change(core, jobId, async (tables, job, now) => {
    if (!isUnfinished(job)) return undefined;
    const open = await tables.tasks.ofJob(jobId, openStates);
    stopped = open.filter(({ state }) => state !== 'planned');
    await tables.tasks.putMany(open.map((task) => cancelTask(task, now)));
    for (const postId of new Set(open.map((task) => task.postId))) await dropPending(tables, core.openTasks, postId);
    await rememberBroken(tables, job, kindsOf(job, settings), open[0]?.pageCursor, now);
    return closeJob(job, 'cancelled', now);
  });
  for (const task of stopped) {
    if (task.state === 'fetching' || task.state === 'saving') await stopFile(core, task);
    await core.tellPost(task.postId);
  }
};

/**
 * Tries the failed files again, except those that can never be had, and a list that could not be read on.
 *
 * @returns false when nothing is left that could be tried
 */
export const retryJob = async (core: Core, jobId: string): Promise<boolean> => {
  let goesOn = false;
  await change(core, jobId, async (tables, job, now) => {
    const failed = (await tables.tasks.ofJob(jobId, ['failed'])).flatMap((task) =>
      task.state === 'failed' && !task.final ? [task] : [],
    );
    const isBroken = job.listing.ended === 'error';
    goesOn = failed.length > 0 || isBroken;
    if (!goesOn) return undefined;
    await tables.tasks.putMany(failed.map((task) => replanTask(task, { attempts: 0, notBefore: 0 }, now)));
    const rest = countJob(clearError(job), { failed: -failed.length }, now);
    if (isBroken) {
      const { ended: _, ...listing } = rest.listing;
      return releaseJob({ ...rest, listing: { ...listing, tries: 0, stale: 0 } }, now, 'listing');
    }
    // A job that was cancelled while its list was read is not read on: that was not asked for.
    const phase = job.state === 'cancelled' ? 'draining' : job.phase;
    return releaseJob(rest, now, phase);
  });
  return goesOn;
};

/** Takes a job and its tasks out of the lists. Records and files stay. */
export const removeJob = async (core: Core, jobId: string): Promise<void> => {
  await cancelJob(core, jobId);
  await core.store.transaction(async ({ jobs, tasks }) => {
    await tasks.deleteOfJob(jobId);
    await jobs.delete(jobId);
  });
  core.tellJob(jobId);
};
