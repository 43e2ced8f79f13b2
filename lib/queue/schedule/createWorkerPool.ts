import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { Core } from '@/lib/queue/core/QueueCore';
import { type Claim, claimFiles } from '@/lib/queue/files/claimFile';
import { reconcile } from '@/lib/queue/files/reconcile';
import { runFile } from '@/lib/queue/files/runFile';

/** The files that this worker has in hand. */
export interface WorkerPool {
  size(): number;
  worksOn(jobId: string): boolean;
  /** Takes over what an earlier worker left unfinished. */
  adopt(): Promise<void>;
  /**
   * Starts files of a job until `room` are being fetched or `left` were started. Returns how many were started, and
   * whether the job has nothing (more) to start now.
   */
  start(job: Job, room: number, left: number): Promise<{ readonly started: number; readonly dry: boolean }>;
}

/** `onDone` is called after each file whose bytes lie ready, and each that ended in an orderly way, whichever way. */
export const createWorkerPool = (core: Core, onDone: () => void): WorkerPool => {
  const files = new Map<string, Pick<FileTask, 'jobId' | 'recordKey'>>();
  /** Those that the browser saves: they ask no host for anything. */
  const saving = new Set<string>();
  /** Files whose work broke off with their rows: they are nobody's until the next reconcile. */
  const adrift = new Set<string>();

  const take = ({ id, jobId, recordKey }: FileTask, work: () => Promise<void>): void => {
    files.set(id, { jobId, recordKey });
    const done = work().finally(() => {
      files.delete(id);
      saving.delete(id);
    });
    // What a file fails of stands in its row. A broken store is not asked again at once: the next alarm reconciles.
    void core.wake.during(done).then(onDone, (error: unknown) => {
      adrift.add(recordKey);
      core.report?.(error);
    });
  };

  const claim = async (job: Job, room: number): Promise<Claim> => {
    const marked = new Set<string>();
    const letGo = (kept: readonly FileTask[]): void => {
      for (const id of marked) if (!kept.some((task) => task.id === id)) files.delete(id);
    };
    try {
      const got = await claimFiles(core, job.id, room, {
        has: (id) => files.has(id) && !marked.has(id),
        isBusy: (key) => adrift.has(key) || [...files].some(([id, file]) => file.recordKey === key && !marked.has(id)),
        mark: ({ id, jobId, recordKey }) => {
          marked.add(id);
          files.set(id, { jobId, recordKey });
        },
      });
      letGo(got.tasks);
      return got;
    } catch (error) {
      letGo([]);
      throw error;
    }
  };

  return {
    size: () => files.size,
    worksOn: (jobId) => [...files.values()].some((file) => file.jobId === jobId),
    adopt: async () => {
      adrift.clear();
      for (const { task, work } of await reconcile(core, (id) => files.has(id))) {
        if (files.has(task.id)) continue;
        saving.add(task.id);
        take(task, work);
      }
    },
    start: async (job, room, left) => {
      let started = 0;
      for (;;) {
        // As many again may be being saved: more would pile up bytes where saving is slow, or asks the person.
        const free = Math.min(room - (files.size - saving.size), 2 * room - files.size, left - started);
        if (free <= 0) return { started, dry: false };
        const { job: current, tasks, posts, skipped, dry } = await claim(job, free);
        for (const task of tasks) {
          if (!current) break;
          const onStaged = (): void => {
            saving.add(task.id);
            onDone();
          };
          take(task, () => runFile(core, task, { job: current, row: posts.get(task.postId), onStaged }));
        }
        started += tasks.length;
        for (const { postId } of tasks) await core.tellPost(postId);
        // Files that other jobs saved or are fetching take no room: others may stand behind them.
        if (skipped === 0) return { started, dry };
      }
    },
  };
};
