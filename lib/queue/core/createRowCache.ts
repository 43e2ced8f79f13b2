import type { FileTask } from '@/lib/model/fileTask';
import { byTurn, type Job } from '@/lib/model/job';
import type { JobTable, Store, Tables, TaskTable } from '@/lib/ports/Store';

const isActive = ({ state }: Job): boolean => state === 'listing' || state === 'draining' || state === 'waiting';
const isInHand = ({ state }: FileTask): boolean => state === 'fetching' || state === 'saving';

/** Rows as they were last written or read. */
interface Held {
  readonly jobs: ReadonlyMap<string, Job>;
  readonly tasks: ReadonlyMap<string, FileTask>;
  /** Whether every active job is among `jobs`. */
  readonly isComplete: boolean;
}

const NOTHING: Held = { jobs: new Map(), tasks: new Map(), isComplete: false };

/** A table of which some methods are others. */
const over = <T extends object>(table: T, own: Partial<T>): T =>
  new Proxy(table, { get: (target, name) => Reflect.get(name in own ? own : target, name) });

/** What a transaction has read and written so far, on top of what is held. */
const openDraft = (held: Held) => {
  const jobs = new Map(held.jobs);
  const tasks = new Map(held.tasks);
  let { isComplete } = held;

  const keepJob = (job: Job): void => {
    if (isActive(job)) jobs.set(job.id, job);
    // Those that are over are many, and seldom asked for.
    else jobs.delete(job.id);
  };
  const keepTask = (task: FileTask): void => {
    if (isInHand(task)) tasks.set(task.id, task);
    else tasks.delete(task.id);
  };

  const jobTable = (table: JobTable): JobTable =>
    over(table, {
      get: async (id) => {
        const known = jobs.get(id);
        if (known) return known;
        const job = await table.get(id);
        if (job) keepJob(job);
        return job;
      },
      put: async (job) => {
        keepJob(job);
        await table.put(job);
      },
      delete: async (id) => {
        jobs.delete(id);
        await table.delete(id);
      },
      active: async () => {
        if (!isComplete) for (const job of await table.active()) keepJob(job);
        isComplete = true;
        return [...jobs.values()].sort(byTurn);
      },
    });

  const taskTable = (table: TaskTable): TaskTable =>
    over(table, {
      get: async (id) => {
        const known = tasks.get(id);
        if (known) return known;
        const task = await table.get(id);
        if (task) keepTask(task);
        return task;
      },
      put: async (task) => {
        keepTask(task);
        await table.put(task);
      },
      putMany: async (rows) => {
        for (const row of rows) keepTask(row);
        await table.putMany(rows);
      },
      delete: async (id) => {
        tasks.delete(id);
        await table.delete(id);
      },
      deleteOfJob: async (jobId) => {
        for (const { id, jobId: of } of [...tasks.values()]) if (of === jobId) tasks.delete(id);
        await table.deleteOfJob(jobId);
      },
    });

  return {
    tables: (tables: Tables): Tables => ({ ...tables, jobs: jobTable(tables.jobs), tasks: taskTable(tables.tasks) }),
    held: (): Held => ({ jobs, tasks, isComplete }),
  };
};

/**
 * A store that remembers the active jobs and the files in hand: nobody but the queue's own worker writes these rows, so
 * that none need be read twice. Transactions run one after the other; one that fails makes everything forgotten.
 */
export const createRowCache = (store: Store): Store => {
  let held = NOTHING;
  let last: Promise<unknown> = Promise.resolve();

  const transaction: Store['transaction'] = (run) => {
    const work = async () => {
      let draft = openDraft(held);
      try {
        const value = await store.transaction((tables) => {
          // A store whose connection was lost runs it once more.
          draft = openDraft(held);
          return run(draft.tables(tables));
        });
        held = draft.held();
        return value;
      } catch (error) {
        held = NOTHING;
        throw error;
      }
    };
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  return over(store, {
    jobs: over(store.jobs, {
      get: async (id) => held.jobs.get(id) ?? store.jobs.get(id),
      active: async () => {
        const { jobs, isComplete } = held;
        return isComplete ? [...jobs.values()].sort(byTurn) : transaction((tables) => tables.jobs.active());
      },
    }),
    tasks: over(store.tasks, { get: async (id) => held.tasks.get(id) ?? store.tasks.get(id) }),
    transaction,
  });
};
