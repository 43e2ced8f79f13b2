import { isLaterId } from '@/lib/model/idTexts';
import type { Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import { clickedPost, isWholeProfile } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { clearError, closeJob } from '@/lib/queue/rules/jobTransitions';
import { rememberBroken, rememberDone } from '@/lib/queue/rules/listMemory';
import { filterKey } from '@/lib/queue/rules/postFilter';
import { settleTurn } from '@/lib/queue/rules/settleTurn';
import { kindsOf } from '@/lib/queue/rules/sortPosts';
import { openStates } from '@/lib/queue/rules/taskTransitions';

// A run that let every post and kind of file through has saved all up to the newest; what failed the next run takes over.
const newestOf = async ({ entries }: Tables, { listKey = '', options }: Job): Promise<string> => {
  if (filterKey(options) !== '' || options.files) return '';
  const listed = await entries.ofList(listKey);
  return listed.reduce((newest, { postId }) => (isLaterId(postId, newest) ? postId : newest), '');
};

const synced = async (tables: Tables, job: Job, now: number): Promise<void> => {
  const { source, listing } = job;
  const isRead = listing.ended === 'end' || listing.ended === 'known';
  if (!isWholeProfile(source.kind) || !('secUid' in source) || !isRead) return;
  const row = await tables.authors.get(source.secUid);
  if (!row) return;
  const newest = await newestOf(tables, job);
  const lastPostId = isLaterId(newest, row.lastPostId ?? '') ? { lastPostId: newest } : {};
  await tables.authors.putMany([{ ...row, ...lastPostId, lastSync: now }]);
};

/** A single post that lacks a file has failed, whatever else was saved: the button has one state only. */
const verdictOf = async (
  { tasks }: Tables,
  job: Job,
): Promise<Pick<Job, 'error'> & { readonly state: 'done' | 'failed' }> => {
  if (job.listing.ended === 'error') return { state: 'failed', ...(job.error ? { error: job.error } : {}) };
  if (!clickedPost(job.source) || job.counts.failed === 0) return { state: 'done' };
  const [first] = await tasks.ofJob(job.id, ['failed']);
  return { state: 'failed', ...(first?.state === 'failed' ? { error: first.error } : {}) };
};

const prune = async (tables: Tables, keep: number): Promise<void> => {
  for (const id of await tables.jobs.surplus(keep, 10)) {
    await tables.tasks.deleteOfJob(id);
    await tables.turns.deleteOfJob(id);
    await tables.jobs.delete(id);
  }
};

/** Ends a job whose list is read and whose files are all through. Returns false when there is something left to do. */
export const finishJob = async (core: Core, jobId: string, settings: Settings): Promise<boolean> => {
  const finished = await core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    if (job?.state !== 'draining' || (await tables.tasks.count(jobId, openStates)) > 0) return undefined;
    if (job.people && (await tables.turns.count(jobId, ['running'])) > 0) return undefined;
    const now = core.clock.now();
    const { state, error } = await verdictOf(tables, job);
    const closed = closeJob(error ? { ...job, error } : clearError(job), state, now);
    await tables.jobs.put(closed);
    // Lists of people are read anew each time: nothing of them need be remembered.
    if (!job.people) {
      if (state === 'done') await rememberDone(tables, closed, kindsOf(job, settings), now);
      else await rememberBroken(tables, closed, kindsOf(job, settings), undefined, now);
      await synced(tables, closed, now);
      await settleTurn(tables, closed, now);
    }
    await prune(tables, core.tuning.keepJobs);
    return closed;
  });
  if (!finished) return false;
  core.tellJob(jobId);
  if (finished.parent) core.tellJob(finished.parent.jobId);
  const click = clickedPost(finished.source);
  if (click) await core.tellPost(click.postId);
  return true;
};
