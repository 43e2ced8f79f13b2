import type { Settings } from '@/lib/model/settings';
import type { DownloadState } from '@/lib/ports/Downloads';
import type { Core } from '@/lib/queue/core/QueueCore';
import type { TaskIn } from '@/lib/queue/rules/taskTransitions';
import { failFile, sameTurn } from './failFile';
import { settleDownload } from './settleDownload';

type Turn = TaskIn<'saving'>;

/** A download has no path until somebody answers where to save it. */
const isAsking = (core: Core, turn: Turn, { path }: DownloadState): boolean =>
  path === '' && core.clock.now() - turn.since >= core.tuning.askAfter;

/** Says once per job that the browser asks where to save each file. */
const noteAsking = async (core: Core, jobId: string): Promise<void> => {
  await core.store.transaction(async ({ jobs }) => {
    const job = await jobs.get(jobId);
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
  const state = await core.ends.wait(turn.downloadId, async (running) => {
    if (isAsking(core, turn, running)) await noteAsking(core, turn.jobId);
  });
  if (state?.unanswered) await noteAsking(core, turn.jobId);
  await settleDownload(core, settings, turn, state);
};

/** Stops a download that nobody wants any more and lets its bytes go. */
export const dropDownload = async (core: Core, turn: Turn): Promise<void> => {
  if (turn.downloadId !== undefined) await core.downloads.cancel(turn.downloadId);
  await core.blobs.release(turn.stagedId);
};

/**
 * Asks the browser to save staged bytes. The row already says so (the intent comes before the effect); now it learns
 * the download's id.
 */
export const startDownload = async (core: Core, settings: Settings, turn: Turn): Promise<void> => {
  const conflict = turn.overwrite || settings.conflict === 'overwrite' ? 'overwrite' : 'uniquify';
  const started = await core.downloads.start({ url: turn.blobUrl, path: turn.path, conflict });
  if (!started.ok) {
    await failFile(core, turn, { ...started.error, postId: turn.postId }, 'disk');
    await core.blobs.release(turn.stagedId);
    return;
  }
  const following = { ...turn, downloadId: started.value };
  const isMine = await core.store.transaction(async (tables) => {
    const row = await sameTurn(tables, turn);
    if (row) await tables.tasks.put(following);
    return row !== undefined;
  });
  if (!isMine) await core.downloads.cancel(started.value);
  await followDownload(core, settings, following);
};
