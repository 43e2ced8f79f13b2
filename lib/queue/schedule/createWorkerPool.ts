import type { FileTask } from '@/lib/model/fileTask';
import { byTurn, type Job } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { Core } from '@/lib/queue/core/QueueCore';
import { type Claim, claimFiles } from '@/lib/queue/files/claimFile';
import { planAgain, reconcile } from '@/lib/queue/files/reconcile';
import { runFile } from '@/lib/queue/files/runFile';
import { runsFiles } from '@/lib/queue/rules/jobTransitions';
import type { FetchingTask } from '@/lib/queue/rules/taskTransitions';

/** The files that this worker has in hand. */
export interface WorkerPool {
  size(): number;
  worksOn(jobId: string): boolean;
  /** Takes over what an earlier worker left unfinished. */
  adopt(): Promise<void>;
  /**
   * Starts files of a job until `room` are being fetched or `left` were taken, and takes as many again ahead, which begin
   * as places become free. Returns how many were taken, and whether the job has nothing (more) to start now.
   */
  start(job: Job, room: number, left: number): Promise<{ readonly started: number; readonly dry: boolean }>;
  /** Puts back what was taken ahead for jobs that may not start files now. */
  putBack(mayStart: (jobId: string) => boolean): void;
}

/** A file that was taken ahead. */
interface Ready {
  readonly job: Job;
  readonly task: FetchingTask;
  readonly row: PostRow | undefined;
  /** How many may be fetched at once for it to be one of them. */
  room: number;
}

/**
 * `onDone` is called when files are to be taken again: after one whose bytes lie ready or that ended, unless enough were
 * taken ahead.
 */
export const createWorkerPool = (core: Core, onDone: () => void): WorkerPool => {
  const files = new Map<string, Pick<FileTask, 'jobId' | 'recordKey'>>();
  /** Those of them that are worked on, and of these the ones that the browser saves: they ask no host for anything. */
  const begun = new Set<string>();
  const saving = new Set<string>();
  /** Those that were taken ahead, in the order of their jobs' turns. */
  const ready = new Set<Ready>();
  /** Files whose work broke off with their rows: they are nobody's until the next reconcile. */
  const adrift = new Set<string>();

  // As many again may be being saved: more would pile up bytes where saving is slow, or asks the person.
  const places = (room: number): number => Math.min(room - (begun.size - saving.size), 2 * room - begun.size);

  const take = ({ id, jobId, recordKey }: FileTask, work: () => Promise<void>): void => {
    files.set(id, { jobId, recordKey });
    begun.add(id);
    const done = work().finally(() => {
      files.delete(id);
      begun.delete(id);
      saving.delete(id);
    });
    // What a file fails of stands in its row. A broken store is not asked again at once: the next alarm reconciles.
    void core.wake.during(done).then(refill, (error: unknown) => {
      adrift.add(recordKey);
      core.report?.(error);
    });
  };

  const begin = ({ task, job, row }: Ready): void => {
    const onStaged = (): void => {
      saving.add(task.id);
      refill();
    };
    take(task, async () => {
      const current = await core.store.jobs.get(job.id);
      // The job may have been paused since the file was taken.
      if (current && runsFiles(current)) await runFile(core, task, { job: current, row, onStaged });
      else await planAgain(core, task, false);
    });
  };

  const beginReady = (): void => {
    for (const entry of [...ready]) {
      if (places(entry.room) <= 0) continue;
      ready.delete(entry);
      begin(entry);
    }
  };

  /** Gives a free place to the next file at once: one that waited for the scheduler stood empty for two transactions. */
  const refill = (): void => {
    const isFree = !core.breaker.probing() && core.clock.now() >= core.breaker.until();
    if (isFree) beginReady();
    const [next] = ready;
    if (!isFree || !next || ready.size <= next.room / 2) onDone();
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

  const addReady = (entries: readonly Ready[]): void => {
    const all = [...ready, ...entries].sort((a, b) => byTurn(a.job, b.job));
    ready.clear();
    for (const entry of all) ready.add(entry);
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
      for (const entry of ready) if (entry.job.id === job.id) entry.room = room;
      beginReady();
      // One at a time is a trial: what comes after it depends on how it ends.
      const ahead = room > 1 ? room : 0;
      let started = 0;
      for (;;) {
        const before = [...ready].filter((entry) => byTurn(entry.job, job) <= 0).length;
        const free = Math.min(Math.max(0, places(room)) + ahead - before, left - started);
        if (free <= 0) return { started, dry: false };
        const { job: current, tasks, posts, skipped, dry } = await claim(job, free);
        if (current) addReady(tasks.map((task) => ({ job: current, task, row: posts.get(task.postId), room })));
        beginReady();
        started += tasks.length;
        for (const { postId } of tasks) await core.tellPost(postId);
        // Files that other jobs saved or are fetching take no room: others may stand behind them.
        if (skipped === 0) return { started, dry };
      }
    },
    putBack: (mayStart) => {
      for (const entry of [...ready]) {
        if (mayStart(entry.job.id) || !ready.delete(entry)) continue;
        take(entry.task, () => planAgain(core, entry.task, false));
      }
    },
  };
};
