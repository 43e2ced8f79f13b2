import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { formatPercent } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { ShelfWork } from '@/lib/ui/library/createShelfWork';

interface Props {
  readonly model: LibraryModel;
  readonly work: ShelfWork;
  readonly rows: readonly LibraryRow[];
  /** How many files and posts they are. */
  readonly words: string;
  readonly onClose: (isDone: boolean) => void;
}

/** Asks before files leave the library, and whether they are to leave the disk. */
export const RemoveQuestion = ({ model, work, rows, words, onClose }: Props) => {
  const [placed, setPlaced] = useState(0);
  const [fromDisk, setFromDisk] = useState(false);
  useEffect(() => {
    let left = false;
    work
      .countPlaced(rows)
      .then((count) => left || setPlaced(count))
      .catch(model.tell);
    return () => {
      left = true;
    };
  }, [work, rows, model]);
  const removing = work.removing.value;
  const remove = async (): Promise<void> => {
    try {
      onClose(await work.remove(rows, fromDisk && placed > 0));
    } catch (error) {
      model.tell(error);
      onClose(false);
    }
  };
  if (removing !== undefined)
    return (
      <p class="choice__line" role="status">
        {t('library_deleting', formatPercent(removing))}
      </p>
    );
  return (
    <fieldset class="choice__question">
      <legend>{t('library_delete_ask', words)}</legend>
      {placed > 0 && (
        <label>
          <input type="checkbox" checked={fromDisk} onChange={(event) => setFromDisk(event.currentTarget.checked)} />
          {t('library_delete_disk', plural('count_files', placed))}
        </label>
      )}
      <p class="muted">{t(fromDisk ? 'library_delete_note_disk' : 'library_delete_note')}</p>
      <Button size="small" look="primary" onClick={() => void remove()}>
        {t(fromDisk ? 'library_delete_sure_disk' : 'library_delete_sure')}
      </Button>
      <Button size="small" look="quiet" onClick={() => onClose(false)}>
        {t('action_cancel')}
      </Button>
    </fieldset>
  );
};
