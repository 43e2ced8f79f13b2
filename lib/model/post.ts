import { z } from 'zod';
import { idText } from './idTexts';
import { assetSchema } from './media';

/** The person a post belongs to, as the post itself tells. */
export const authorSchema = z.object({
  /** Identity; the only field that survives a rename. Empty text when the reply lacks it. */
  secUid: z.string(),
  uid: z.string(),
  /** The handle, without the at sign. */
  uniqueId: z.string(),
  nickname: z.string(),
  avatar: z.string().optional(),
  verified: z.boolean().optional(),
  privateAccount: z.boolean().optional(),
});
export type Author = z.infer<typeof authorSchema>;

/** A file that the reply names without an address that may be fetched. */
export const lostFileSchema = z.object({
  kind: z.enum(['video', 'image', 'music']),
  /** Of a picture, from 1; else 0. */
  index: z.number().int().nonnegative(),
  /** Where its address leads, when that is no host of the site. */
  host: z.string().optional(),
});
export type LostFile = z.infer<typeof lostFileSchema>;

/** Counts; exact where the reply holds statsV2, else the site's rounded numbers. */
export const postStatsSchema = z.object({
  plays: z.number(),
  likes: z.number(),
  comments: z.number(),
  shares: z.number(),
  favourites: z.number(),
  reposts: z.number(),
});
export type PostStats = z.infer<typeof postStatsSchema>;

/** The music of a post, as facts; its file is the `music` asset. */
export const musicSchema = z.object({
  id: z.string(),
  title: z.string(),
  author: z.string(),
  album: z.string(),
  durationSeconds: z.number(),
  original: z.boolean(),
});

/** A TikTok post, the same whichever way it was read: page JSON, API, mobile page or search. */
export const postSchema = z.object({
  id: idText,
  kind: z.enum(['video', 'photos']),
  author: authorSchema,
  /** Milliseconds since 1970; 0 when the reply lacks it. */
  createdAt: z.number().int().nonnegative(),
  /** The caption as written. */
  desc: z.string(),
  /** Title of a photo post. */
  title: z.string().optional(),
  hashtags: z.array(z.string()),
  stats: postStatsSchema,
  /** Counts that the reply lacks, so that they stand at 0. */
  uncounted: z.array(z.enum(['plays', 'likes'])).optional(),
  pinned: z.boolean(),
  /** Only visible to its author (and whom the author allows). */
  private: z.boolean(),
  /** Age or comfort gate. */
  classified: z.boolean(),
  isAd: z.boolean(),
  mixId: idText.optional(),
  music: musicSchema.optional(),
  language: z.string().optional(),
  assets: z.array(assetSchema),
  /** What the assets lack. */
  lost: z.array(lostFileSchema).optional(),
});
export type Post = z.infer<typeof postSchema>;
