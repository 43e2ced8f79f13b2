import type { DownloadState } from '@/lib/ports/Downloads';
import type { Core } from '@/lib/queue/core/QueueCore';
import { landing } from '@/lib/queue/rules/landing';
import { type RunningTask, replanTask, type SavingTask } from '@/lib/queue/rules/taskTransitions';
import { heldTask } from './failFile';
import { dropDownload, followDownload, startDownload } from './startDownload';

/** Back to planned, as no try: nobody works on it. With `inPlace` it may take the place of what lies under its name. */
export const planAgain = async (core: Core, task: RunningTask, inPlace: boolean): Promise<void> => {
  await core.store.transaction(async (tables) => {
    const row = await heldTask(tables, task);
    const more = { notBefore: 0, ...(inPlace ? { overwrite: true } : {}) };
    if (row) await tables.tasks.put(replanTask(row, more, core.clock.now()));
  });
};

const findDownload = async ({ downloads }: Core, task: SavingTask): Promise<DownloadState | undefined> => {
  // Between the intent and the browser's answer the row has no id: the browser knows the download by its address.
  if (task.downloadId === undefined) return downloads.findByUrl(task.blobUrl);
  const found = await downloads.findById(task.downloadId);
  // A browser that was killed forgets its last downloads and gives their ids away again (Chromium 156).
  return found?.url === task.blobUrl ? found : undefined;
};

/** Goes on with a file that was being saved when the worker died. */
const goOnSaving = async (core: Core, task: SavingTask, staged: ReadonlySet<string>): Promise<void> => {
  const { settings } = await core.runSettings();
  const known = await findDownload(core, task);
  // The file may be whole in a folder that is away: the job waits for it, and the look after that settles this.
  if (known?.unseen) return;
  const isStaged = staged.has(task.stagedId);
  if (known && (isStaged || known.state !== 'interrupted'))
    return followDownload(core, settings, { ...task, downloadId: known.id });
  if (isStaged && task.downloadId === undefined) return startDownload(core, settings, task);
  // The whole browser died. The file may be there without a download that says so; fetched again it takes its place,
  // unless the browser had already found another file of that name there, or it never got as far as its name.
  await planAgain(core, task, known?.untouched !== true && landing(task.path, known?.path ?? '') !== 'beside');
  await core.blobs.release(task.stagedId);
};

/** Bytes that lie staged for nobody are let go: what was obtained by a worker that died before it wrote so down. */
const sweep = async (core: Core, staged: readonly string[], kept: ReadonlySet<string>): Promise<void> => {
  for (const id of staged) if (!kept.has(id)) await core.blobs.release(id);
};

/** What {@link reconcile} hands back for one file: work to be done in a worker's place. */
export interface Orphan {
  readonly task: RunningTask;
  readonly work: () => Promise<void>;
}

/**
 * Compares the rows with the world after the worker died: what was being fetched is planned again, what was being saved
 * goes on. `isMine` tells the files that this worker has in hand itself.
 */
export const reconcile = async (core: Core, isMine: (taskId: string) => boolean): Promise<Orphan[]> => {
  const flying = (await core.store.tasks.inFlight()).filter(({ id }) => !isMine(id));
  const staged = await core.blobs.staged();
  const saving = flying.filter((task) => task.state === 'saving');
  const kept = new Set([
    ...saving.map(({ stagedId }) => stagedId),
    ...staged.filter((id) => isMine(id.split('~')[0] ?? '')),
  ]);
  await sweep(core, staged, kept);
  const held = new Set(staged);
  const orphans: Orphan[] = [];
  for (const task of flying) {
    if (task.state === 'fetching') {
      await core.blobs.abort(task.id);
      await planAgain(core, task, false);
    } else if (task.state === 'saving') {
      orphans.push({ task, work: () => goOnSaving(core, task, held) });
    }
  }
  return orphans;
};

/** Stops what a cancelled task had under way. */
export const stopFile = async (core: Core, task: RunningTask): Promise<void> => {
  if (task.state === 'saving') return dropDownload(core, task);
  await core.blobs.abort(core.fetching.get(task.id) ?? task.id);
};
