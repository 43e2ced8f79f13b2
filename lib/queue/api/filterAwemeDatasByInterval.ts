import type { Post } from '@/lib/model/post';
import { readInterval } from '@/lib/queue/rules/readInterval';
import { unwrap } from '@/lib/tiktok/api/walks';

/**
 * f2's filter_aweme_datas_by_interval: keeps the posts that were published on these days, both included, in the time
 * zone of the machine. Posts whose time the site did not tell are left out, save with `all`.
 *
 * @param interval `2026-01-01|2026-03-31`, or `all`
 * @throws TokError of code `input` for any other text, and for an end before the start
 */
export const filterAwemeDatasByInterval = <P extends Pick<Post, 'createdAt'>>(
  posts: readonly P[],
  interval: string,
): P[] => {
  const span = unwrap(readInterval(interval));
  if (span === undefined) return [...posts];
  return posts.filter(({ createdAt }) => createdAt > 0 && createdAt >= span.from && createdAt <= span.to);
};
