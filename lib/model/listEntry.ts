import { z } from 'zod';
import { mediaKindSchema } from './media';

/** A post's place in a list, which makes "my likes" and "gone" possible though files are stored once. */
export const listEntrySchema = z.object({
  listKey: z.string(),
  postId: z.string(),
  /** secUid, playlist id or keyword that the list belongs to. */
  ownerUid: z.string(),
  /** From 1, in the read that met the post last. */
  position: z.number().int(),
  /** The position in the read before that. */
  before: z.number().int().optional(),
  firstSeen: z.number(),
  lastSeen: z.number(),
  /** The job that met the post last. */
  jobId: z.string(),
  /** When a whole read of the list missed the post. */
  goneAt: z.number().optional(),
});
export type ListEntry = z.infer<typeof listEntrySchema>;

/** How much of a list is saved. */
const reach = {
  kinds: z.array(mediaKindSchema),
  filter: z.string(),
  /** Posts first met after this time (ms) are not part of it, saved or not: below them may be some that are not. */
  until: z.number(),
};

/** What is known of a list as a whole. */
export const listStateSchema = z.object({
  listKey: z.string(),
  /** Set once a job read the list to its end and saved what it wanted. */
  complete: z.object({ ...reach, at: z.number() }).optional(),
  /** Where an unfinished read stopped: everything before is saved. */
  resume: z.object({ ...reach, cursor: z.string() }).optional(),
  /** Posts that the site listed in the last whole read, and how many it had announced. */
  listed: z.number().int().optional(),
  total: z.number().int().optional(),
  syncedAt: z.number().optional(),
});
export type ListState = z.infer<typeof listStateSchema>;
