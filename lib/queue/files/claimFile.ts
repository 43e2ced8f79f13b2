import type { Core } from '@/lib/queue/core/QueueCore';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { countJob, isRunning } from '@/lib/queue/rules/jobTransitions';
import { claimTask, type FetchingTask, skipTask } from '@/lib/queue/rules/taskTransitions';

/** `busy`: another job is fetching the same file just now. */
export type Claim = { readonly claimed: FetchingTask } | 'skipped' | 'busy' | 'lost';

/**
 * Takes a planned task for a worker, in one transaction: a file is fetched once however many jobs want it, and one that
 * another job saved meanwhile is only counted.
 */
export const claimFile = async (core: Core, taskId: string): Promise<Claim> =>
  core.store.transaction(async (tables) => {
    const now = core.clock.now();
    const task = await tables.tasks.get(taskId);
    const job = task && (await tables.jobs.get(task.jobId));
    if (task?.state !== 'planned' || !job || !isRunning(job)) return 'lost';
    if (!job.replace && (await tables.records.get(task.recordKey))) {
      await tables.tasks.put(skipTask(task, 'known', now));
      await tables.jobs.put(countJob(job, { planned: -1, skipped: 1 }, now));
      await dropPending(tables, task.postId);
      return 'skipped';
    }
    const rivals = await tables.tasks.ofKey(task.recordKey);
    if (rivals.some(({ state }) => state === 'fetching' || state === 'saving')) return 'busy';
    const claimed = claimTask(task, now);
    await tables.tasks.put(claimed);
    return { claimed };
  });
