import { z } from 'zod';
import { failureSchema } from '@/lib/model/job';

// Messages about chats between the worker and its offscreen document, JSON only, as in recorderProtocol.ts.

const file = z.union([z.literal('jsonl'), z.templateLiteral([z.string(), '.ass'])]);
const kept = z.object({ id: z.string().min(1), file });

/** What the worker asks of the document. */
export const chatRequestSchema = z.discriminatedUnion('op', [
  z.object({ target: z.literal('chat'), op: z.literal('url'), kept }),
  z.object({ target: z.literal('chat'), op: z.literal('revoke'), kept }),
]);
export type ChatRequest = z.infer<typeof chatRequestSchema>;

export const chatUrlReplySchema = z.object({ url: z.string().optional() });

/** What the document asks of the worker, which alone may make rules and reach the site's pages. */
export const chatSiteRequestSchema = z.discriminatedUnion('op', [
  z.object({ target: z.literal('chat-site'), op: z.literal('wanted') }),
  z.object({ target: z.literal('chat-site'), op: z.literal('hear') }),
  z.object({ target: z.literal('chat-site'), op: z.literal('address'), roomId: z.string() }),
  z.object({
    target: z.literal('chat-site'),
    op: z.literal('poll'),
    query: z.object({ roomId: z.string(), cursor: z.string(), internalExt: z.string() }),
  }),
]);
export type ChatSiteRequest = z.infer<typeof chatSiteRequestSchema>;

/** An address, bytes as base64 (several with a space between), or nothing. */
export const chatSiteReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.string() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);
