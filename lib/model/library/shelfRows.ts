import { z } from 'zod';
import { idText } from '@/lib/model/idTexts';
import { mediaKindSchema } from '@/lib/model/media';

/** What a tag of the person's own may be: one line, not endless. */
export const LONGEST_TAG = 60;
export const MOST_TAGS = 50;
/** Words of one file that are found by a search; the first of a text, so that no file of comments fills the disk. */
export const MOST_WORDS = 400;
/** Letters of a word that count. */
export const LONGEST_WORD = 40;

/** The person's own tags of a post. */
export const tagRowSchema = z.object({
  postId: idText,
  tags: z.array(z.string().min(1).max(LONGEST_TAG)).min(1).max(MOST_TAGS),
  /** When they were changed last, ms since 1970. */
  changedAt: z.number().nonnegative(),
});
export type TagRow = z.infer<typeof tagRowSchema>;

/** The words of a saved text, folded, each once: of subtitles and comments. */
export const wordRowSchema = z.object({
  /** The record's key. */
  key: z.string().max(200),
  postId: idText,
  kind: mediaKindSchema,
  words: z.array(z.string().min(1).max(LONGEST_WORD)).max(MOST_WORDS),
});
export type WordRow = z.infer<typeof wordRowSchema>;

/**
 * What up to a thousand saved posts are grouped by, column by column: what one post has stands at its place in each. Made
 * from the posts' rows while a library is looked at, so that saving pays nothing for it. A row for each post takes a
 * second to read at 60,000 posts (Chromium 156).
 */
export interface FacetPiece {
  /** Its first post, which is its key. */
  readonly first: string;
  readonly size: number;
  readonly postIds: readonly string[];
  readonly secUids: readonly string[];
  /** Of a post in small letters, a line each. */
  readonly hashtags: readonly string[];
  /** Empty where there is none. */
  readonly soundIds: readonly string[];
  readonly soundTitles: readonly string[];
}
