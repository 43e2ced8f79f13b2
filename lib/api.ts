import { TokError } from '@/lib/base/TokError';
import type { Post } from '@/lib/model/post';
import { formatFileName as format } from '@/lib/naming/formatFileName';
import { readInterval } from '@/lib/queue/interval';
import { createTiktok } from '@/lib/tiktok/api/createTiktok';
import { selectPlaylist } from '@/lib/tiktok/api/selectPlaylist';
import { unwrap } from '@/lib/tiktok/api/unwrap';
import { genFalseMsToken } from '@/lib/tiktok/sign/genFalseMsToken';
import { xBogus } from '@/lib/tiktok/sign/xBogus';
import { xBogusFromModel } from '@/lib/tiktok/sign/xBogusFromModel';
import { xBogusFromUrl } from '@/lib/tiktok/sign/xBogusFromUrl';

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

/**
 * f2's format_file_name: the template filled in for a post, a safe name without folders and extension.
 *
 * @throws TokError of code `input` with the first mistake of the template
 */
export const formatFileName = (...args: Parameters<typeof format>): string => unwrap(format(...args));

export { createTiktok, genFalseMsToken, selectPlaylist, TokError, xBogus, xBogusFromModel, xBogusFromUrl };
