import { ArrowDown, ArrowUp } from 'lucide';
import { useRef } from 'preact/hooks';
import { Icon } from '@/components/common/Icon';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { t } from '@/lib/ui/format/i18n';
import type { Choice } from '@/lib/ui/library/createChoice';
import type { Covers } from '@/lib/ui/library/createCovers';
import type { LibraryQuery, SortBy } from '@/lib/ui/library/libraryQuery';
import { useVirtualRows } from '@/lib/ui/view/useVirtualRows';
import { SavedRow } from './SavedRow';

interface Props {
  readonly rows: readonly LibraryRow[];
  readonly query: LibraryQuery;
  readonly covers: Covers;
  readonly choice: Choice;
  readonly tags: ReadonlyMap<string, readonly string[]>;
  readonly onQuery: (query: LibraryQuery) => void;
  readonly onView: (postId: string) => void;
  readonly onShow: (row: LibraryRow) => void;
  readonly onOpen: (row: LibraryRow) => void;
  readonly onAgain: (postId: string) => void;
  readonly onAuthor: (uniqueId: string) => void;
}

const ROW_HEIGHT = 56;

const SortHead = ({ by, query, onQuery }: { readonly by: SortBy } & Pick<Props, 'query' | 'onQuery'>) => {
  const active = query.sortBy === by;
  return (
    <th
      scope="col"
      class={`cell cell--${by}`}
      aria-sort={active ? (query.ascending ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        class="sort"
        onClick={() => onQuery({ ...query, sortBy: by, ascending: active ? !query.ascending : by === 'author' })}
      >
        {t(`library_column_${by}`)}
        {active && <Icon icon={query.ascending ? ArrowUp : ArrowDown} size={14} />}
      </button>
    </th>
  );
};

/** The saved files as a table that draws only the rows in sight. */
export const SavedTable = ({
  rows,
  query,
  covers,
  choice,
  tags,
  onQuery,
  onView,
  onShow,
  onOpen,
  onAgain,
  onAuthor,
}: Props) => {
  const scroller = useRef<HTMLTableSectionElement>(null);
  const { items, height } = useVirtualRows(scroller, rows.length, ROW_HEIGHT);
  const [choosing, chosen] = [choice.active.value, choice.keys.value];
  return (
    <table class="table" aria-label={t('library_table')} aria-rowcount={rows.length + 1}>
      <thead>
        <tr class="table__head" aria-rowindex={1}>
          <th scope="col" class="cell cell--file">
            {t('library_column_file')}
          </th>
          {(['author', 'posted', 'size', 'saved'] as const).map((by) => (
            <SortHead key={by} by={by} query={query} onQuery={onQuery} />
          ))}
          <th scope="col" class="cell cell--actions">
            <span class="visually-hidden">{t('library_column_actions')}</span>
          </th>
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard */}
      <tbody ref={scroller} class="table__body" tabIndex={0} style={{ '--rows-height': `${height}px` }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <SavedRow
                // By place: while words are typed the rows in sight change their words, which costs less than new rows.
                key={item.index}
                row={row}
                index={item.index + 2}
                offset={item.start}
                covers={covers}
                tags={tags.get(row.postId)}
                chosen={choosing ? chosen.has(row.key) : undefined}
                onChoose={(range) => choice.press(item.index, range)}
                onView={onView}
                onShow={onShow}
                onOpen={onOpen}
                onAgain={onAgain}
                onAuthor={onAuthor}
              />
            )
          );
        })}
      </tbody>
    </table>
  );
};
