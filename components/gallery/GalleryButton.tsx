import { GalleryThumbnails } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { t } from '@/lib/ui/format/i18n';
import type { GalleryMaker } from '@/lib/ui/library/createGalleryMaker';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { isFiltering } from '@/lib/ui/library/libraryQuery';
import type { GalleryDialog } from './GalleryDialog';

interface Props {
  readonly model: LibraryModel;
}

interface Opened {
  readonly maker: GalleryMaker;
  readonly Dialog: typeof GalleryDialog;
}

/** Opens the dialog that writes an offline gallery; its code is read when it is pressed. */
export const GalleryButton = ({ model }: Props) => {
  const [opened, setOpened] = useState<Opened>();
  const open = async (): Promise<void> => {
    const [{ GalleryDialog: Dialog }, maker] = await Promise.all([import('./GalleryDialog'), model.galleryMaker()]);
    setOpened({ Dialog, maker });
  };
  const query = model.query.value;
  return (
    <>
      <Button size="small" icon={GalleryThumbnails} onClick={() => void open()}>
        {t('gallery_make')}
      </Button>
      {opened && (
        <opened.Dialog
          maker={opened.maker}
          rows={model.found.value.rows}
          isNarrowed={isFiltering(query)}
          author={query.author}
          words={query.words.trim()}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
};
