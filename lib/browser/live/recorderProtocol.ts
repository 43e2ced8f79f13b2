import { z } from 'zod';
import { failureSchema } from '@/lib/model/job';
import { recordingContainers } from '@/lib/model/live/recording';

// Messages between the worker and the recorder in its offscreen document, JSON only, as in offscreenProtocol.ts.

const target = z.literal('recorder');
const id = z.string().min(1);
const index = z.number().int().positive();

const rules = z.object({
  maxPartMs: z.number(),
  maxPartBytes: z.number(),
  soundOnly: z.boolean(),
  container: z.enum(recordingContainers).optional(),
  maxMs: z.number(),
  maxBytes: z.number(),
  firstPart: z.number().int().positive(),
});

/** What the worker asks of the recorder. */
export const recorderRequestSchema = z.discriminatedUnion('op', [
  z.object({ target, op: z.literal('start'), order: z.object({ id, address: z.string(), rules }) }),
  z.object({ target, op: z.literal('stop'), id }),
  z.object({ target, op: z.literal('running') }),
  z.object({ target, op: z.literal('list'), id }),
  z.object({ target, op: z.literal('url'), id, index }),
  z.object({ target, op: z.literal('drop'), id, index }),
]);
export type RecorderRequest = z.infer<typeof recorderRequestSchema>;

export const runningReplySchema = z.array(z.string());
export const listReplySchema = z.array(z.object({ index: z.number().int(), bytes: z.number() }));
export const urlReplySchema = z.object({
  held: z.object({ url: z.string(), bytes: z.number(), container: z.enum(recordingContainers) }).optional(),
});
export const doneReplySchema = z.object({});

/** What the recorder asks of the worker, or tells it. */
export const recordingsMessageSchema = z.object({
  target: z.literal('recordings'),
  op: z.enum(['work', 'locate']),
  id,
});
export type RecordingsMessage = z.infer<typeof recordingsMessageSchema>;

export const locateReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.string().optional() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);
