import type { FileTask } from '@/lib/model/fileTask';
import { isUnfinished, type Job, type PeopleCounts } from '@/lib/model/job';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { stopFile } from '@/lib/queue/files/reconcile';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { clearError, closeJob, countJob, haltJob, releaseJob } from '@/lib/queue/rules/jobTransitions';
import { rememberBroken } from '@/lib/queue/rules/listMemory';
import { withMoreRoom } from '@/lib/queue/rules/listRoom';
import { settleTurn } from '@/lib/queue/rules/settleTurn';
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

/** The turns of a job over many people that have not ended; none of any other job. */
const childrenOf = async ({ jobs }: Tables, job: Job): Promise<Job[]> =>
  job.people ? (await jobs.ofParent(job.id)).filter(isUnfinished) : [];

/** Changes a job and, of one over many people, the turns that are under way, all together. */
const changeFamily = (
  core: Core,
  jobId: string,
  transition: (job: Job, now: number) => Job | undefined,
): Promise<void> =>
  change(core, jobId, async (tables, job, now) => {
    for (const child of await childrenOf(tables, job)) {
      const next = transition(child, now);
      if (next) await tables.jobs.put(next);
    }
    return transition(job, now);
  });

/** Starts nothing new; files under way are finished. */
export const pauseJob = (core: Core, jobId: string): Promise<void> =>
  changeFamily(core, jobId, (job, now) => (isUnfinished(job) ? haltJob(job, undefined, now) : undefined));

/** Lets a paused or waiting job go on. */
export const resumeJob = (core: Core, jobId: string): Promise<void> =>
  changeFamily(core, jobId, (job, now) =>
    job.state === 'paused' || job.state === 'waiting' ? releaseJob(clearError(withMoreRoom(job)), now) : undefined,
  );

/** Nobody's turn begins any more; the turns under way are stopped first, each in a step of its own. */
const stopTurns = async (core: Core, jobId: string): Promise<void> => {
  const children = await core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    if (!job?.people || !isUnfinished(job)) return [];
    // Between two steps no other turn may begin.
    if (job.state !== 'paused') await tables.jobs.put(haltJob(job, undefined, core.clock.now()));
    return childrenOf(tables, job);
  });
  for (const { id } of children) await cancelJob(core, id);
};

/** Stops a job and what it has under way. What is saved stays saved; a later run goes on where this one stopped. */
export const cancelJob = async (core: Core, jobId: string): Promise<void> => {
  const { settings } = await core.runSettings();
  await stopTurns(core, jobId);
  let stopped: FileTask[] = [];
  await change(core, jobId, async (tables, job, now) => {
    if (!isUnfinished(job)) return undefined;
    const open = await tables.tasks.ofJob(jobId, openStates);
    stopped = open.filter(({ state }) => state !== 'planned');
    await tables.tasks.putMany(open.map((task) => cancelTask(task, now)));
    for (const postId of new Set(open.map((task) => task.postId))) await dropPending(tables, core.openTasks, postId);
    const closed = closeJob(job, 'cancelled', now);
    if (!job.people) {
      await rememberBroken(tables, job, kindsOf(job, settings), open[0]?.pageCursor, now);
      await settleTurn(tables, closed, now);
    }
    return closed;
  });
  for (const task of stopped) {
    if (task.state === 'fetching' || task.state === 'saving') await stopFile(core, task);
    await core.tellPost(task.postId);
  }
};

/** Turns that might pass now wait once more: those that failed or were stopped, and those that lack files. Returns how many. */
const turnsAgain = async ({ turns }: Tables, job: Job): Promise<number> => {
  if (!job.people) return 0;
  const again = (await turns.ofJob(job.id, ['done', 'failed', 'stopped'])).filter(
    ({ state, lost }) => state !== 'done' || lost > 0,
  );
  await turns.putMany(
    again.map(({ code: _, childId: __, ...turn }) => ({
      ...turn,
      state: 'waiting' as const,
      tries: 0,
      posts: 0,
      lost: 0,
    })),
  );
  return again.length;
};

const countTurns = async ({ turns }: Tables, { id }: Job, people: PeopleCounts): Promise<PeopleCounts> => ({
  ...people,
  done: await turns.count(id, ['done']),
  skipped: await turns.count(id, ['recent']),
  failed: 0,
});

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
    const turns = await turnsAgain(tables, job);
    goesOn = failed.length > 0 || isBroken || turns > 0;
    if (!goesOn) return undefined;
    if (turns > 0) {
      const { people = { total: 0, done: 0, skipped: 0, failed: 0 } } = job;
      const { nextAt: _, ...counts } = await countTurns(tables, job, people);
      const { ended: __, ...listing } = job.listing;
      const again = { ...clearError(job), people: counts, listing: { ...listing, tries: 0 } };
      return releaseJob(again, now, 'listing');
    }
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
  // First the turns' own jobs: after a death in between the rest can be removed by the same press.
  for (const { id } of await core.store.jobs.ofParent(jobId)) await removeJob(core, id);
  await core.store.transaction(async ({ jobs, tasks, turns }) => {
    await tasks.deleteOfJob(jobId);
    await turns.deleteOfJob(jobId);
    await jobs.delete(jobId);
  });
  core.tellJob(jobId);
};
