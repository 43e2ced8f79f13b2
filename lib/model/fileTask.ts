import { z } from 'zod';
import { failureSchema } from './job';
import { mediaKindSchema } from './media';

/** What every task has, whatever its state. */
const base = {
  /** `${jobId}:${recordKey}` */
  id: z.string(),
  jobId: z.string(),
  postId: z.string(),
  kind: mediaKindSchema,
  /** `0` for single files, `01`, `02`… for pictures, the language for subtitles. */
  index: z.string(),
  /** As fileKey makes it, unique on this disk. */
  recordKey: z.string(),
  /** Copied from the job, so that one index orders all runnable tasks. */
  priority: z.number().int(),
  /** Order within the job. */
  position: z.number(),
  /** Path below the downloads folder, without extension, decided before anything is fetched. */
  basePath: z.string(),
  /** {@link basePath} without regard to case: no two files of different posts share it. */
  basePathKey: z.string(),
  /** The cursor that brought the post, to go on from there when the job is cancelled. */
  pageCursor: z.string().optional(),
  /** A file of ours may lie at the path already, and is to be replaced. */
  overwrite: z.boolean().optional(),
  /** Why the last try failed, while another one is due. */
  lastError: failureSchema.optional(),
  attempts: z.number().int(),
  /** Not before this time (ms). */
  notBefore: z.number(),
  updatedAt: z.number(),
};

/** One file to save; only what is legal in a state exists in it. */
export const fileTaskSchema = z.discriminatedUnion('state', [
  z.object({ ...base, state: z.literal('planned') }),
  z.object({
    ...base,
    state: z.literal('fetching'),
    /** Lease: older than the limit means that the worker died; the task is planned again. */
    since: z.number(),
    received: z.number(),
    total: z.number(),
  }),
  z.object({
    ...base,
    state: z.literal('saving'),
    since: z.number(),
    path: z.string(),
    blobUrl: z.string(),
    /** Under which the bytes lie staged. */
    stagedId: z.string(),
    /** Absent between the intent and the browser's answer. */
    downloadId: z.number().optional(),
    bytes: z.number(),
    sha256: z.string(),
    notes: z.array(z.string()),
  }),
  z.object({ ...base, state: z.literal('saved'), path: z.string(), bytes: z.number() }),
  z.object({ ...base, state: z.literal('skipped'), reason: z.enum(['known', 'exists', 'absent']) }),
  z.object({ ...base, state: z.literal('failed'), error: failureSchema, final: z.boolean() }),
  z.object({ ...base, state: z.literal('cancelled') }),
]);
export type FileTask = z.infer<typeof fileTaskSchema>;
export type FileTaskState = FileTask['state'];
