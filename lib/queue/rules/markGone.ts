import type { Job } from '@/lib/model/job';
import type { ListEntry } from '@/lib/model/listEntry';
import { traitsOf } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';

// Lists break off: when the deepest entries are missing in one block, the read was short rather than the posts gone.
const BLOCK = 60;

const isBrokenOff = (missing: readonly ListEntry[], known: readonly ListEntry[], job: Job): boolean => {
  const deepestMet = Math.max(0, ...known.filter(({ jobId }) => jobId === job.id).map(({ before = 0 }) => before));
  const block = missing.filter(({ position }) => position > deepestMet).length;
  const old = known.filter(({ firstSeen }) => firstSeen < job.createdAt).length;
  return block >= Math.min(BLOCK, Math.max(10, Math.ceil(old / 3)));
};

/** Ids of posts that the job's list held in a form that could not be read; empty text for one without an id. */
const unreadPosts = async ({ tasks }: Pick<Tables, 'tasks'>, job: Job): Promise<ReadonlySet<string>> => {
  const standIns = await tasks.ofJob(job.id, ['failed', 'planned', 'fetching']);
  return new Set(standIns.flatMap(({ basePath, postId }) => (basePath === '' ? [postId] : [])));
};

/**
 * After a read of a whole list: posts that were in it before and did not come are gone from it. Their files and records
 * stay. Runs inside a transaction; returns how many were marked.
 */
export const markGone = async ({ entries, tasks }: Tables, job: Job, now: number): Promise<number> => {
  if (job.listKey === undefined || !traitsOf(job.source.kind).lasting) return 0;
  const known = await entries.ofList(job.listKey);
  const unmet = known.filter(({ jobId, goneAt }) => jobId !== job.id && goneAt === undefined);
  if (unmet.length === 0) return 0;
  const unread = await unreadPosts({ tasks }, job);
  const missing = unmet.filter(({ postId }) => !unread.has(postId));
  // An item without an id may be any of them.
  if (unread.has('') || missing.length === 0 || isBrokenOff(missing, known, job)) return 0;
  await entries.putMany(missing.map((entry) => ({ ...entry, goneAt: now })));
  return missing.length;
};
