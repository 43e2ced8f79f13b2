import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { ReadPost } from '@/lib/model/page';
import { failureInReply, itemOf } from '@/lib/tiktok/wire/replyStatus';
import { parsePost } from './parsePost';

/**
 * Reads the post of an item/detail reply, of a page's `webapp.video-detail`, or of the mobile page's `videoDetail`.
 *
 * @returns the code that the reply's status stands for (removed, private, region, age, login…), or `shape`.
 */
export const parseItemDetail = (raw: unknown, postId?: string): Result<ReadPost> => {
  const refused = failureInReply(raw, postId);
  if (refused) return err(refused);
  const item = itemOf(raw);
  return item === undefined ? err(failure('shape', 'no itemStruct', postId ? { postId } : {})) : parsePost(item);
};
