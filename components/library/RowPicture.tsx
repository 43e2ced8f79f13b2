import { useEffect, useReducer } from 'preact/hooks';
import { Icon } from '@/components/common/Icon';
import { fileIcon } from '@/components/common/kindIcons';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { t } from '@/lib/ui/format/i18n';
import type { Covers } from '@/lib/ui/library/createCovers';
import { ChoiceBox } from './ChoiceBox';

interface Props {
  readonly row: LibraryRow;
  readonly covers: Covers;
  readonly chosen: boolean | undefined;
  readonly onChoose: (range: boolean) => void;
  readonly onView: () => void;
}

/** A button to look at a row's post: its small picture with the icon of the file on it; the icon alone while there is none. */
export const RowPicture = ({ row, covers, chosen, onChoose, onView }: Props) => {
  // A row of the table shows another post at every key that is pressed: what was told of the one before must not stay.
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  // Most rows of a library without pictures are told of none: they look the same before and after.
  useEffect(() => covers.ask(row.postId, (cover) => cover !== undefined && draw(undefined)), [covers, row.postId]);
  const cover = covers.peek(row.postId);
  const icon = <Icon icon={fileIcon(row.kind)} size={cover === undefined ? 17 : 12} />;
  const words = row.desc.trim() || row.postId;
  const look = cover === undefined ? 'row__kind' : 'row__kind row__kind--picture';
  const face =
    cover === undefined ? (
      icon
    ) : (
      <>
        <img src={cover} alt="" />
        <span class="row__badge">{icon}</span>
      </>
    );
  if (chosen !== undefined)
    return (
      <ChoiceBox label={words} chosen={chosen} onChoose={onChoose}>
        <span class={look}>{face}</span>
      </ChoiceBox>
    );
  return (
    <button type="button" class={look} aria-label={t('viewer_open', words)} title={row.path} onClick={onView}>
      {face}
    </button>
  );
};
