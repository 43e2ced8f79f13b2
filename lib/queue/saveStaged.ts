import { failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import type { DownloadState } from '@/lib/ports/Downloads';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from './Core';
import { failFile, sameTurn } from './failFile';
import { clearError, countJob } from './jobMoves';
import { dropPending } from './pendingAssets';
import { replanTask, saveTask, skipTask, type TaskIn } from './taskMoves';

type Turn = TaskIn<'saving'>;
type Landing = 'asked' | 'beside' | 'elsewhere';

const plain = (path: string): string => path.replaceAll('\\', '/').normalize('NFC');

/** Where a file landed: as asked, beside a file of that name (`name (1).mp4`), or where somebody else decided. */
export const landing = (asked: string, path: string): Landing => {
  const [want, got] = [plain(asked), plain(path)];
  if (got === '' || got === want || got.endsWith(`/${want}`)) return 'asked';
  const uncounted = got.replace(/ ?\(\d+\)(\.[^./]+)$/, '$1');
  return uncounted === want || uncounted.endsWith(`/${want}`) ? 'beside' : 'elsewhere';
};

const recordOf = (
  turn: Turn,
  job: Job | undefined,
  secUid: string,
  path: string,
  notes: string[],
  now: number,
): SaveRecord => ({
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
  notes,
  ...(turn.downloadId === undefined ? {} : { downloadId: turn.downloadId }),
});

const finish = async (tables: Tables, turn: Turn, state: DownloadState, kept: boolean, now: number): Promise<void> => {
  const job = await tables.jobs.get(turn.jobId);
  const row = await tables.posts.get(turn.postId);
  const where = landing(turn.path, state.path);
  const notes = [...turn.notes, ...(kept ? ['exists'] : where === 'elsewhere' ? ['renamed'] : [])];
  const path = kept ? state.path.replace(/ ?\(\d+\)(\.[^./\\]+)$/, '$1') : state.path || turn.path;
  await tables.records.put(recordOf(turn, job, row?.post.author.secUid ?? '', path, notes, now));
  await tables.tasks.put(kept ? skipTask(turn, 'exists', now) : saveTask(turn, path, now));
  await dropPending(tables, turn.postId);
  if (!job) return;
  const counted = countJob(clearError(job), kept ? { skipped: 1, planned: -1 } : { saved: 1 }, now);
  const isNews = where === 'elsewhere' && !counted.notices?.includes('renamed');
  await tables.jobs.put(isNews ? { ...counted, notices: [...(counted.notices ?? []), 'renamed'] } : counted);
};

/** With the rule `skip`, a file that the browser had to number gives way to the one that was there. */
const givesWay = async (core: Core, settings: Settings, turn: Turn, state: DownloadState): Promise<boolean> => {
  if (settings.conflict !== 'skip' || turn.overwrite || landing(turn.path, state.path) !== 'beside') return false;
  if (!core.downloads.removeFile) return false;
  await core.downloads.removeFile(state.id);
  return true;
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
    const kept = await givesWay(core, settings, turn, state);
    await core.store.transaction(async (tables) => {
      if (await sameTurn(tables, turn)) await finish(tables, turn, state, kept, core.clock.now());
    });
    core.tellJob(turn.jobId);
    await core.tellPost(turn.postId);
  } else {
    await failFile(core, turn, state.error ?? failure('file', 'download interrupted', { postId: turn.postId }), false);
  }
  await core.blobs.release(turn.stagedId);
};

const noteAsking = async (core: Core, turn: Turn, state: DownloadState): Promise<void> => {
  if (state.path !== '' || core.clock.now() - turn.since < core.tuning.askAfter) return;
  await core.store.transaction(async ({ jobs }) => {
    const job = await jobs.get(turn.jobId);
    if (!job || job.notices?.includes('asks')) return;
    await jobs.put({ ...job, notices: [...(job.notices ?? []), 'asks'], updatedAt: core.clock.now() });
  });
};

/** Waits for a download that was started and settles it. */
export const followDownload = async (
  core: Core,
  settings: Settings,
  turn: Turn & { readonly downloadId: number },
): Promise<void> => {
  const state = await core.ends.wait(turn.downloadId, (running) => noteAsking(core, turn, running));
  await settleDownload(core, settings, turn, state);
};

/**
 * Asks the browser to save staged bytes. The row already says so (the intent comes before the effect); now it learns
 * the download's id.
 */
export const startDownload = async (core: Core, settings: Settings, turn: Turn): Promise<void> => {
  const conflict = turn.overwrite || settings.conflict === 'overwrite' ? 'overwrite' : 'uniquify';
  const started = await core.downloads.start({ url: turn.blobUrl, path: turn.path, conflict });
  if (!started.ok) {
    await failFile(core, turn, { ...started.error, postId: turn.postId }, false);
    await core.blobs.release(turn.stagedId);
    return;
  }
  const following = { ...turn, downloadId: started.value };
  const isMine = await core.store.transaction(async (tables) => {
    const row = await sameTurn(tables, turn);
    if (row) await tables.tasks.put(following);
    return row !== undefined;
  });
  if (isMine) await followDownload(core, settings, following);
  else await dropDownload(core, following);
};

/** Stops a download that nobody wants any more and lets its bytes go. */
export const dropDownload = async (core: Core, turn: Turn): Promise<void> => {
  if (turn.downloadId !== undefined) await core.downloads.cancel(turn.downloadId);
  await core.blobs.release(turn.stagedId);
};
