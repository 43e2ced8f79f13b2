import { ChevronDown, ExternalLink } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { sourceIcon } from '@/components/common/kindIcons';
import { FiguresRow } from '@/components/library/FiguresRow';
import { Refusals } from '@/components/library/Refusals';
import { WatchButton } from '@/components/watch/WatchButton';
import type { GonePost, ListSummary } from '@/lib/model/listSummary';
import { formatDate, formatNumber } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { listTitle } from '@/lib/ui/words/sourceWords';

interface GonePostsProps {
  readonly listKey: string;
  readonly model: LibraryModel;
}

const MOST = 100;

/** The posts that are gone from a list, with what is left of them. */
const GonePosts = ({ listKey, model }: GonePostsProps) => {
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
            {[
              t('library_lists_gone_since', formatDate(post.goneAt)),
              t(post.saved ? 'library_lists_gone_saved' : 'library_lists_gone_unsaved'),
            ].join(' · ')}
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

interface Props {
  readonly list: ListSummary;
  readonly model: LibraryModel;
}

/** "TikTok says 12,000 and listed 11,963", when it listed less than it announced. */
export const ShortList = ({ total, listed }: { readonly total?: number; readonly listed?: number }) =>
  total !== undefined && listed !== undefined && listed < total ? (
    <p class="muted">{plural('library_short', total - listed, formatNumber(total), formatNumber(listed))}</p>
  ) : null;

/** What became of the posts of a list. */
export const ListCard = ({ list, model }: Props) => {
  const [open, setOpen] = useState(false);
  const { total, listed, posts, saved, refused, gone, readAt } = list;
  const lost = refused.reduce((sum, { count }) => sum + count, 0);
  const rest = Math.max(0, posts - saved - lost);
  return (
    <article class="list" aria-label={listTitle(list)}>
      <h3 class="list__title">
        <Icon icon={sourceIcon(list.kind)} size={17} class="list__icon" />
        <span class="cut">{listTitle(list)}</span>
      </h3>
      <p class="muted">
        {readAt === undefined ? t('library_lists_part') : t('library_lists_whole', formatDate(readAt))}
      </p>
      <FiguresRow
        figures={[
          ['library_lists_total', total],
          ['library_count_listed', listed ?? list.job?.listing.listed],
          ['library_lists_saved', saved],
          ['library_lists_refused', lost || undefined],
          ['library_lists_rest', rest || undefined],
          ['library_lists_gone', gone || undefined],
        ]}
      />
      <ShortList {...(total === undefined ? {} : { total })} {...(listed === undefined ? {} : { listed })} />
      {list.job && <WatchButton job={list.job} model={model} />}
      {lost > 0 && <Refusals refusals={refused} />}
      {gone > 0 && (
        <>
          <button type="button" class="job__more" aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon icon={ChevronDown} size={15} class="job__chevron" />
            {t('library_lists_gone')}
          </button>
          {open && <GonePosts listKey={list.listKey} model={model} />}
        </>
      )}
    </article>
  );
};
