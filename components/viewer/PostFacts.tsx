import type { SavedPost } from '@/lib/model/library/savedPost';
import type { PostStats } from '@/lib/model/post';
import { formatCompact, formatDateTime, formatHandle } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { ViewedPost } from '@/lib/ui/library/createViewer';
import { CommentList } from './CommentList';

interface Props {
  readonly view: ViewedPost;
  readonly post: SavedPost;
}

const counts = ['plays', 'likes', 'comments', 'favourites', 'shares'] as const satisfies readonly (keyof PostStats)[];

const Counts = ({ post: { stats, uncounted } }: Pick<Props, 'post'>) => {
  if (!stats) return null;
  return (
    <>
      <h3>{t('viewer_counts')}</h3>
      <dl class="viewer__counts">
        {counts.map(
          (name) =>
            !uncounted.some((one) => one === name) && (
              <div key={name}>
                <dt>{t(`viewer_count_${name}`)}</dt>
                <dd class="figures">{formatCompact(stats[name])}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
};

/** What is known of a post, beside it: all of it strangers' words, shown as text. */
export const PostFacts = ({ view, post }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
  <aside class="viewer__facts" tabIndex={0} aria-label={t('viewer_facts')}>
    {post.nickname !== '' && (
      <p class="viewer__author">
        <bdi>{post.nickname}</bdi> <span class="muted">{formatHandle(post.uniqueId)}</span>
      </p>
    )}
    {post.createdAt > 0 && <p class="muted">{formatDateTime(post.createdAt)}</p>}
    {post.title !== undefined && <h2 dir="auto">{post.title}</h2>}
    {post.desc.trim() !== '' && (
      <p class="viewer__caption" dir="auto">
        {post.desc}
      </p>
    )}
    {post.sound && (
      <p class="muted" dir="auto">
        ♫ {[post.sound.title, post.sound.author].filter(Boolean).join(' · ')}
      </p>
    )}
    <Counts post={post} />
    <CommentList comments={view.comments} />
  </aside>
);
