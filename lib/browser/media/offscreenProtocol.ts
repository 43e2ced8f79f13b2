import { z } from 'zod';
import { failureSchema } from '@/lib/model/job';
import { mediaKindSchema } from '@/lib/model/media';

// Messages between the worker and its offscreen document, JSON only: runtime messages carry nothing else before
// Chrome 148. `target` keeps them apart from the commands of lib/rpc. Requests go over a line of their own where it can be had.

const target = z.literal('offscreen');
const id = z.string().min(1);
/** Who takes the bytes: see createLocalBlobs. */
const by = z.enum(['browser', 'document']);

/** What the worker asks of the document. */
export const offscreenRequestSchema = z.discriminatedUnion('op', [
  z.object({
    target,
    op: z.literal('fetch'),
    order: z.object({
      id,
      kind: mediaKindSchema,
      urls: z.array(z.string()),
      expectBytes: z.number().int().positive().optional(),
      thumbOf: z.string().optional(),
      by,
    }),
  }),
  z.object({ target, op: z.literal('probeSound'), order: z.object({ id, urls: z.array(z.string()) }) }),
  z.object({
    target,
    op: z.literal('make'),
    order: z.object({ id, text: z.string(), ext: z.string(), mime: z.string(), by }),
  }),
  z.object({ target, op: z.literal('fetchText'), urls: z.array(z.string()), kind: mediaKindSchema }),
  z.object({ target, op: z.literal('abort'), id }),
  z.object({ target, op: z.literal('release'), id }),
  z.object({ target, op: z.literal('staged') }),
]);
export type OffscreenRequest = z.infer<typeof offscreenRequestSchema>;

/** Goes with the other end of a line: which lock the document is to hold as long as it lives. */
export const lineSchema = z.object({ target: z.literal('offscreen-line'), lock: z.string() });

/** A request over a line, of whatever answers in the document, with the number that its answer bears. */
export const lineRequestSchema = z.object({ turn: z.number(), request: z.unknown() });

/** The answer to it; turn 0 = the document holds the lock. */
export const lineAnswerSchema = z.object({
  turn: z.number(),
  answer: z.unknown().optional(),
  failed: z.string().optional(),
});

const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: failureSchema }),
  ]);

/** The answer to `fetch` and `make`. */
export const stagedReplySchema = resultOf(
  z.object({
    id,
    url: z.string(),
    bytes: z.number(),
    sha256: z.string(),
    mime: z.string(),
    ext: z.string(),
    hasSound: z.boolean().optional(),
  }),
);

/** The answer to `probeSound`. */
export const soundReplySchema = resultOf(z.enum(['present', 'absent', 'unclear']));

/** The answer to `fetchText`. */
export const textReplySchema = resultOf(z.string());

/** The answer to `staged`, and to `abort` and `release` with what is left. */
export const idsReplySchema = z.array(z.string());

/** What the document tells the worker while it fetches. */
export const progressSchema = z.object({
  target: z.literal('blobs'),
  id,
  received: z.number(),
  total: z.number(),
});
export type ProgressMessage = z.infer<typeof progressSchema>;
