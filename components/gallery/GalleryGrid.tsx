import './tileGrid.css';
import { Film, type IconNode, Image, Music } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { EmptyState } from '@/components/empty/EmptyState';
import type { GalleryPost } from '@/lib/gallery/galleryFormat';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { everything, type GalleryEntry, type GalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { useVirtualRows, useWidth } from '@/lib/ui/view/useVirtualRows';

interface Props {
  readonly model: GalleryModel;
  readonly entries: readonly GalleryEntry[];
}

/** As in gallery.css: a tile with the gap below and beside it. */
const TILE_HEIGHT = 280;
const TILE_WIDTH = 156;

const iconOf = ({ video, pictures }: GalleryPost): IconNode => (video ? Film : pictures ? Image : Music);

const Tile = ({ model, entry }: { readonly model: GalleryModel; readonly entry: GalleryEntry }) => {
  const { post } = entry;
  const [thumb, setThumb] = useState<string>();
  useEffect(() => {
    let asked = true;
    void model.thumbOf(entry).then((address) => asked && setThumb(address));
    return () => {
      asked = false;
    };
  }, [model, entry]);
  const [handle] = model.authorOf(post);
  const words = post.words.trim();
  return (
    <button
      type="button"
      class="gallery-tile"
      onClick={() => {
        model.shown.value = entry;
      }}
    >
      <span class="gallery-tile__picture">
        {thumb ? <img src={thumb} alt="" /> : <Icon icon={iconOf(post)} size={34} />}
        {(post.pictures?.length ?? 0) > 1 && !post.video && (
          <span class="tile-badge figures">{formatNumber(post.pictures?.length ?? 0)}</span>
        )}
      </span>
      <span class="gallery-tile__words cut" dir="auto">
        {words || post.id}
      </span>
      <bdi class="gallery-tile__author cut muted" dir="ltr">
        {handle && `@${handle}`}
      </bdi>
    </button>
  );
};

/** The posts as pictures; only those in sight are drawn. */
export const GalleryGrid = ({ model, entries }: Props) => {
  const scroller = useRef<HTMLUListElement>(null);
  const columns = Math.max(2, Math.floor(useWidth(scroller) / TILE_WIDTH));
  const { items, height } = useVirtualRows(scroller, Math.ceil(entries.length / columns), TILE_HEIGHT, 2);
  const [first, last] = [items[0], items.at(-1)];
  const from = (first?.index ?? 0) * columns;
  const inSight = entries.slice(from, ((last?.index ?? -1) + 1) * columns);
  return (
    <>
      {entries.length === 0 && (
        <EmptyState
          title={t('library_nothing_title')}
          action={
            <Button
              onClick={() => {
                model.query.value = everything;
              }}
            >
              {t('library_clear')}
            </Button>
          }
        >
          {t('gallery_nothing')}
        </EmptyState>
      )}
      <ul
        ref={scroller}
        class="gallery__grid tile-grid"
        hidden={entries.length === 0}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('gallery_posts')}
        style={{
          '--columns': columns,
          '--before': `${first?.start ?? 0}px`,
          '--after': `${height - (last?.end ?? 0)}px`,
        }}
      >
        {inSight.map((entry, at) => (
          <li key={entry.post.id} aria-posinset={from + at + 1} aria-setsize={entries.length}>
            <Tile model={model} entry={entry} />
          </li>
        ))}
      </ul>
    </>
  );
};
