import { err, ok, type Result } from '@/lib/base/result';
import type { Comment } from '@/lib/model/comment';
import type { Page } from '@/lib/model/page';
import { shapeFailure } from '@/lib/tiktok/wire/replyStatus';
import { commentWire } from '@/lib/tiktok/wire/wireExtras';
import { readPageOf } from './readPageOf';

/** Reads one comment or reply; code `shape` when it has no `cid`. */
const parseComment = (raw: unknown): Result<Comment> => {
  const parsed = commentWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('comment', parsed.error));
  const comment = parsed.data;
  const images = comment.image_list.flatMap(
    ({ origin_url, crop_url }) => (origin_url.url_list[0] ?? crop_url.url_list[0]) || [],
  );
  return ok({
    id: comment.cid,
    postId: comment.aweme_id,
    ...(comment.reply_id === '' ? {} : { parentId: comment.reply_id }),
    text: comment.text,
    createdAt: comment.create_time,
    likes: comment.digg_count,
    replyCount: comment.reply_comment_total,
    pinned: comment.author_pin,
    likedByAuthor: comment.is_author_digged,
    ...(comment.comment_language === '' || comment.comment_language === 'un'
      ? {}
      : { language: comment.comment_language }),
    images,
    author: {
      uid: comment.user.uid,
      secUid: comment.user.sec_uid,
      uniqueId: comment.user.unique_id,
      nickname: comment.user.nickname,
    },
  });
};

/**
 * Reads one page of comment/list or comment/list/reply, or the mobile page's `commentList`. A missing post answers
 * `comments: null` without cursor: an empty last page (recorded 2026-10).
 */
export const parseComments = (raw: unknown): Result<Page<Comment>> =>
  readPageOf(raw, { items: 'comments', more: 'has_more' }, parseComment);
