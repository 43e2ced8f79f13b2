import type { Job } from '@/lib/model/job';
import type { ListState } from '@/lib/model/listEntry';
import type { MediaKind } from '@/lib/model/media';
import type { Tables } from '@/lib/ports/Store';
import { filterKey } from './postFilter';

interface Reach {
  readonly kinds: readonly MediaKind[];
  readonly filter: string;
}

/** Whether an earlier read covers a job: no kind of file is new, and its filters let everything through or are the same. */
export const covers = (earlier: Reach | undefined, kinds: readonly MediaKind[], filter: string): boolean =>
  earlier !== undefined &&
  (earlier.filter === '' || earlier.filter === filter) &&
  kinds.every((kind) => earlier.kinds.includes(kind));

/** What the list's memory allows a job whose posts have been known for a while. */
export const afterKnownRun = (
  job: Job,
  list: ListState | undefined,
  kinds: readonly MediaKind[],
): { readonly action: 'stop' } | { readonly action: 'jump'; readonly cursor: string } | { readonly action: 'on' } => {
  const filter = filterKey(job.options);
  if (list?.resume && !job.jumped) {
    // A job with a count must see the posts in order to count them.
    if (!job.options.maxCount && covers(list.resume, kinds, filter))
      return { action: 'jump', cursor: list.resume.cursor };
    return { action: 'on' };
  }
  return covers(list?.complete, kinds, filter) ? { action: 'stop' } : { action: 'on' };
};

/** Remembers a finished job: what it read, a later run need not read again. Runs inside a transaction. */
export const rememberDone = async (
  { lists }: Tables,
  job: Job,
  kinds: readonly MediaKind[],
  now: number,
): Promise<void> => {
  if (job.listKey === undefined || job.ended === 'count' || job.ended === 'error') return;
  // A look at what is new says nothing of what an earlier read left open further down.
  if (job.options.afterPostId !== undefined) return;
  const { resume: _, ...old } = (await lists.get(job.listKey)) ?? { listKey: job.listKey };
  const whole = job.ended === 'end' || job.ended === 'date';
  await lists.put({
    ...old,
    ...(whole ? { complete: { at: now, kinds: [...kinds], filter: filterKey(job.options) } } : {}),
    ...(job.ended === 'end' && !job.jumped ? { listed: job.listed } : {}),
    ...(job.total === undefined ? {} : { total: job.total }),
    syncedAt: now,
  });
};

/**
 * Remembers a job that ended early: where a later run can go on. `firstOpen` is the page of the first file that was not
 * saved; without one, the page that was to be read next. Runs inside a transaction.
 */
export const rememberBroken = async (
  { lists }: Tables,
  job: Job,
  kinds: readonly MediaKind[],
  firstOpen: string | undefined,
): Promise<void> => {
  if (job.listKey === undefined || job.options.maxCount || job.options.afterPostId !== undefined) return;
  if (firstOpen === undefined && job.phase === 'draining' && job.ended !== 'error') return;
  const cursor = firstOpen ?? job.cursor;
  const { resume, complete, ...old } = (await lists.get(job.listKey)) ?? { listKey: job.listKey };
  // Below an older gap, or with the gap on the first page, a run of known posts no longer means that the rest is saved.
  const keepComplete = complete !== undefined && resume === undefined && cursor !== '';
  await lists.put({
    ...old,
    ...(keepComplete ? { complete } : {}),
    ...(cursor === '' ? {} : { resume: { cursor, kinds: [...kinds], filter: filterKey(job.options) } }),
  });
};
