import { z } from 'zod';
import { mediaKindSchema } from './media';

/** The unique key of a file on disk. Independent of names, templates, lists and handles. */
export const recordKey = (postId: string, kind: string, index: string): string => `${postId}:${kind}:${index}`;

/** One file on disk. */
export const saveRecordSchema = z.object({
  key: z.string(),
  postId: z.string(),
  kind: mediaKindSchema,
  index: z.string(),
  authorSecUid: z.string(),
  /** As the browser reports it: the absolute path where it tells one; in a granted folder from that folder's name on. */
  path: z.string(),
  /** What TokShelf asked for, below the downloads folder. */
  relativePath: z.string(),
  bytes: z.number(),
  /** Hex. */
  sha256: z.string(),
  savedAt: z.number(),
  jobId: z.string(),
  listKey: z.string(),
  /** The path without extension and without regard to case. */
  basePathKey: z.string().optional(),
  /** `no-sound`, `watermark`, `renamed`, `shortened` (the disk refused the name that was due), `exists` (a file of that name was there and was kept). */
  notes: z.array(z.string()),
  downloadId: z.number().optional(),
  /** The granted folder that holds it, as folderDb.ts names it; absent = the browser's downloads. */
  folder: z.string().optional(),
  /** The browser says the file is gone from the disk. */
  missing: z.boolean().optional(),
  /** It came with a file of another computer: what lies at its path here was not saved by us, and is never replaced. */
  imported: z.literal(true).optional(),
});
export type SaveRecord = z.infer<typeof saveRecordSchema>;
