import { ok, type Result } from '@/lib/base/result';
import { type Core, listsOf } from '@/lib/queue/core/QueueCore';
import { ownerFolder } from '@/lib/queue/planning/ownerFolder';
import { planPosts } from '@/lib/queue/planning/planPosts';
import { changeListing, countJob } from '@/lib/queue/rules/jobTransitions';
import { readInterval } from '@/lib/queue/rules/readInterval';
import type { FetchingTask } from '@/lib/queue/rules/taskTransitions';
import { heldTask } from './failFile';
import { askPost } from './resolvePost';

/** Whether a task only stands for a post that could not be read when its list was: it has no path yet. */
export const isUnread = ({ basePath }: FetchingTask): boolean => basePath === '';

/**
 * Asks for a post that its list did not give in readable form, and plans its files in the place of the task that stood
 * for it. Errors: those of Lists.post.
 */
export const readAgain = async (core: Core, task: FetchingTask): Promise<Result<undefined>> => {
  const { settings, template } = await core.runSettings();
  const asking = await core.store.jobs.get(task.jobId);
  const lists = asking && listsOf(core, asking);
  const got = await askPost(core, settings, task.postId, undefined, task.priority > 0, lists);
  if (!got.ok) return got;
  await core.store.transaction(async (tables) => {
    const row = await heldTask(tables, task);
    const job = row && (await tables.jobs.get(task.jobId));
    if (!job) return;
    const now = core.clock.now();
    // Out of the way first: one of the post's files may have the id of this task.
    await tables.tasks.delete(row.id);
    const interval = readInterval(job.options.interval);
    const folder = await ownerFolder(tables, job, settings.onRename);
    const plan = await planPosts(tables, countJob(job, { planned: -1 }, now), [got.value], [], {
      settings,
      template,
      interval: interval.ok ? interval.value : undefined,
      pageCursor: task.pageCursor ?? '',
      now,
      ...(folder === undefined ? {} : { ownerFolder: folder }),
    });
    await tables.jobs.put(changeListing(plan.job, { listed: job.listing.listed }));
  });
  return ok(undefined);
};
