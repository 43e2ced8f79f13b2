/** When a post was made, ms since 1970: an id holds the second in its upper 32 bits. */
export const timeOfId = (postId: string): number => Number(BigInt(postId) >> 32n) * 1000;

const FIRST_YEAR = Date.UTC(2014, 0);

/** Whether a number can be the id of a post: the second that it holds lies between the site's first year and tomorrow. */
export const isPlausibleId = (postId: string, now: number): boolean => {
  const time = timeOfId(postId);
  return time >= FIRST_YEAR && time <= now + 86_400_000;
};
