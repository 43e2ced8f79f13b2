import type { Failure } from '@/lib/base/failure';
import type { Job, JobIn, JobState, Listing } from '@/lib/model/job';

type FinishedState = Extract<JobState, 'done' | 'failed' | 'cancelled'>;
type Base = Omit<JobIn<'listing'>, 'state' | 'phase'>;

/** The fields that every state has. */
const jobBase = (job: Job): Base => ({
  id: job.id,
  source: job.source,
  options: job.options,
  ...(job.accountUid === undefined ? {} : { accountUid: job.accountUid }),
  priority: job.priority,
  listing: job.listing,
  counts: job.counts,
  ...(job.bytes === undefined ? {} : { bytes: job.bytes }),
  ...(job.owner ? { owner: job.owner } : {}),
  ...(job.error ? { error: job.error } : {}),
  ...(job.listKey === undefined ? {} : { listKey: job.listKey }),
  ...(job.replace ? { replace: true } : {}),
  ...(job.watch ? { watch: job.watch } : {}),
  ...(job.notices ? { notices: job.notices } : {}),
  ...(job.people ? { people: job.people } : {}),
  ...(job.parent ? { parent: job.parent } : {}),
  createdAt: job.createdAt,
  updatedAt: job.updatedAt,
});

/** True while the job takes its turns. */
export const isRunning = (job: Job): job is JobIn<'listing' | 'draining'> =>
  job.state === 'listing' || job.state === 'draining';

/** True while its files are fetched: it takes its turns, or nothing but its list waits. */
export const runsFiles = (job: Job): boolean =>
  isRunning(job) || (job.state === 'waiting' && job.waiting.filesGoOn === true);

/** Nothing stands in the way any more. */
export const clearError = (job: Job): Job => {
  const { error: _, ...rest } = job;
  return rest;
};

/** The reading of the list has come further, or begins anew. */
export const changeListing = (job: Job, change: Partial<Listing>): Job => ({
  ...job,
  listing: { ...job.listing, ...change },
});

type Waiting = JobIn<'waiting'>['waiting'];

/** Stands still because of `error`, until a time or until the person acts. */
export const holdJob = (
  job: Job,
  { reason, until, filesGoOn }: { readonly [K in keyof Waiting]: Waiting[K] | undefined } & Pick<Waiting, 'reason'>,
  error: Failure | undefined,
  now: number,
): JobIn<'waiting'> => ({
  ...jobBase(clearError(job)),
  ...(error ? { error } : {}),
  state: 'waiting',
  phase: job.phase,
  waiting: { reason, ...(until === undefined ? {} : { until }), ...(filesGoOn ? { filesGoOn } : {}) },
  updatedAt: now,
});

/** Back to listing or draining. What it waited for stays readable as `error` until something succeeds. */
export const releaseJob = (job: Job, now: number, phase = job.phase): JobIn<'listing' | 'draining'> => {
  const base = { ...jobBase(job), updatedAt: now };
  return phase === 'listing' ? { ...base, state: phase, phase } : { ...base, state: phase, phase };
};

/** The list is read as far as it will be; files go on. */
export const drainJob = (job: Job, ended: NonNullable<Listing['ended']>, now: number): Job => {
  const next = { ...changeListing(job, { ended, endedAt: now }), updatedAt: now };
  return isRunning(next) ? { ...jobBase(next), state: 'draining', phase: 'draining' } : { ...next, phase: 'draining' };
};

/** Stands still because the person, or `error`, says so. */
export const haltJob = (job: Job, error: Failure | undefined, now: number): JobIn<'paused'> => ({
  ...jobBase(job),
  ...(error ? { error } : {}),
  state: 'paused',
  phase: job.phase,
  updatedAt: now,
});

/** Stops for good, or until the person wants it again. */
export const closeJob = (job: Job, state: FinishedState, now: number): JobIn<FinishedState> => ({
  ...jobBase(job),
  state,
  phase: job.phase,
  updatedAt: now,
  finishedAt: now,
});

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
