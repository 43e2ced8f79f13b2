import type { Core } from './Core';
import { sameTurn } from './failFile';
import { dropDownload, followDownload, startDownload } from './startDownload';
import { replanTask, type TaskIn } from './taskMoves';

type Running = TaskIn<'fetching' | 'saving'>;

const planAgain = async (core: Core, turn: Running): Promise<void> => {
  await core.store.transaction(async (tables) => {
    const row = await sameTurn(tables, turn);
    if (row) await tables.tasks.put(replanTask(row, { notBefore: 0 }, core.clock.now()));
  });
};

/** Goes on with a file that was being saved when the worker died. */
const goOnSaving = async (core: Core, turn: TaskIn<'saving'>, staged: ReadonlySet<string>): Promise<void> => {
  const { settings } = await core.wishes();
  // Between the intent and the browser's answer the row has no id: the browser knows the download by its address.
  const known = turn.downloadId === undefined ? await core.downloads.findByUrl(turn.blobUrl) : undefined;
  const downloadId = turn.downloadId ?? known?.id;
  if (downloadId !== undefined) return followDownload(core, settings, { ...turn, downloadId });
  if (staged.has(turn.stagedId)) return startDownload(core, settings, turn);
  return planAgain(core, turn);
};

/** Bytes that lie staged for nobody are let go: what was obtained by a worker that died before it wrote so down. */
const sweep = async (core: Core, staged: readonly string[], kept: ReadonlySet<string>): Promise<void> => {
  for (const id of staged) if (!kept.has(id)) await core.blobs.release(id);
};

/** What {@link reconcile} hands back for one file: work to be done in a worker's place. */
export interface Orphan {
  readonly turn: Running;
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
  for (const turn of flying) {
    if (turn.state === 'fetching') {
      await core.blobs.abort(turn.id);
      await planAgain(core, turn);
    } else if (turn.state === 'saving') {
      orphans.push({ turn, work: () => goOnSaving(core, turn, held) });
    }
  }
  return orphans;
};

/** Stops what a cancelled task had under way. */
export const stopFile = async (core: Core, task: Running): Promise<void> => {
  if (task.state === 'saving') return dropDownload(core, task);
  await core.blobs.abort(core.fetching.get(task.id) ?? task.id);
};
