import { z } from 'zod';
import { fileTraitsOf, type MediaKind, mediaKindSchema } from './media';
import type { Post } from './post';

/** The unique key of a file on disk. Independent of names, templates, lists and handles. */
export const recordKey = (ownerId: string, kind: string, index: string): string => `${ownerId}:${kind}:${index}`;

/** Whose id begins the key of a file: the post's, or the person's where one file serves all their posts. */
export const ownerIdOf = (kind: MediaKind, postId: string, authorSecUid: string): string =>
  fileTraitsOf(kind).belongsTo === 'person' ? authorSecUid : postId;

/** The record key of a file of a post. */
export const fileKey = (
  { id, author }: Pick<Post, 'id' | 'author'>,
  { kind, index }: { readonly kind: MediaKind; readonly index: string },
): string => recordKey(ownerIdOf(kind, id, author.secUid), kind, index);

/** One file on disk. */
export const saveRecordSchema = z.object({
  key: z.string(),
  /** Of a person's file, the post that it was saved with. */
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
