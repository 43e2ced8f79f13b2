import type { Failure } from '@/lib/base/failure';
import type { FileTask } from '@/lib/model/fileTask';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Staged } from '@/lib/ports/Blobs';

/** A task in one of these states. */
export type TaskIn<S extends FileTask['state']> = Extract<FileTask, { state: S }>;

/** A task whose bytes this worker fetches; `since` is its lease. */
export type FetchingTask = TaskIn<'fetching'>;

/** A task that the browser is saving, or is about to be asked to. */
export type SavingTask = TaskIn<'saving'>;

/** A task under way. A worker holds it as long as the row still has the same state and lease. */
export type RunningTask = FetchingTask | SavingTask;

type Base = Omit<TaskIn<'planned'>, 'state'>;

/** The fields that every state has. */
export const taskBase = (task: FileTask): Base => ({
  id: task.id,
  jobId: task.jobId,
  postId: task.postId,
  kind: task.kind,
  index: task.index,
  recordKey: task.recordKey,
  priority: task.priority,
  position: task.position,
  basePath: task.basePath,
  basePathKey: task.basePathKey,
  ...(task.pageCursor === undefined ? {} : { pageCursor: task.pageCursor }),
  ...(task.overwrite ? { overwrite: true } : {}),
  ...(task.lastError ? { lastError: task.lastError } : {}),
  attempts: task.attempts,
  notBefore: task.notBefore,
  updatedAt: task.updatedAt,
});

/** planned → fetching; `since` is the lease that later steps must still hold. */
export const claimTask = (task: TaskIn<'planned'>, now: number): TaskIn<'fetching'> => ({
  ...taskBase(task),
  updatedAt: now,
  state: 'fetching',
  since: now,
  received: 0,
  total: 0,
});

/** fetching → saving: the intent, written before the browser is asked to save. */
export const stageTask = (
  task: TaskIn<'fetching'>,
  staged: Staged,
  notes: readonly string[],
  now: number,
): TaskIn<'saving'> => ({
  ...taskBase(task),
  updatedAt: now,
  state: 'saving',
  since: now,
  path: `${task.basePath}.${staged.ext}`,
  blobUrl: staged.url,
  stagedId: staged.id,
  bytes: staged.bytes,
  sha256: staged.sha256,
  notes: [...notes],
});

/**
 * saving → saving under the shortest name that no other file has, in the same folder, not asked for yet; undefined when
 * it has that name already. A cut name could be another post's, which the browser would number.
 */
export const shortenTask = (task: TaskIn<'saving'>, now: number): TaskIn<'saving'> | undefined => {
  const folder = task.basePath.slice(0, task.basePath.lastIndexOf('/') + 1);
  const basePath = `${folder}${task.recordKey.replace(/[^\w-]+/g, '_')}`;
  if (basePath.length >= task.basePath.length) return undefined;
  const { downloadId: _, ...unasked } = task;
  const path = `${basePath}${task.path.slice(task.basePath.length)}`;
  const notes = [...task.notes, 'shortened'];
  return { ...unasked, basePath, basePathKey: pathKey(basePath), path, notes, updatedAt: now };
};

/** saving → saved. */
export const saveTask = (task: TaskIn<'saving'>, path: string, now: number): TaskIn<'saved'> => ({
  ...taskBase(task),
  updatedAt: now,
  state: 'saved',
  path,
  bytes: task.bytes,
});

/** fetching, saving, failed → planned. A try that was nobody's fault (the worker died) does not count. */
export const replanTask = (
  task: TaskIn<'fetching' | 'saving' | 'failed' | 'planned'>,
  more: Partial<Pick<Base, 'attempts' | 'notBefore' | 'lastError' | 'overwrite'>>,
  now: number,
): TaskIn<'planned'> => ({ ...taskBase(task), ...more, updatedAt: now, state: 'planned' });

/** Any open state → failed. */
export const failTask = (task: FileTask, error: Failure, final: boolean, now: number): TaskIn<'failed'> => ({
  ...taskBase(task),
  updatedAt: now,
  state: 'failed',
  error,
  final,
});

/** planned, saving → skipped. */
export const skipTask = (task: FileTask, reason: TaskIn<'skipped'>['reason'], now: number): TaskIn<'skipped'> => ({
  ...taskBase(task),
  updatedAt: now,
  state: 'skipped',
  reason,
});

/** Any open state → cancelled. */
export const cancelTask = (task: FileTask, now: number): TaskIn<'cancelled'> => ({
  ...taskBase(task),
  updatedAt: now,
  state: 'cancelled',
});

/** States in which work is left to do. */
export const openStates = ['planned', 'fetching', 'saving'] as const satisfies readonly FileTask['state'][];

export const isOpen = ({ state }: FileTask): boolean =>
  state === 'planned' || state === 'fetching' || state === 'saving';
