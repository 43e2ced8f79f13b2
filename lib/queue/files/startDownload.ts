import type { Settings } from '@/lib/model/settings';
import { type DownloadEnd, type DownloadState, NAME_TOO_LONG } from '@/lib/ports/Downloads';
import type { Core } from '@/lib/queue/core/QueueCore';
import { landing } from '@/lib/queue/rules/landing';
import { type SavingTask, shortenTask } from '@/lib/queue/rules/taskTransitions';
import { failFile, heldTask } from './failFile';
import { settleDownload } from './settleDownload';

/** A download has no path until somebody answers where to save it. */
const isAsking = (core: Core, task: SavingTask, { path }: DownloadState): boolean =>
  path === '' && core.clock.now() - task.since >= core.tuning.askAfter;

/** Says once per job that the browser asks where to save each file. */
const noteAsking = async (core: Core, jobId: string): Promise<void> => {
  await core.store.transaction(async ({ jobs }) => {
    const job = await jobs.get(jobId);
    if (!job || job.notices?.includes('asks')) return;
    await jobs.put({ ...job, notices: [...(job.notices ?? []), 'asks'], updatedAt: core.clock.now() });
  });
};

/** The task under a shorter name when the disk refused its own, as its row says now; the bytes still lie ready. */
const shortened = async (
  core: Core,
  task: SavingTask,
  state: DownloadEnd | undefined,
): Promise<SavingTask | undefined> => {
  if (state?.state !== 'interrupted' || state.error?.code !== 'path' || state.error.detail !== NAME_TOO_LONG) return;
  const shorter = shortenTask(task, core.clock.now());
  if (!shorter) return;
  return core.store.transaction(async (tables) => {
    if (!(await heldTask(tables, task))) return;
    await tables.tasks.put(shorter);
    return shorter;
  });
};

/** Writes down under which id the browser saves, for a person who takes the download out of the browser's list. */
const noteId = (core: Core, task: SavingTask): Promise<void> =>
  core.ledger({ tasks: [task.id] }, async (tables) => {
    const row = await heldTask(tables, task);
    if (row?.state === 'saving' && row.downloadId === undefined) await tables.tasks.put(task);
  });

/** Waits for a download and settles it; `isNew` = this worker has just started it, so that its end will be heard. */
export const followDownload = async (
  core: Core,
  settings: Settings,
  task: SavingTask & { readonly downloadId: number },
  isNew = false,
): Promise<void> => {
  let noted = false;
  const state = await core.downloadWatcher.wait(task.downloadId, isNew, async (running) => {
    if (!noted) await noteId(core, task);
    noted = true;
    if (isAsking(core, task, running)) await noteAsking(core, task.jobId);
  });
  // The row says what was under way; who looks after the folder is back goes on from there.
  if (state?.unseen) return;
  if (state?.unanswered) await noteAsking(core, task.jobId);
  const shorter = await shortened(core, task, state);
  if (shorter) await startDownload(core, settings, shorter);
  else await settleDownload(core, settings, task, state);
};

/** Stops a download that nobody wants any more and lets its bytes go. */
export const dropDownload = async (core: Core, task: SavingTask): Promise<void> => {
  // Before the browser is asked: it may take the order while it answers that it knows of none.
  core.unwanted.add(task.blobUrl);
  const id = task.downloadId ?? (await core.downloads.findByUrl(task.blobUrl))?.id;
  if (id !== undefined) {
    core.unwanted.delete(task.blobUrl);
    await core.downloads.cancel(id);
  }
  await core.blobs.release(task.stagedId);
};

/** Whether what lies under the file's name is what we saved there. An imported record says so of another disk, or lies. */
const isOurs = async (core: Core, task: SavingTask, folder: string | undefined): Promise<boolean> => {
  const record = await core.store.records.get(task.recordKey);
  if (!record || record.missing || record.imported || record.folder !== folder) return false;
  return landing(task.path, record.path) === 'asked';
};

/**
 * Settings may be a stranger's file, imported, and give every file any name: what may be replaced is what we saved there, never the
 * person's own. Only what a browser that died was just saving has no record yet; in a granted folder nothing has its name before it is whole.
 */
const mayReplace = async (core: Core, settings: Settings, task: SavingTask): Promise<boolean> => {
  if (!task.overwrite && settings.conflict !== 'overwrite') return false;
  const folder = await core.downloads.folder?.();
  const isHalfSaved = task.overwrite && folder === undefined && !(await core.store.jobs.get(task.jobId))?.replace;
  return isHalfSaved || isOurs(core, task, folder);
};

/**
 * Asks the browser to save staged bytes. The row already says so (the intent comes before the effect). The browser
 * knows the download by the blob's address, too: its id is written of those that take longer.
 */
export const startDownload = async (core: Core, settings: Settings, task: SavingTask): Promise<void> => {
  const conflict = (await mayReplace(core, settings, task)) ? 'overwrite' : 'uniquify';
  const started = await core.downloads.start({ url: task.blobUrl, path: task.path, conflict });
  if (!started.ok) {
    await failFile(core, task, { ...started.error, postId: task.postId }, 'disk');
    await core.blobs.release(task.stagedId);
    return;
  }
  if (core.unwanted.delete(task.blobUrl)) await core.downloads.cancel(started.value);
  await followDownload(core, settings, { ...task, downloadId: started.value }, true);
};
