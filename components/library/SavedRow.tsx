import { ExternalLink, FolderOpen, RotateCw } from 'lucide';
import { IconButton } from '@/components/common/IconButton';
import { fileName } from '@/lib/base/foldText';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { formatBytes, formatDate } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { Covers } from '@/lib/ui/library/createCovers';
import { kindWord } from '@/lib/ui/words/sourceWords';
import { AuthorButton } from './AuthorButton';
import { RowPicture } from './RowPicture';

interface Props {
  readonly row: LibraryRow;
  /** Place in the table, from 1, the head included. */
  readonly index: number;
  /** Pixels from the top. */
  readonly offset: number;
  readonly covers: Covers;
  /** The person's own tags of the post. */
  readonly tags: readonly string[] | undefined;
  /** Whether it is chosen; absent while nothing can be chosen. */
  readonly chosen: boolean | undefined;
  /** `range` = with all from the last one on. */
  readonly onChoose: (range: boolean) => void;
  readonly onView: (postId: string) => void;
  readonly onShow: (row: LibraryRow) => void;
  readonly onOpen: (row: LibraryRow) => void;
  readonly onAgain: (postId: string) => void;
  readonly onAuthor: (uniqueId: string) => void;
}

const noteWord = (note: string): string => {
  if (note === 'no-sound') return t('library_note_no_sound');
  if (note === 'watermark') return t('library_note_watermark');
  if (note === 'shortened') return t('library_note_shortened');
  return note === 'renamed' ? t('library_note_renamed') : note;
};

const remarks = (row: LibraryRow, tags: readonly string[]): string =>
  [kindWord(row.kind), ...(row.missing ? [t('library_missing')] : []), ...row.notes.map(noteWord), ...tags].join(' · ');

/** One saved file. */
export const SavedRow = ({
  row,
  index,
  offset,
  covers,
  tags,
  chosen,
  onChoose,
  onView,
  onShow,
  onOpen,
  onAgain,
  onAuthor,
}: Props) => {
  const name = fileName(row.path);
  return (
    <tr
      aria-rowindex={index}
      class={row.missing ? 'row row--missing' : 'row'}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <td class="cell cell--file">
        <RowPicture row={row} covers={covers} chosen={chosen} onChoose={onChoose} onView={() => onView(row.postId)} />
        <div class="row__words">
          <p class="cut" title={row.path} dir="auto">
            {row.desc.trim() || name}
          </p>
          <p class="muted cut-line" title={row.path}>
            <span class="row__remarks">{remarks(row, tags ?? [])}</span>
            <bdi class="cut">{row.desc.trim() ? name : ''}</bdi>
          </p>
        </div>
      </td>
      <td class="cell cell--author">{row.uniqueId && <AuthorButton uniqueId={row.uniqueId} onAuthor={onAuthor} />}</td>
      <td class="cell cell--posted figures">{formatDate(row.postedAt)}</td>
      <td class="cell cell--size figures">{formatBytes(row.bytes)}</td>
      <td class="cell cell--saved figures">{formatDate(row.savedAt)}</td>
      <td class="cell cell--actions">
        <IconButton icon={FolderOpen} size={16} label={t('action_show_file')} onClick={() => onShow(row)} />
        <IconButton icon={ExternalLink} size={16} label={t('action_open_post')} onClick={() => onOpen(row)} />
        <IconButton icon={RotateCw} size={16} label={t('action_save_again')} onClick={() => onAgain(row.postId)} />
      </td>
    </tr>
  );
};
