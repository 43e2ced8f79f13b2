import { z } from 'zod';
import { failureSchema } from './job';

/** How things stand with one post, as a button shows it. */
export const postStateSchema = z.object({
  postId: z.string(),
  state: z.enum(['none', 'queued', 'saving', 'saved', 'failed']),
  /** 0 to 1 while saving. */
  progress: z.number().min(0).max(1),
  /** Files of the post, where known. */
  files: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Why it failed, or what it waits for while queued. */
  error: failureSchema.optional(),
  /** It counts as saved since its id was taken over; no file of it is known. */
  takenOver: z.literal(true).optional(),
});
export type PostState = z.infer<typeof postStateSchema>;
