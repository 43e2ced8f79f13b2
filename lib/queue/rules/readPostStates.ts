import type { Failure } from '@/lib/base/failure';
import type { FileTask } from '@/lib/model/fileTask';
import { isUnfinished, type Job, waitsForPerson } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { PostState } from '@/lib/model/postState';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { clickedPost } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import { runsFiles } from './jobTransitions';
import { isOpen } from './taskTransitions';

type Progress = ReadonlyMap<string, { readonly received: number; readonly total: number }>;

const shareOf = (task: FileTask, progress: Progress): number => {
  if (task.state === 'saving' || task.state === 'saved' || task.state === 'skipped') return 1;
  const live = progress.get(task.id) ?? (task.state === 'fetching' ? task : undefined);
  return live && live.total > 0 ? Math.min(1, live.received / live.total) : 0;
};

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

interface Facts {
  readonly postId: string;
  /** Of the newest job that wants the post. */
  readonly tasks: readonly FileTask[];
  readonly records: readonly SaveRecord[];
  readonly row: PostRow | undefined;
  /** The newest job for this post alone, and the job of the tasks. */
  readonly click: Job | undefined;
  readonly owner: Job | undefined;
  readonly progress: Progress;
}

const busyState = ({ postId, tasks, owner, progress }: Facts): PostState => {
  // What the list waits for is no matter of a file that is planned.
  const holder = owner && (tasks.length === 0 || !runsFiles(owner)) ? owner : undefined;
  const error: Failure | undefined =
    holder?.state === 'waiting' ? holder.error : tasks.filter(isOpen).find(({ lastError }) => lastError)?.lastError;
  // The person will not come if the button only says "queued".
  const isBlocked = holder !== undefined && waitsForPerson(holder);
  const isSaving = tasks.some(({ state }) => state === 'fetching' || state === 'saving');
  return {
    postId,
    state: isBlocked ? 'failed' : isSaving ? 'saving' : 'queued',
    progress: mean(tasks.map((task) => shareOf(task, progress))),
    files: { done: tasks.filter((task) => shareOf(task, progress) === 1).length, total: tasks.length },
    ...(error ? { error } : {}),
  };
};

/** Files that were wanted of the post and could be had, but are not saved: the job was cancelled, or taken away. */
const isPartial = ({ postId, row, records }: Facts): boolean => {
  const saved = new Set(records.map(({ key }) => key));
  // A person's file may lie with another of their posts.
  const own = row?.keys.filter((key) => key.startsWith(`${postId}:`)) ?? [];
  return own.some((key) => !saved.has(key) && row?.unavailable.includes(key) !== true);
};

const stateOf = (facts: Facts): PostState => {
  const { postId, tasks, records, click, owner } = facts;
  const settled = {
    postId,
    progress: 0,
    files: { done: records.length, total: Math.max(records.length, tasks.length) },
  };
  if (tasks.some(isOpen)) return busyState(facts);
  if (click && isUnfinished(click) && click.state !== 'paused') return busyState({ ...facts, owner: click });
  const failed = tasks.find(({ state }) => state === 'failed');
  if (failed?.state === 'failed') return { ...settled, state: 'failed', error: failed.error };
  const isNewest = !owner || !click || click.createdAt >= owner.createdAt;
  if (click?.state === 'failed' && isNewest && click.error) return { ...settled, state: 'failed', error: click.error };
  if (facts.row?.takenOver && records.length === 0) return { ...settled, state: 'saved', progress: 1, takenOver: true };
  // Asked to save what is missing or was deleted from the disk, the button must not claim that it is there.
  return records.every(({ missing }) => missing) || isPartial(facts)
    ? { ...settled, state: 'none' }
    : { ...settled, state: 'saved', progress: 1 };
};

const isReading = (job: Job | undefined): job is Job =>
  job !== undefined && isUnfinished(job) && job.phase === 'listing' && job.state !== 'paused';

/**
 * How things stand with posts, in the order asked for. `progress` = the fetches that this worker has in hand; `jobId` = the
 * job of a list that all of them are on: what it has not read yet waits as it does.
 */
export const readPostStates = async (
  tables: Tables,
  postIds: readonly string[],
  progress: Progress,
  jobId?: string,
): Promise<PostState[]> => {
  const list = jobId === undefined ? undefined : await tables.jobs.get(jobId);
  const [tasks, records, rows, clicks] = await Promise.all([
    tables.tasks.ofPosts(postIds),
    tables.records.ofPosts(postIds),
    tables.posts.getMany(postIds),
    tables.jobs.ofPosts(postIds),
  ]);
  const owners = new Map<string, Job>();
  for (const id of new Set(tasks.map(({ jobId }) => jobId))) {
    const job = await tables.jobs.get(id);
    if (job) owners.set(id, job);
  }
  const tasksOf = Map.groupBy(tasks, ({ postId }) => postId);
  const recordsOf = Map.groupBy(records, ({ postId }) => postId);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const clickOf = new Map(clicks.map((job) => [clickedPost(job.source)?.postId ?? '', job]));
  return postIds.map((postId) => {
    const all = tasksOf.get(postId) ?? [];
    // What is under way counts first, then the newest request.
    const rank = (task: FileTask): number => (isOpen(task) ? 1e15 : 0) + (owners.get(task.jobId)?.createdAt ?? 0);
    const newest = all.toSorted((a, b) => rank(b) - rank(a))[0]?.jobId;
    const facts: Facts = {
      postId,
      tasks: all.filter((task) => task.jobId === newest),
      records: recordsOf.get(postId) ?? [],
      row: rowOf.get(postId),
      click: clickOf.get(postId),
      owner: owners.get(newest ?? ''),
      progress,
    };
    const state = stateOf(facts);
    return state.state === 'none' && isReading(list) ? busyState({ ...facts, tasks: [], owner: list }) : state;
  });
};
