import { isPlausibleId } from './timeOfId';

const NUMBER = /(?<!\d)\d{15,20}(?!\d)/g;
/** Nobody gives a file a name of this length. */
const LONGEST = 10_000;

/**
 * The id of a post in a file's name: yt-dlp, gallery-dl, myfaveTT and TokShelf itself put it there whole. undefined without a
 * number that can be one at `now` (ms since 1970).
 */
export const idInName = (name: string, now: number): string | undefined =>
  [...name.slice(0, LONGEST).matchAll(NUMBER)].map(([id]) => id).find((id) => isPlausibleId(id, now));
