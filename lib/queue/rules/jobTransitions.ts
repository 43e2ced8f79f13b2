import type { WaitReason } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';

const without = (job: Job, ...keys: readonly ('waiting' | 'error' | 'finishedAt')[]): Job => {
  const copy = { ...job };
  for (const key of keys) delete copy[key];
  return copy;
};

/** True while the job takes its turns. */
export const isRunning = ({ state }: Job): boolean => state === 'listing' || state === 'draining';

/** Stands still because of `error`, until a time or until the person acts. */
export const holdJob = (
  job: Job,
  reason: WaitReason,
  error: Failure | undefined,
  until: number | undefined,
  now: number,
): Job => ({
  ...without(job, 'error'),
  ...(error ? { error } : {}),
  state: 'waiting',
  waiting: { reason, ...(until === undefined ? {} : { until }) },
  updatedAt: now,
});

/** Back to listing or draining. What it waited for stays readable as `error` until something succeeds. */
export const releaseJob = (job: Job, now: number): Job => ({
  ...without(job, 'waiting', 'finishedAt'),
  state: job.phase,
  updatedAt: now,
});

/** The list is read as far as it will be; files go on. */
export const drainJob = (job: Job, ended: NonNullable<Job['ended']>, now: number): Job => ({
  ...job,
  phase: 'draining',
  ended,
  endedAt: now,
  ...(job.state === 'listing' ? { state: 'draining' as const } : {}),
  updatedAt: now,
});

/** Stops for good, or until the person wants it again. */
export const closeJob = (job: Job, state: 'done' | 'failed' | 'cancelled' | 'paused', now: number): Job => ({
  ...without(job, 'waiting'),
  state,
  updatedAt: now,
  ...(state === 'paused' ? {} : { finishedAt: now }),
});

/** Nothing stands in the way any more. */
export const clearError = (job: Job): Job => without(job, 'error');

/** Adds to the counts. */
export const countJob = (job: Job, change: Partial<Job['counts']>, now: number): Job => ({
  ...job,
  counts: {
    seen: job.counts.seen + (change.seen ?? 0),
    planned: job.counts.planned + (change.planned ?? 0),
    saved: job.counts.saved + (change.saved ?? 0),
    skipped: job.counts.skipped + (change.skipped ?? 0),
    failed: job.counts.failed + (change.failed ?? 0),
  },
  updatedAt: now,
});
