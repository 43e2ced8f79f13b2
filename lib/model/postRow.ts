import { z } from 'zod';
import { failureSchema } from './job';
import { takenOverSchema } from './library/takenOver';
import { assetSchema, mediaKindSchema } from './media';
import { postSchema } from './post';

/** A post as it is kept: its facts for ever, its addresses (which expire) only while files are to be fetched. */
export const postRowSchema = z.object({
  id: z.string(),
  /** Without assets. */
  post: postSchema,
  /** What the files are fetched from; absent once no task is left. */
  pending: z.array(assetSchema).optional(),
  /** {@link pending} is what the post's own page gave: to ask once more would bring nothing else. */
  asked: z.boolean().optional(),
  /** The item as the site sent it, for the metadata file; kept as long as {@link pending}, and only where one is wanted. */
  raw: z.unknown().optional(),
  /** The kinds that were wanted when the post was last planned. */
  kinds: z.array(mediaKindSchema),
  /** Record keys of the files that were wanted then. */
  keys: z.array(z.string()),
  /** Record keys of files that failed for good. */
  unavailable: z.array(z.string()),
  /** By which route the post was read, for the metadata file. */
  route: z.string().optional(),
  /** Why the post as a whole can never be had. */
  failure: failureSchema.optional(),
  /** It counts as saved, though no file of it is known. */
  takenOver: takenOverSchema.optional(),
  updatedAt: z.number(),
});
export type PostRow = z.infer<typeof postRowSchema>;
