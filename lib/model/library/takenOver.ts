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
