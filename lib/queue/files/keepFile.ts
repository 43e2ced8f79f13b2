import type { SaveRecord } from '@/lib/model/saveRecord';
import type { KeptFile } from '@/lib/ports/Downloads';
import type { Core } from '@/lib/queue/core/QueueCore';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { countJob } from '@/lib/queue/rules/jobTransitions';
import { type FetchingTask, skipTask } from '@/lib/queue/rules/taskTransitions';
import { heldTask } from './failFile';

const recordOf = (
  { recordKey, postId, kind, index, basePath, basePathKey, jobId }: FetchingTask,
  { path, bytes, sha256, folder }: KeptFile,
): Omit<SaveRecord, 'authorSecUid' | 'listKey' | 'savedAt'> => ({
  ...{ key: recordKey, postId, kind, index, path, bytes, sha256, folder, basePathKey, jobId },
  relativePath: `${basePath}${path.slice(path.lastIndexOf('.'))}`,
  notes: ['exists'],
  // Nobody saw it being saved: it gives no right to replace what lies there.
  imported: true,
});

/** Notes a file as saved that lies there already: nothing is fetched. */
export const keepFile = async (core: Core, task: FetchingTask, kept: KeptFile): Promise<void> => {
  const needs = { tasks: [task.id], jobs: [task.jobId], posts: [task.postId] };
  await core.ledger(needs, async (tables) => {
    if (!(await heldTask(tables, task))) return;
    const now = core.clock.now();
    const job = await tables.jobs.get(task.jobId);
    const post = await tables.posts.get(task.postId);
    const authorSecUid = post?.post.author.secUid ?? '';
    await tables.records.put({
      ...recordOf(task, kept),
      ...{ authorSecUid, listKey: job?.listKey ?? '', savedAt: now },
    });
    await tables.tasks.put(skipTask(task, 'exists', now));
    if (job) await tables.jobs.put(countJob(job, { skipped: 1, planned: -1 }, now));
    await dropPending(tables, core.openTasks, task.postId);
  });
  core.tellJob(task.jobId);
  await core.tellPost(task.postId);
};
