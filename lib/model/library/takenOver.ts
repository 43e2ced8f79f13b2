import { z } from 'zod';

/**
 * Where the id of a post came from that counts as saved though no file of it is ours: a list of TikTok's data export, an
 * archive file of yt-dlp, file names, pasted links.
 */
export const takenOrigins = ['likes', 'favourites', 'history', 'posts', 'archive', 'names', 'links'] as const;
export type TakenOrigin = (typeof takenOrigins)[number];

export const takenOverSchema = z.object({
  /** When, ms since 1970. */
  at: z.number().nonnegative(),
  from: z.enum(takenOrigins),
});
export type TakenOver = z.infer<typeof takenOverSchema>;

/** When a post was made, ms since 1970: an id holds the second in its upper 32 bits. */
export const timeOfId = (postId: string): number => Number(BigInt(postId) >> 32n) * 1000;

const FIRST_YEAR = Date.UTC(2014, 0);

/** Whether a number can be the id of a post: the second that it holds lies between the site's first year and tomorrow. */
export const isPlausibleId = (postId: string, now: number): boolean => {
  const time = timeOfId(postId);
  return time >= FIRST_YEAR && time <= now + 86_400_000;
};
