import type { FileTask } from '@/lib/model/fileTask';
import { type Job, type JobIn, jobSchema, type Listing, listingSchema } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A job's fields without regard to state, those of its list's reading among them. */
export type JobFields = Loose<
  Omit<JobIn<'listing'>, 'state' | 'phase' | 'listing'> &
    Listing &
    Pick<JobIn<'waiting'>, 'waiting'> &
    Pick<JobIn<'done'>, 'finishedAt'> & { readonly state: Job['state']; readonly phase: Job['phase'] }
>;

/** The job that has these fields, as far as its state allows them. */
export const jobOf = (fields: JobFields): Job => {
  const state = fields.state ?? fields.phase ?? 'listing';
  const isRunning = state === 'listing' || state === 'draining';
  return jobSchema.parse({
    waiting: { reason: 'time' },
    finishedAt: fields.updatedAt,
    ...fields,
    listing: listingSchema.parse(fields),
    state,
    phase: isRunning ? state : (fields.phase ?? (state === 'done' ? 'draining' : 'listing')),
  });
};

/** A job with every field a test does not care about. */
export const aJob = (more: JobFields & { readonly id: string | undefined }): Job =>
  jobOf({
    source: { kind: 'posts', secUid: 'MS4wLjABAAAAsample' },
    options: {},
    priority: 1,
    cursor: '',
    counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 },
    listed: 0,
    knownInARow: 0,
    createdAt: 1,
    updatedAt: 1,
    ...more,
  });

/** A planned task. */
export const aTask = (
  more: Partial<Extract<FileTask, { state: 'planned' }>> & { jobId: string; postId: string },
): Extract<FileTask, { state: 'planned' }> => ({
  id: `${more.jobId}:${more.postId}:video:0`,
  kind: 'video',
  index: '0',
  recordKey: `${more.postId}:video:0`,
  priority: 1,
  position: 1,
  basePath: `tiktok/${more.postId}`,
  basePathKey: `tiktok/${more.postId}`,
  attempts: 0,
  notBefore: 0,
  updatedAt: 1,
  state: 'planned',
  ...more,
});

/** A record of a video. */
export const aRecord = (more: Partial<SaveRecord> & { postId: string }): SaveRecord => ({
  key: `${more.postId}:video:0`,
  kind: 'video',
  index: '0',
  authorSecUid: 'author',
  path: `/downloads/${more.postId}.mp4`,
  relativePath: `${more.postId}.mp4`,
  basePathKey: more.postId,
  bytes: 10,
  sha256: 'ab',
  savedAt: 1,
  jobId: 'a',
  listKey: 'list',
  notes: [],
  ...more,
});
