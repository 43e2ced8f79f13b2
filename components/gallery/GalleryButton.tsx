import { GalleryThumbnails } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { t } from '@/lib/ui/format/i18n';
import type { GalleryMaker } from '@/lib/ui/library/createGalleryMaker';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { isFiltering } from '@/lib/ui/library/libraryQuery';
import { groupTitle } from '@/lib/ui/words/groupWords';
import type { GalleryDialog } from './GalleryDialog';

interface Props {
  readonly model: LibraryModel;
  /** The files that are chosen by hand; absent = none are being chosen. */
  readonly chosen?: readonly LibraryRow[];
}

interface Opened {
  readonly maker: GalleryMaker;
  readonly Dialog: typeof GalleryDialog;
}

/** Opens the dialog that writes an offline gallery; its code is read when it is pressed. */
export const GalleryButton = ({ model, chosen }: Props) => {
  const [opened, setOpened] = useState<Opened>();
  const open = async (): Promise<void> => {
    const [{ GalleryDialog: Dialog }, maker] = await Promise.all([import('./GalleryDialog'), model.galleryMaker()]);
    setOpened({ Dialog, maker });
  };
  const query = model.query.value;
  const groups = model.shelf.groups.value;
  return (
    <>
      <Button
        size="small"
        icon={GalleryThumbnails}
        disabled={chosen?.length === 0}
        onClick={() => void open().catch(model.tell)}
      >
        {t('gallery_make')}
      </Button>
      {opened && (
        <opened.Dialog
          maker={opened.maker}
          rows={model.found.value.rows}
          chosen={chosen}
          isNarrowed={isFiltering(query) || groups.length > 0}
          author={query.author}
          words={[...groups.map(groupTitle), query.words.trim()].filter(Boolean).join(' ')}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
};
