import { failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import type { DownloadEnd } from '@/lib/ports/Downloads';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdWork } from '@/lib/queue/hold/holdWork';
import { forgetPending } from '@/lib/queue/rules/dropPending';
import { clearError, countJob, isRunning } from '@/lib/queue/rules/jobTransitions';
import { keepsName, landing, uncounted } from '@/lib/queue/rules/landing';
import { isOpen, replanTask, type SavingTask, saveTask, skipTask } from '@/lib/queue/rules/taskTransitions';
import { failFile, heldTask } from './failFile';

interface Finish {
  readonly task: SavingTask;
  readonly path: string;
  /** A file of that name was there and was kept. */
  readonly kept: boolean;
  readonly elsewhere: boolean;
  /** The granted folder that it went to. */
  readonly folder: string | undefined;
  readonly now: number;
}

const recordOf = (
  { task, path, kept, elsewhere, folder, now }: Finish,
  job: Job | undefined,
  secUid: string,
): SaveRecord => ({
  key: task.recordKey,
  postId: task.postId,
  kind: task.kind,
  index: task.index,
  authorSecUid: secUid,
  path,
  relativePath: task.path,
  basePathKey: task.basePathKey,
  bytes: task.bytes,
  sha256: task.sha256,
  savedAt: now,
  jobId: task.jobId,
  listKey: job?.listKey ?? '',
  notes: [...task.notes, ...(kept ? ['exists'] : elsewhere ? ['renamed'] : [])],
  ...(kept || folder !== undefined || task.downloadId === undefined ? {} : { downloadId: task.downloadId }),
  ...(folder === undefined ? {} : { folder }),
});

const counted = (job: Job, { task, kept, elsewhere, now }: Finish): Job => {
  // What a job waits for, or why its list could not be read on, no saved file makes untrue.
  const isMended = isRunning(job) && job.listing.ended !== 'error';
  const next = countJob(isMended ? clearError(job) : job, kept ? { skipped: 1, planned: -1 } : { saved: 1 }, now);
  const bytes = (job.bytes ?? 0) + (kept ? 0 : task.bytes);
  const isNews = elsewhere && !job.notices?.includes('renamed');
  return { ...next, bytes, ...(isNews ? { notices: [...(job.notices ?? []), 'renamed' as const] } : {}) };
};

// Most files of a slideshow are not its last one: of those its other tasks are not read again.
const HINTS = 500;

/** Whether no file of the post is left to make, as far as it was seen; what was seen may be old, but never too short. */
const isLast = async ({ openTasks }: Core, { tasks }: Tables, { id, postId }: SavingTask): Promise<boolean> => {
  const known = openTasks.get(postId);
  known?.delete(id);
  if (known && known.size > 0) return false;
  openTasks.delete(postId);
  const open = (await tasks.ofPosts([postId])).filter(isOpen);
  if (open.length === 0) return true;
  if (openTasks.size >= HINTS) openTasks.clear();
  openTasks.set(postId, new Set(open.map((task) => task.id)));
  return false;
};

const finish = async (core: Core, tables: Tables, done: Finish): Promise<void> => {
  const { task, kept, now } = done;
  const row = await tables.tasks.get(task.id);
  // A file that was on disk before its cancellation came is there all the same, and the record must say so.
  const isMine = row?.state === 'cancelled' || (await heldTask(tables, task)) !== undefined;
  if (!isMine) return;
  const job = await tables.jobs.get(task.jobId);
  const post = await tables.posts.get(task.postId);
  await tables.records.put(recordOf(done, job, post?.post.author.secUid ?? ''));
  await tables.tasks.put(kept ? skipTask(task, 'exists', now) : saveTask(task, done.path, now));
  if (await isLast(core, tables, task)) await forgetPending(tables, task.postId);
  if (job) await tables.jobs.put(counted(job, done));
};

/** With the rule `skip`, a file that the browser had to number gives way to the one that was there. */
const givesWay = async (core: Core, settings: Settings, task: SavingTask, state: DownloadEnd): Promise<boolean> => {
  if (settings.conflict !== 'skip' || task.overwrite || landing(task.path, state.path) !== 'beside') return false;
  if (!core.downloads.removeFile) return false;
  try {
    await core.downloads.removeFile(state.id);
    return true;
  } catch {
    // What the browser does not take away stays beside the other file, and its record says where.
    return false;
  }
};

/** So many files in a row whose names somebody else chose: they are on disk, and nobody finds them. */
const NAMES_LOST = 3;

/** Counts files that lost their names; holds the work where the next ones would lose theirs as well. */
const watchNames = async (core: Core, task: SavingTask, isLost: boolean): Promise<void> => {
  const lost = isLost ? (core.inARow.get('names') ?? 0) + 1 : 0;
  core.inARow.clear();
  if (lost > 0 && lost < NAMES_LOST) core.inARow.set('names', lost);
  if (lost < NAMES_LOST) return;
  const held = await core.store.transaction((tables) => holdWork(tables, core, task.jobId, failure('names')));
  for (const jobId of held) core.tellJob(jobId);
};

/** The browser does not know the download any more: whether the file is whole nobody can tell, so it is fetched again in its place. */
const startOver = async (core: Core, task: SavingTask): Promise<void> => {
  await core.store.transaction(async (tables) => {
    const row = await heldTask(tables, task);
    if (row) await tables.tasks.put(replanTask(row, { overwrite: true, notBefore: 0 }, core.clock.now()));
  });
};

/**
 * Draws the conclusion from a download that ended: record and task in one transaction, then the staged bytes are let
 * go. Doing it twice changes nothing.
 */
export const settleDownload = async (
  core: Core,
  settings: Settings,
  task: SavingTask,
  state: DownloadEnd | undefined,
): Promise<void> => {
  if (!state) await startOver(core, task);
  else if (state.state === 'complete') {
    const kept = await givesWay(core, settings, task, state);
    const path = kept ? uncounted(state.path) : state.path || task.path;
    const elsewhere = landing(task.path, state.path) === 'elsewhere';
    const needs = { tasks: [task.id], jobs: [task.jobId], posts: [task.postId] };
    const done = { task, path, kept, elsewhere, folder: state.folder, now: core.clock.now() };
    await core.ledger(needs, (tables) => finish(core, tables, done));
    await watchNames(core, task, elsewhere && !keepsName(task.path, state.path));
    // Not before the record is written: a download that the browser has forgotten is taken for one that was lost.
    if (kept || state.folder !== undefined) await core.downloads.forget(state.id);
    core.tellJob(task.jobId);
    await core.tellPost(task.postId);
  } else {
    const error = state.error ?? failure('file', 'download interrupted');
    await failFile(core, task, { ...error, postId: task.postId }, 'disk');
  }
  await core.blobs.release(task.stagedId);
};
