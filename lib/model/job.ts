import { z } from 'zod';
import { errorCodes, waitPolicy, waitReasons } from '@/lib/base/errorPolicy';
import { idText } from './idTexts';
import { mediaKindSchema } from './media';
import { sourceSchema } from './source';

/** A failure as it is kept in rows and sent over messages. */
export const failureSchema = z.object({
  code: z.enum(errorCodes),
  detail: z.string().optional(),
  status: z.number().optional(),
  siteCode: z.number().optional(),
  postId: z.string().optional(),
});

/** In which order people of a list have their turns: as listed, from its end, by handle, longest not saved first. */
export const peopleOrders = ['list', 'reverse', 'handle', 'longest'] as const;
export type PeopleOrder = (typeof peopleOrders)[number];

/** What is wanted of a list of people. */
export const peopleOptionsSchema = z.object({
  /** Save the posts of each; false = the list alone. */
  posts: z.boolean(),
  order: z.enum(peopleOrders).optional(),
  /** Who was saved at or after this time (ms) is left out. */
  doneSince: z.number().int().nonnegative().optional(),
  /** Seconds between the end of one person and the beginning of the next. */
  pause: z.number().int().nonnegative().max(86_400).optional(),
});

/** What the person may narrow a list by. */
export const jobOptionsSchema = z.object({
  /** Posts in all, exactly; absent or 0 = all. Of a list of people: of each of them. */
  maxCount: z.number().int().nonnegative().max(1_000_000).optional(),
  /** `YYYY-MM-DD|YYYY-MM-DD`, inclusive days in local time, or `all`. */
  interval: z.string().max(40).optional(),
  postKind: z.enum(['all', 'video', 'photos']).optional(),
  minLikes: z.number().int().nonnegative().optional(),
  minPlays: z.number().int().nonnegative().optional(),
  /** Only posts that came after this one; listing ends where it stands. */
  afterPostId: idText.optional(),
  /**
   * Only posts that came to the list after this time, ms: of a list by date those posted since, of any other those that it
   * did not name before.
   */
  listedAfter: z.number().int().nonnegative().optional(),
  /** Notes which posts are on the list, and saves none: what comes to it afterwards is new. */
  noteOnly: z.literal(true).optional(),
  /** Kinds of file; absent = as the settings say. */
  files: z.array(mediaKindSchema).min(1).optional(),
  /** Of lists of people alone. */
  people: peopleOptionsSchema.optional(),
});
export type JobOptions = z.infer<typeof jobOptionsSchema>;

