import { failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import type { DownloadState } from '@/lib/ports/Downloads';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { clearError, countJob, isRunning } from '@/lib/queue/rules/jobTransitions';
import { landing, uncounted } from '@/lib/queue/rules/landing';
import { replanTask, saveTask, skipTask, type TaskIn } from '@/lib/queue/rules/taskTransitions';
import { failFile, sameTurn } from './failFile';

type Turn = TaskIn<'saving'>;

interface Finish {
  readonly turn: Turn;
  readonly path: string;
  /** A file of that name was there and was kept. */
  readonly kept: boolean;
  readonly elsewhere: boolean;
  readonly now: number;
}

const recordOf = ({ turn, path, kept, elsewhere, now }: Finish, job: Job | undefined, secUid: string): SaveRecord => ({
  key: turn.recordKey,
  postId: turn.postId,
  kind: turn.kind,
  index: turn.index,
  authorSecUid: secUid,
  path,
  relativePath: turn.path,
  stemKey: turn.stemKey,
  bytes: turn.bytes,
  sha256: turn.sha256,
  savedAt: now,
  jobId: turn.jobId,
  listKey: job?.listKey ?? '',
  notes: [...turn.notes, ...(kept ? ['exists'] : elsewhere ? ['renamed'] : [])],
  ...(kept || turn.downloadId === undefined ? {} : { downloadId: turn.downloadId }),
});

const counted = (job: Job, { turn, kept, elsewhere, now }: Finish): Job => {
  // What a job waits for, or why its list could not be read on, no saved file makes untrue.
  const isMended = isRunning(job) && job.ended !== 'error';
  const next = countJob(isMended ? clearError(job) : job, kept ? { skipped: 1, planned: -1 } : { saved: 1 }, now);
  const bytes = (job.bytes ?? 0) + (kept ? 0 : turn.bytes);
  const isNews = elsewhere && !job.notices?.includes('renamed');
  return { ...next, bytes, ...(isNews ? { notices: [...(job.notices ?? []), 'renamed' as const] } : {}) };
};

const finish = async (tables: Tables, done: Finish): Promise<void> => {
  const { turn, kept, now } = done;
  const row = await tables.tasks.get(turn.id);
  // A file that was on disk before its cancellation came is there all the same, and the record must say so.
  const isMine = row?.state === 'cancelled' || (await sameTurn(tables, turn)) !== undefined;
  if (!isMine) return;
  const job = await tables.jobs.get(turn.jobId);
  const post = await tables.posts.get(turn.postId);
  await tables.records.put(recordOf(done, job, post?.post.author.secUid ?? ''));
  await tables.tasks.put(kept ? skipTask(turn, 'exists', now) : saveTask(turn, done.path, now));
  await dropPending(tables, turn.postId);
  if (job) await tables.jobs.put(counted(job, done));
};

/** With the rule `skip`, a file that the browser had to number gives way to the one that was there. */
const givesWay = async (core: Core, settings: Settings, turn: Turn, state: DownloadState): Promise<boolean> => {
  if (settings.conflict !== 'skip' || turn.overwrite || landing(turn.path, state.path) !== 'beside') return false;
  if (!core.downloads.removeFile) return false;
  try {
    await core.downloads.removeFile(state.id);
    return true;
  } catch {
    // What the browser does not take away stays beside the other file, and its record says where.
    return false;
  }
};

/** The browser does not know the download any more: whether the file is whole nobody can tell, so it is fetched again in its place. */
const startOver = async (core: Core, turn: Turn): Promise<void> => {
  await core.store.transaction(async (tables) => {
    const row = await sameTurn(tables, turn);
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
  turn: Turn,
  state: DownloadState | undefined,
): Promise<void> => {
  if (!state) await startOver(core, turn);
  else if (state.state === 'complete') {
    core.inARow.clear();
    const kept = await givesWay(core, settings, turn, state);
    const path = kept ? uncounted(state.path) : state.path || turn.path;
    const elsewhere = landing(turn.path, state.path) === 'elsewhere';
    await core.store.transaction((tables) => finish(tables, { turn, path, kept, elsewhere, now: core.clock.now() }));
    // Not before the record is written: a download that the browser has forgotten is taken for one that was lost.
    if (kept) await core.downloads.forget(state.id);
    core.tellJob(turn.jobId);
    await core.tellPost(turn.postId);
  } else {
    const error = state.error ?? failure('file', 'download interrupted');
    await failFile(core, turn, { ...error, postId: turn.postId }, 'disk');
  }
  await core.blobs.release(turn.stagedId);
};
