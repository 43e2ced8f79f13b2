import type { Core } from '@/lib/queue/core/QueueCore';
import { stageTask, type TaskIn } from '@/lib/queue/rules/taskTransitions';
import { failFile, sameTurn } from './failFile';
import { obtainFile } from './obtainFile';
import { isUnread, readAgain } from './readAgain';
import { startDownload } from './startDownload';

type Turn = TaskIn<'fetching'>;

/** Writes progress into the row now and then, and tells whoever watches the post. */
const progressOf = (core: Core, turn: Turn) => {
  let next = core.clock.now() + core.tuning.progressEvery;
  return (received: number, total: number): void => {
    core.progress.set(turn.id, { received, total });
    const now = core.clock.now();
    if (now < next) return;
    next = now + core.tuning.progressEvery;
    const write = core.store.transaction(async (tables) => {
      const row = await sameTurn(tables, turn);
      if (row?.state === 'fetching') await tables.tasks.put({ ...row, received, total });
    });
    // Progress is for the eye only; what stops the store shows at the next step that matters.
    void write.then(() => core.tellPost(turn.postId)).catch(() => undefined);
  };
};

/** One turn of a claimed file: bytes, check, intent, download, record. Leaves quietly when the task was taken away meanwhile. */
export const runFile = async (core: Core, turn: Turn): Promise<void> => {
  if (isUnread(turn)) {
    const read = await readAgain(core, turn);
    if (!read.ok) await failFile(core, turn, { ...read.error, postId: turn.postId }, 'site');
    return;
  }
  const { settings } = await core.wishes();
  const job = await core.store.jobs.get(turn.jobId);
  if (!job) return;
  const got = await obtainFile(core, turn, job, settings, progressOf(core, turn)).finally(() =>
    core.progress.delete(turn.id),
  );
  if (!got.ok) {
    const { at, ...error } = got.error;
    await failFile(core, turn, { ...error, postId: turn.postId }, at);
    return;
  }
  await core.breaker.passed();
  core.inARow.delete('expired');
  const { staged, notes } = got.value;
  const saving = await core.store.transaction(async (tables) => {
    const row = await sameTurn(tables, turn);
    if (row?.state !== 'fetching') return undefined;
    const next = stageTask(row, staged, notes, core.clock.now());
    await tables.tasks.put(next);
    return next;
  });
  if (saving) await startDownload(core, settings, saving);
  else await core.blobs.release(staged.id);
};