export const hasSameOptions = (a: JobOptions, b: JobOptions): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** `draining` = the list is read to its end, files still go on. */
export const jobStates = ['listing', 'draining', 'waiting', 'paused', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** Of jobs that are not done, failed or cancelled. */
export const unfinishedStates = ['listing', 'draining', 'waiting', 'paused'] as const satisfies readonly JobState[];

/** True until the job is done, failed or cancelled: a person can still pause, resume or cancel it. */
export const isUnfinished = ({ state }: { readonly state: JobState }): boolean =>
  unfinishedStates.some((one) => one === state);

/** The `detail` of the failure of a job that waits, since what it saves is another account's than the session. */
export const OTHER_ACCOUNT = 'other-account';

/** Whether a job waits for the person. */
export const waitsForPerson = (job: Job): boolean =>
  job.state === 'waiting' && waitPolicy[job.waiting.reason].needsPerson;

export const jobCountsSchema = z.object({
  /** Posts listed so far that passed the filters. */
  seen: z.number().int(),
  /** Files to fetch so far; files that were saved before are in `skipped` only. */
  planned: z.number().int(),
  saved: z.number().int(),
  /** Files that were saved before. */
  skipped: z.number().int(),
  failed: z.number().int(),
});

/** How far a job over many people has come. */
export const peopleCountsSchema = z.object({
  /** People listed so far. */
  total: z.number().int(),
  done: z.number().int(),
  /** Left out, or stopped. */
  skipped: z.number().int(),
  failed: z.number().int(),
  /** The list is read; their turns go on. */
  listed: z.literal(true).optional(),
  /** Before this time (ms) nobody's turn begins. */
  nextAt: z.number().optional(),
});
export type PeopleCounts = z.infer<typeof peopleCountsSchema>;

/** How far the reading of a job's list has come. */
export const listingSchema = z.object({
  /** The list's cursor as the site gave it; empty text at the start. */
  cursor: z.string(),
  /** Posts the site listed, filtered ones included: compared with `total` at the end. */
  listed: z.number().int(),
  /** Posts in the list as the site says (profile.videoCount), when known. */
  total: z.number().int().optional(),
  /** Posts up to which the list is read without asking the person; absent before its first page. */
  room: z.number().int().optional(),
  /** Consecutive known posts, for the early stop of a second run. */
  knownInARow: z.number().int(),
  /** Why listing stopped: read to its end, 60 known in a row, the count reached, older than the interval, an error. */
  ended: z.enum(['end', 'known', 'count', 'date', 'error']).optional(),
  /** When listing stopped, ms; its files may go on, and be tried again, long after. */
  endedAt: z.number().optional(),
  /** Before this time (ms) the next page is not asked for: the pause between requests. For people, nothing obeys it. */
  nextPageAt: z.number().optional(),
  /** List requests that failed in a row. */
  tries: z.number().int().optional(),
  /** Pages in a row that brought no post this job had not seen. */
  stale: z.number().int().optional(),
  /** The known head of an unfinished list was skipped and listing went on from the stored cursor. */
  jumped: z.boolean().optional(),
  /** The end of the list was asked for a second time, since posts seemed to be missing. */
  confirmed: z.boolean().optional(),
});
export type Listing = z.infer<typeof listingSchema>;

/** `renamed` = files do not land where TokShelf asked; `asks` = the browser asks where to save each file. */
export const jobNotices = ['renamed', 'asks'] as const;

/** What every job has, whatever its state. */
const base = {
  id: z.string(),
  source: sourceSchema,
  options: jobOptionsSchema,
  /** The account that was logged in at the start; while another one is logged in, the job waits. */
  accountUid: z.string().optional(),
  /** Lower goes first: 0 = a click on one post, 1 = a bulk job, 2 = a watch's. */
  priority: z.number().int(),
  listing: listingSchema,
  counts: jobCountsSchema,
  /** Bytes saved so far. */
  bytes: z.number().optional(),
  /** The profile, keyword or folder that the job's files are filed under. */
  owner: z.object({ key: z.string(), name: z.string() }).optional(),
  /** Why it stands still or failed; while it runs, what it waited for last, until something succeeds. */
  error: failureSchema.optional(),
  /** The list's identity whatever the options: rows of one list share it. Absent for a single post. */
  listKey: z.string().optional(),
  /** The person asked to save again: files of ours at the same path are replaced. */
  replace: z.boolean().optional(),
  /** The watch that began it, and the due time that it serves. */
  watch: z.object({ id: z.string(), dueAt: z.number() }).optional(),
  notices: z.array(z.enum(jobNotices)).optional(),
  /** Of lists of people alone. */
  people: peopleCountsSchema.optional(),
  /** The job over many people that this one is a turn of. */
  parent: z.object({ jobId: z.string(), turnId: z.string() }).optional(),
  createdAt: z.number(),
  updatedAt: z.number(),
};

/** Which of listing/draining a job that stands still returns to. */
const standing = { ...base, phase: z.enum(['listing', 'draining']) };
const finished = { ...standing, finishedAt: z.number() };

/** One request: "@name's posts, since 2026-01-01, at most 200"; only what is legal in a state exists in it. */
export const jobSchema = z.discriminatedUnion('state', [
  z.object({ ...base, state: z.literal('listing'), phase: z.literal('listing') }),
  z.object({ ...base, state: z.literal('draining'), phase: z.literal('draining') }),
  z.object({
    ...standing,
    state: z.literal('waiting'),
    waiting: z.object({
      reason: z.enum(waitReasons),
      until: z.number().optional(),
      /** Its list alone waits: files that are planned are fetched. */
      filesGoOn: z.literal(true).optional(),
    }),
  }),
  z.object({ ...standing, state: z.literal('paused') }),
  z.object({ ...finished, state: z.literal('done') }),
  z.object({ ...finished, state: z.literal('failed') }),
  z.object({ ...finished, state: z.literal('cancelled') }),
]);
export type Job = z.infer<typeof jobSchema>;

/** A job in one of these states. */
export type JobIn<S extends JobState> = Extract<Job, { state: S }>;

/** What a job waits for; undefined unless it does. */
export const waitOf = (job: Job): JobIn<'waiting'>['waiting'] | undefined =>
  job.state === 'waiting' ? job.waiting : undefined;

/** When a job came to its end, ms; undefined while it has not. */
export const finishTime = (job: Job): number | undefined => ('finishedAt' in job ? job.finishedAt : undefined);

/** Orders jobs as they are worked on: by priority, then age; 0 for one and the same. */
export const byTurn = (a: Job, b: Job): number =>
  a.priority - b.priority || a.createdAt - b.createdAt || Number(a.id > b.id) - Number(a.id < b.id);
