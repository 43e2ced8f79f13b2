import type { Job } from '@/lib/model/job';
import type { ListState } from '@/lib/model/listEntry';
import type { MediaKind } from '@/lib/model/media';
import type { Tables } from '@/lib/ports/Store';
import { filterKey, isForNews } from './postFilter';

interface Reach {
  readonly kinds: readonly MediaKind[];
  readonly filter: string;
}

/** Whether an earlier read covers a job: no kind of file is new, and its filters let everything through or are the same. */
export const covers = (earlier: Reach | undefined, kinds: readonly MediaKind[], filter: string): boolean =>
  earlier !== undefined &&
  (earlier.filter === '' || earlier.filter === filter) &&
  kinds.every((kind) => earlier.kinds.includes(kind));

/**
 * Until when a post must have been in the list to count as known. One that came later is no proof that all below it is
 * saved: a run with a count, another list or a click may have saved it alone.
 */
export const knownUntil = (job: Job, list: ListState | undefined): number =>
  (job.listing.jumped ? list?.complete : (list?.resume ?? list?.complete))?.until ?? 0;

/** What the list's memory allows a job whose posts have been known for a while. */
export const afterKnownRun = (
  job: Job,
  list: ListState | undefined,
  kinds: readonly MediaKind[],
): { readonly action: 'stop' } | { readonly action: 'jump'; readonly cursor: string } | { readonly action: 'on' } => {
  const filter = filterKey(job.options);
  if (list?.resume && !job.listing.jumped) {
    // A job with a count must see the posts in order to count them.
    if (!job.options.maxCount && covers(list.resume, kinds, filter))
      return { action: 'jump', cursor: list.resume.cursor };
    return { action: 'on' };
  }
  return covers(list?.complete, kinds, filter) ? { action: 'stop' } : { action: 'on' };
};

/** Whether a later read of the list has told more than this job can: its files were tried again long after it. */
const isOutdated = ({ complete, resume }: ListState, until: number): boolean =>
  Math.max(complete?.until ?? 0, resume?.until ?? 0) > until;

const completeAfter = (
  job: Job,
  old: ListState['complete'],
  mine: NonNullable<ListState['complete']>,
): Pick<ListState, 'complete'> => {
  const isWhole = job.listing.ended === 'end' || job.listing.ended === 'date';
  if (old && !covers(mine, old.kinds, old.filter)) {
    // A run that let less through than the whole read before it says nothing of what it passed over, nor against that read.
    const isNarrower = !isWhole || covers(old, mine.kinds, mine.filter);
    return { complete: isNarrower ? { ...old, at: job.listing.ended === 'end' ? mine.at : old.at } : mine };
  }
  if (isWhole) return { complete: mine };
  return old ? { complete: { ...old, until: mine.until } } : {};
};

/** Remembers a finished job: what it read, a later run need not read again. Runs inside a transaction. */
export const rememberDone = async (
  { lists }: Tables,
  job: Job,
  kinds: readonly MediaKind[],
  now: number,
): Promise<void> => {
  const { listKey, listing } = job;
  const { ended, endedAt: until = now } = listing;
  if (listKey === undefined || ended === undefined || ended === 'count' || ended === 'error') return;
  // A look at what is new says nothing of what an earlier read left open further down.
  if (job.options.afterPostId !== undefined) return;
  const known: ListState = (await lists.get(listKey)) ?? { listKey };
  if (isOutdated(known, until) || (known.resume && isForNews(job.options))) return;
  const { resume: _, ...old } = known;
  const mine = { at: now, until, kinds: [...kinds], filter: filterKey(job.options) };
  await lists.put({
    ...old,
    ...completeAfter(job, old.complete, mine),
    ...(ended === 'end' && !job.listing.jumped ? { listed: listing.listed } : {}),
    ...(listing.total === undefined ? {} : { total: listing.total }),
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
  now: number,
): Promise<void> => {
  const { listKey, options } = job;
  if (listKey === undefined || options.maxCount || options.afterPostId !== undefined || isForNews(options)) return;
  if (firstOpen === undefined && job.phase === 'draining' && job.listing.ended !== 'error') return;
  const cursor = firstOpen ?? job.listing.cursor;
  const { resume, complete, ...old } = (await lists.get(listKey)) ?? { listKey };
  // Below an older gap, or with the gap on the first page, a run of known posts no longer means that the rest is saved.
  const keepComplete = complete !== undefined && resume === undefined && cursor !== '';
  const mine = { cursor, kinds: [...kinds], filter: filterKey(job.options), until: now };
  await lists.put({
    ...old,
    ...(keepComplete ? { complete } : {}),
    ...(cursor === '' ? {} : { resume: mine }),
  });
};
