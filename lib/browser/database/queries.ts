import { Dexie } from 'dexie';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb, pageDb } from '@/lib/browser/database/db';
import { wholeJobs } from '@/lib/browser/database/jobRows';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import { byTurn, isUnfinished, type Job, unfinishedStates } from '@/lib/model/job';
import type { Post } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';

/** The post that was saved last; absent while nothing was saved. */
export const lastPost = async (): Promise<Post | undefined> => {
  const db = openDb();
  try {
    const record = await db.records.orderBy('savedAt').last();
    const row = record ? await db.posts.get(record.postId) : undefined;
    return row?.post;
  } finally {
    db.close();
  }
};

/** The thumbnails of these posts; those without one are left out. */
export const readThumbs = async (postIds: readonly string[]): Promise<ReadonlyMap<string, Blob>> => {
  const rows = await pageDb().thumbs.bulkGet([...postIds]);
  return new Map(rows.flatMap((row) => (row ? [[row.postId, new Blob([row.bytes], { type: row.type })]] : [])));
};

/** Newest first; a job over many people is one, whatever jobs its turns are. */
export const recentJobs = async (limit: number): Promise<Job[]> => {
  const rows = await pageDb()
    .jobs.orderBy('createdAt')
    .reverse()
    .filter(({ parent }) => parent === undefined)
    .limit(limit)
    .toArray();
  return wholeJobs(pageDb(), rows);
};

/** Of a job over many people, the person whose turn it is; undefined of every other job. */
export const turnInHand = async (job: Job): Promise<Job | undefined> => {
  if (!job.people || !isUnfinished(job)) return undefined;
  const turns = await pageDb().jobs.where('parent.jobId').equals(job.id).filter(isUnfinished).toArray();
  // What is left of an earlier one may wait beside the next.
  return turns.sort(byTurn).at(-1);
};

/**
 * Unfinished jobs in the order they are worked on, paused ones in their place, then the newest of the others. Each once:
 * two reads see a job in two states, and with it twice or not at all a page would take its buttons away from under the
 * finger.
 */
export const jobsInSight = async (recentLimit: number): Promise<Job[]> => {
  const { jobs } = pageDb();
  const isWhole = ({ parent }: Job): boolean => parent === undefined;
  const unfinished = await jobs.where('state').anyOf(unfinishedStates).filter(isWhole).toArray();
  const recent = await jobs.orderBy('createdAt').reverse().filter(isWhole).limit(recentLimit).toArray();
  const later = new Map(recent.map((job) => [job.id, job]));
  const first = unfinished.sort(byTurn).map((job) => later.get(job.id) ?? job);
  for (const { id } of first) later.delete(id);
  return wholeJobs(pageDb(), [...first, ...later.values()]);
};

/** Files of a job by position. `states` absent = all. Reads no more rows than it must pass. */
export const tasksOf = async (
  jobId: string,
  { states, offset = 0, limit = 200 }: { states?: readonly FileTaskState[]; offset?: number; limit?: number } = {},
): Promise<FileTask[]> => {
  const ofJob = pageDb().tasks.where('[jobId+position]').between([jobId, Dexie.minKey], [jobId, Dexie.maxKey]);
  const wanted = states ? ofJob.filter(({ state }) => states.includes(state)) : ofJob;
  return wanted.offset(offset).limit(limit).toArray();
};

/** The last saved files, newest first. */
export const recentRecords = (limit: number): Promise<SaveRecord[]> => createDexieStore(pageDb()).records.recent(limit);

/** How far a job is: bytes saved, and bytes received by its fetches under way; the files that are being worked on. */
export const jobProgress = async (jobId: string): Promise<{ received: number; current: FileTask[] }> => {
  const found = await pageDb().jobs.get(jobId);
  const { tasks } = createDexieStore(pageDb());
  const current = [...(await tasks.ofJob(jobId, ['fetching'])), ...(await tasks.ofJob(jobId, ['saving']))];
  const received = current.reduce((sum, task) => {
    if (task.state === 'fetching') return sum + task.received;
    return task.state === 'saving' ? sum + task.bytes : sum;
  }, found?.bytes ?? 0);
  return { received, current };
};
