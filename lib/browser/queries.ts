import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { openDb, type TokshelfDb } from './db';
import { createDexieStore } from './dexieStore';

let opened: TokshelfDb | undefined;

// One connection per page of the extension, opened with the first query.
const db = (): TokshelfDb => {
  opened ??= openDb();
  return opened;
};

/** Unfinished jobs: running, waiting and paused, in the order they will be worked on. */
export const activeJobs = async (): Promise<Job[]> => {
  const { jobs } = createDexieStore(db());
  return [...(await jobs.active()), ...(await jobs.paused())];
};

/** Newest first. */
export const recentJobs = (limit: number): Promise<Job[]> => createDexieStore(db()).jobs.recent(limit);

export const job = (id: string): Promise<Job | undefined> => db().jobs.get(id);

/** Files of a job by position. `states` absent = all. */
export const tasksOf = async (
  jobId: string,
  { states, offset = 0, limit = 200 }: { states?: readonly FileTaskState[]; offset?: number; limit?: number } = {},
): Promise<FileTask[]> => (await createDexieStore(db()).tasks.ofJob(jobId, states)).slice(offset, offset + limit);

/** The last saved files, newest first. */
export const recentRecords = (limit: number): Promise<SaveRecord[]> => createDexieStore(db()).records.recent(limit);

/** How far a job is: bytes saved, and bytes received by its fetches under way; the files that are being worked on. */
export const jobProgress = async (jobId: string): Promise<{ received: number; current: FileTask[] }> => {
  const { tasks } = createDexieStore(db());
  const current = await tasks.ofJob(jobId, ['fetching', 'saving']);
  const saved = await tasks.ofJob(jobId, ['saved']);
  const bytes = [...saved, ...current].reduce((sum, task) => {
    if (task.state === 'fetching') return sum + task.received;
    return 'bytes' in task ? sum + task.bytes : sum;
  }, 0);
  return { received: bytes, current };
};
