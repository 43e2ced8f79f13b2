import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { Core } from '@/lib/queue/core/QueueCore';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { countJob, runsFiles } from '@/lib/queue/rules/jobTransitions';
import { claimTask, type FetchingTask, skipTask } from '@/lib/queue/rules/taskTransitions';

/** The files that this worker has in hand; every row that says "fetching" or "saving" is one of them. */
export interface InHand {
  has(taskId: string): boolean;
  /** Whether the file itself is in hand, for whichever job. */
  isBusy(recordKey: string): boolean;
  /** Called before the row says "fetching", or a reconcile in between would take it for an orphan. */
  mark(task: FileTask): void;
}

/** What {@link claimFiles} took. */
export interface Claim {
  readonly job: Job | undefined;
  readonly tasks: readonly FetchingTask[];
  /** The posts of these tasks, by id. */
  readonly posts: ReadonlyMap<string, PostRow>;
  /** Files that another job saved meanwhile: they are only counted. */
  readonly skipped: number;
  /** Nothing of the job waits to be started now. */
  readonly dry: boolean;
}

const NOTHING: Claim = { job: undefined, tasks: [], posts: new Map(), skipped: 0, dry: true };

/** Files of one job that wait for others that fetch the same are looked past, up to this many. */
const MOST = 256;

/**
 * Takes up to `room` planned files of a job for a worker, in one transaction: a file is fetched once however many jobs
 * want it.
 */
export const claimFiles = (core: Core, jobId: string, room: number, inHand: InHand): Promise<Claim> =>
  core.ledger({ jobs: [jobId] }, async (tables) => {
    const now = core.clock.now();
    let job = await tables.jobs.get(jobId);
    if (!job || !runsFiles(job)) return NOTHING;
    let due: FileTask[] = [];
    let free: FileTask[] = [];
    for (let limit = room; ; limit *= 4) {
      due = (await tables.tasks.runnable(jobId, now, limit)).filter(({ id }) => !inHand.has(id));
      free = due.filter(({ recordKey }) => !inHand.isBusy(recordKey)).slice(0, room);
      if (free.length === room || due.length < limit || limit >= MOST) break;
    }
    const known = job.replace ? [] : await tables.records.getMany(free.map(({ recordKey }) => recordKey));
    // One that was deleted from the disk is planned only where it is wished again.
    const saved = new Set(known.filter(({ missing }) => !missing).map(({ key }) => key));
    const tasks: FetchingTask[] = [];
    let skipped = 0;
    for (const task of free) {
      if (task.state !== 'planned') continue;
      if (saved.has(task.recordKey)) {
        await tables.tasks.put(skipTask(task, 'known', now));
        job = countJob(job, { planned: -1, skipped: 1 }, now);
        skipped += 1;
        continue;
      }
      inHand.mark(task);
      const claimed = claimTask(task, now);
      await tables.tasks.put(claimed);
      tasks.push(claimed);
    }
    if (skipped > 0) await tables.jobs.put(job);
    for (const { postId, recordKey } of free)
      if (saved.has(recordKey)) await dropPending(tables, core.openTasks, postId);
    const rows = await tables.posts.getMany([...new Set(tasks.map(({ postId }) => postId))]);
    const posts = new Map(rows.map((row) => [row.id, row]));
    return { job, tasks, posts, skipped, dry: due.length === 0 };
  });
