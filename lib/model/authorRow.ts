import { z } from 'zod';

/** A name with the times it was first and last met, oldest first in a history. */
export const nameSpanSchema = z.object({ value: z.string(), firstSeen: z.number(), lastSeen: z.number() });
export type NameSpan = z.infer<typeof nameSpanSchema>;

/** A person on TikTok across renames. */
export const authorRowSchema = z.object({
  secUid: z.string(),
  uid: z.string(),
  handles: z.array(nameSpanSchema),
  nicknames: z.array(nameSpanSchema),
  /** The nickname that folders were first named after, or the name that the person's folder was given since. */
  folder: z.string(),
  /** {@link folder} without regard to case, to keep the folders of two people apart. */
  folderKey: z.string(),
  /** Folders that were kept before one was renamed. */
  formerFolders: z.array(z.string()).optional(),
  /** The post up to which all of the person's posts are saved: kept by whole runs, or set by hand. */
  lastPostId: z.string().optional(),
  /** When the person's posts were last read to the end (ms). */
  lastSync: z.number().optional(),
});
export type AuthorRow = z.infer<typeof authorRowSchema>;
