import './commentList.css';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import type { SavedComment } from '@/lib/model/library/savedComment';
import { formatCompact, formatDateTime, formatHandle } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

const Comment = ({ comment }: { readonly comment: SavedComment }) => (
  <li class="comment">
    <p class="muted">
      <bdi>{comment.nickname || formatHandle(comment.uniqueId)}</bdi> · {formatDateTime(comment.createdAt)}
      {comment.likes > 0 && ` · ${t('viewer_count_likes')}\u00a0${formatCompact(comment.likes)}`}
    </p>
    <p dir="auto">{comment.text}</p>
    {comment.replies.length > 0 && (
      <ul>
        {comment.replies.map((reply) => (
          <Comment key={reply.id} comment={reply} />
        ))}
      </ul>
    )}
  </li>
);

const STEP = 30;

interface Props {
  readonly comments: readonly SavedComment[];
}

/** Saved comments with their replies, a few at a time: strangers' words, shown as text. Nothing where there are none. */
export const CommentList = ({ comments }: Props) => {
  const [limit, setLimit] = useState(STEP);
  if (comments.length === 0) return null;
  return (
    <>
      <h3>{t('viewer_comments')}</h3>
      <ul class="comments">
        {comments.slice(0, limit).map((comment) => (
          <Comment key={comment.id} comment={comment} />
        ))}
      </ul>
      {comments.length > limit && (
        <Button size="small" onClick={() => setLimit(limit + STEP)}>
          {t('library_tasks_more')}
        </Button>
      )}
    </>
  );
};
