import { ExternalLink, FolderOpen, RotateCw } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { fileIcon } from '@/components/common/kindIcons';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { plural, t } from '@/lib/ui/format/i18n';
import type { Covers } from '@/lib/ui/library/createCovers';
import type { PostTile } from '@/lib/ui/library/libraryQuery';
import { AuthorButton } from './AuthorButton';
import { ChoiceBox } from './ChoiceBox';

interface Props {
  readonly tile: PostTile;
  /** Place among all, from 1. */
  readonly place: number;
  readonly count: number;
  readonly covers: Covers;
  /** Whether it is chosen; absent while nothing can be chosen. */
  readonly chosen: boolean | undefined;
  readonly onChoose: (range: boolean) => void;
  readonly onView: (postId: string) => void;
  readonly onShow: (row: LibraryRow) => void;
  readonly onOpen: (row: LibraryRow) => void;
  readonly onAgain: (postId: string) => void;
  readonly onAuthor: (uniqueId: string) => void;
}

/** The small picture of a post, or the icon of what it is while there is none. */
const Cover = ({ row, covers }: { readonly row: LibraryRow; readonly covers: Covers }) => {
  const [cover, setCover] = useState(covers.peek(row.postId));
  useEffect(() => covers.ask(row.postId, setCover), [covers, row.postId]);
  if (cover === undefined) return <Icon icon={fileIcon(row.kind)} size={34} class="post__icon" />;
  return <img class="post__picture" src={cover} alt="" />;
};

/** A saved post with its picture. */
export const CoverTile = ({
  tile,
  place,
  count,
  covers,
  chosen,
  onChoose,
  onView,
  onShow,
  onOpen,
  onAgain,
  onAuthor,
}: Props) => {
  const { row, files, missing } = tile;
  const words = row.desc.trim() || row.postId;
  const cover = <Cover key={row.postId} row={row} covers={covers} />;
  return (
    <li class="post" aria-posinset={place} aria-setsize={count}>
      <div class="post__cover">
        {chosen === undefined ? (
          <button
            type="button"
            class="post__open"
            aria-label={t('viewer_open', words)}
            title={row.desc || row.path}
            onClick={() => onView(row.postId)}
          >
            {cover}
          </button>
        ) : (
          <ChoiceBox label={words} chosen={chosen} onChoose={onChoose}>
            {cover}
          </ChoiceBox>
        )}
        {files > 1 && (
          <span class="tile-badge figures" role="img" aria-label={plural('count_files', files)}>
            {files}
          </span>
        )}
        <div class="post__actions">
          <IconButton icon={FolderOpen} size={16} label={t('action_show_file')} onClick={() => onShow(row)} />
          <IconButton icon={ExternalLink} size={16} label={t('action_open_post')} onClick={() => onOpen(row)} />
          <IconButton icon={RotateCw} size={16} label={t('action_save_again')} onClick={() => onAgain(row.postId)} />
        </div>
      </div>
      <p class="cut" title={row.desc || row.path} dir="auto">
        {words}
      </p>
      <p class={missing ? 'post__remark post__remark--missing' : 'post__remark cut'}>
        {missing ? t('library_missing') : row.uniqueId && <AuthorButton uniqueId={row.uniqueId} onAuthor={onAuthor} />}
      </p>
    </li>
  );
};
