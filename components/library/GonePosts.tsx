import { ExternalLink } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '@/components/common/IconButton';
import type { GonePost } from '@/lib/model/listSummary';
import { formatDate } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';

interface Props {
  readonly listKey: string;
  readonly model: LibraryModel;
}

const MOST = 100;

/** The posts that are gone from a list, with what is left of them. */
export const GonePosts = ({ listKey, model }: Props) => {
  const [posts, setPosts] = useState<readonly GonePost[]>([]);
  useEffect(() => {
    void model.gonePosts(listKey, MOST).then(setPosts);
  }, [model.gonePosts, listKey]);
  return (
    <ul>
      {posts.map((post) => (
        <li key={post.postId} class="gone">
          <span class="cut" title={post.desc} dir="auto">
            {post.desc.trim() || post.postId}
          </span>
          <span class="muted">
            {t('library_lists_gone_since', formatDate(post.goneAt))}.{' '}
            {t(post.saved ? 'library_lists_gone_saved' : 'library_lists_gone_unsaved')}
          </span>
          <IconButton
            icon={ExternalLink}
            size={16}
            label={t('action_open_post')}
            onClick={() => void model.openPost(post)}
          />
        </li>
      ))}
    </ul>
  );
};
