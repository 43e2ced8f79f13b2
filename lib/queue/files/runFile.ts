import type { Job } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { Settings } from '@/lib/model/settings';
import type { KeptFile } from '@/lib/ports/Downloads';
import { passed } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { type FetchingTask, stageTask } from '@/lib/queue/rules/taskTransitions';
import { failFile, heldTask } from './failFile';
import { keepFile } from './keepFile';
import { obtainFile } from './obtainFile';
import { isUnread, readAgain } from './readAgain';
import { startDownload } from './startDownload';

/** What goes with a claimed file. */
export interface Claimed {
  readonly job: Job;
  /** Its post as it was when the file was claimed. */
  readonly row: PostRow | undefined;
  /** Its bytes lie ready: no host is asked for it any more. */
  readonly onStaged: () => void;
}

/** Writes progress into the row now and then, and tells whoever watches the post. */
const progressOf = (core: Core, task: FetchingTask) => {
  let next = core.clock.now() + core.tuning.progressEvery;
  return (received: number, total: number): void => {
    core.progress.set(task.id, { received, total });
    const now = core.clock.now();
    if (now < next) return;
    next = now + core.tuning.progressEvery;
    const write = core.store.transaction(async (tables) => {
      const row = await heldTask(tables, task);
      if (row?.state === 'fetching') await tables.tasks.put({ ...row, received, total });
    });
    // Progress is for the eye only; what stops the store shows at the next step that matters.
    void write.then(() => core.tellPost(task.postId)).catch(() => undefined);
  };
};

/** What lies in the granted folder in place of the file; the browser's downloads cannot be asked before. */
const keptFile = async (
  { downloads }: Core,
  { recordKey: key, basePath, overwrite }: FetchingTask,
  { place, conflict }: Settings,
): Promise<KeptFile | undefined> =>
  place === 'folder' ? downloads.kept?.({ key, basePath, isName: conflict === 'skip' && !overwrite }) : undefined;

const runClaimed = async (core: Core, task: FetchingTask, { job, row, onStaged }: Claimed): Promise<void> => {
  if (isUnread(task)) {
    const read = await readAgain(core, task);
    if (!read.ok) await failFile(core, task, { ...read.error, postId: task.postId }, 'site');
    return;
  }
  const { settings } = await core.runSettings();
  const kept = job.replace ? undefined : await keptFile(core, task, settings);
  if (kept) return keepFile(core, task, kept);
  const onProgress = progressOf(core, task);
  const got = await obtainFile({ core, task, job, row, settings, onProgress }).finally(() =>
    core.progress.delete(task.id),
  );
  if (!got.ok) {
    const { at, ...error } = got.error;
    await failFile(core, task, { ...error, postId: task.postId }, at);
    return;
  }
  const host = core.hosts.get(task.id);
  // What is made here asks nobody.
  if (host !== undefined) await passed(core, host);
  core.inARow.delete('expired');
  const { staged, notes } = got.value;
  onStaged();
  const saving = await core.ledger({ tasks: [task.id] }, async (tables) => {
    const held = await heldTask(tables, task);
    if (held?.state !== 'fetching') return undefined;
    const next = stageTask(held, staged, notes, core.clock.now());
    await tables.tasks.put(next);
    return next;
  });
  if (saving) await startDownload(core, settings, saving);
  else await core.blobs.release(staged.id);
};

/** One try of a claimed file: bytes, check, intent, download, record. Leaves quietly when the task was taken away meanwhile. */
export const runFile = (core: Core, task: FetchingTask, claimed: Claimed): Promise<void> =>
  runClaimed(core, task, claimed).finally(() => core.hosts.delete(task.id));
