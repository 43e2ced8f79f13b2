import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { Core } from '@/lib/queue/core/QueueCore';
import { claimFile } from '@/lib/queue/files/claimFile';
import { reconcile } from '@/lib/queue/files/reconcile';
import { runFile } from '@/lib/queue/files/runFile';

/** The files that this worker has in hand. */
export interface WorkerPool {
  size(): number;
  worksOn(jobId: string): boolean;
  /** Takes over what an earlier worker left unfinished. */
  adopt(): Promise<void>;
  /**
   * Starts files of a job until `room` are in hand or `left` were started. Returns how many were started, and whether
   * the job has nothing (more) to start now.
   */
  start(job: Job, room: number, left: number): Promise<{ readonly started: number; readonly dry: boolean }>;
}

/** `onDone` is called after each file that ended in an orderly way, whichever way. */
export const createWorkerPool = (core: Core, onDone: () => void): WorkerPool => {
  const files = new Map<string, { readonly jobId: string }>();

  const take = ({ id, jobId }: FileTask, work: () => Promise<void>): void => {
    files.set(id, { jobId });
    const done = work().finally(() => files.delete(id));
    // What a file fails of stands in its row. A broken store is not asked again at once: the next alarm reconciles.
    void core.wake.during(done).then(onDone, (error: unknown) => core.report?.(error));
  };

  /** Marked as in hand before the row says "fetching", or a reconcile in between would take it for an orphan. */
  const claim = async ({ id, jobId }: FileTask): Promise<'started' | 'skipped' | 'not now'> => {
    files.set(id, { jobId });
    try {
      const got = await claimFile(core, id);
      if (typeof got !== 'string') {
        take(got.claimed, () => runFile(core, got.claimed));
        await core.tellPost(got.claimed.postId);
        return 'started';
      }
      files.delete(id);
      return got === 'skipped' ? 'skipped' : 'not now';
    } catch (error) {
      files.delete(id);
      throw error;
    }
  };

  return {
    size: () => files.size,
    worksOn: (jobId) => [...files.values()].some((file) => file.jobId === jobId),
    adopt: async () => {
      for (const { task, work } of await reconcile(core, (id) => files.has(id))) {
        if (!files.has(task.id)) take(task, work);
      }
    },
    start: async (job, room, left) => {
      let started = 0;
      for (;;) {
        const free = Math.min(room - files.size, left - started);
        if (free <= 0) return { started, dry: false };
        const now = core.clock.now();
        const due = await core.store.tasks.runnable(job.id, now, free + files.size);
        const next = due.filter(({ id }) => !files.has(id)).slice(0, free);
        let skipped = 0;
        for (const task of next) {
          const got = await claim(task);
          if (got === 'started') started += 1;
          if (got === 'skipped') skipped += 1;
        }
        // Files that other jobs saved or are fetching take no room: others may stand behind them.
        if (next.length === 0 || skipped === 0) return { started, dry: next.length === 0 };
      }
    },
  };
};
