import './gallery.css';
import { Mark } from '@/components/common/Mark';
import { joinSentences } from '@/lib/base/joinSentences';
import { formatDate } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { GalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { GalleryFilters } from './GalleryFilters';
import { GalleryGrid } from './GalleryGrid';
import { GalleryPlayer } from './GalleryPlayer';

interface Props {
  readonly model: GalleryModel;
}

/** What is not in it, and since when that is so. */
const Remarks = ({ model }: Props) => {
  const start = model.start.value;
  if (!start) return null;
  const { missing, elsewhere, waiting } = start.leftOut;
  const said = [
    t('gallery_written', formatDate(start.writtenAt)),
    missing > 0 ? t('gallery_left_missing', plural('count_files', missing)) : '',
    elsewhere > 0 ? t('gallery_left_elsewhere', plural('count_files', elsewhere)) : '',
    waiting > 0 ? t('gallery_left_waiting', plural('count_files', waiting)) : '',
  ];
  return <footer class="gallery__remarks muted">{joinSentences(...said)}</footer>;
};

/** An offline gallery: what was saved, as a grid that is searched, and a player. */
export const GalleryApp = ({ model }: Props) => {
  const found = model.found.value;
  return (
    <div class="gallery">
      <header class="gallery__header">
        <Mark size={28} />
        <h1 class="cut">{model.start.value?.part || t('library_title')}</h1>
        <p class="figures muted" role="status">
          {plural('count_posts', found.length)}
          {!model.whole.value && !model.broken.value && ` ${t('gallery_reading')}`}
        </p>
      </header>
      <GalleryFilters model={model} />
      <main class="gallery__main">
        {model.broken.value && (
          <p class="gallery__broken" role="alert">
            {t('gallery_broken')}
          </p>
        )}
        <GalleryGrid model={model} entries={found} />
      </main>
      <Remarks model={model} />
      {model.shown.value && <GalleryPlayer model={model} entry={model.shown.value} />}
    </div>
  );
};
