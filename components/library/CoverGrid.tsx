import '@/components/gallery/tileGrid.css';
import './coverGrid.css';
import { useRef } from 'preact/hooks';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { t } from '@/lib/ui/format/i18n';
import type { Choice } from '@/lib/ui/library/createChoice';
import type { Covers } from '@/lib/ui/library/createCovers';
import type { PostTile } from '@/lib/ui/library/libraryQuery';
import { useVirtualRows, useWidth } from '@/lib/ui/view/useVirtualRows';
import { CoverTile } from './CoverTile';

interface Props {
  readonly tiles: readonly PostTile[];
  readonly covers: Covers;
  readonly choice: Choice;
  readonly onView: (postId: string) => void;
  readonly onShow: (row: LibraryRow) => void;
  readonly onOpen: (row: LibraryRow) => void;
  readonly onAgain: (postId: string) => void;
  readonly onAuthor: (uniqueId: string) => void;
}

/** As in coverGrid.css: a tile with the gap below and beside it. */
const TILE_HEIGHT = 276;
const TILE_WIDTH = 152;

/** Saved posts as pictures; draws only the tiles in sight. */
export const CoverGrid = ({ tiles, covers, choice, ...actions }: Props) => {
  const scroller = useRef<HTMLUListElement>(null);
  const columns = Math.max(2, Math.floor(useWidth(scroller) / TILE_WIDTH));
  const { items, height } = useVirtualRows(scroller, Math.ceil(tiles.length / columns), TILE_HEIGHT, 3);
  const [first, last] = [items[0], items.at(-1)];
  const from = (first?.index ?? 0) * columns;
  const inSight = tiles.slice(from, ((last?.index ?? -1) + 1) * columns);
  const [choosing, chosen] = [choice.active.value, choice.keys.value];
  return (
    <ul
      ref={scroller}
      class="tile-grid"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('library_table')}
      style={{
        '--columns': columns,
        '--before': `${first?.start ?? 0}px`,
        '--after': `${height - (last?.end ?? 0)}px`,
      }}
    >
      {inSight.map((tile, at) => (
        <CoverTile
          key={tile.row.postId}
          tile={tile}
          place={from + at + 1}
          count={tiles.length}
          covers={covers}
          chosen={choosing ? chosen.has(tile.row.key) : undefined}
          onChoose={(range) => choice.press(from + at, range)}
          {...actions}
        />
      ))}
    </ul>
  );
};
