import { Braces, FileSpreadsheet, LayoutGrid, Rows3 } from 'lucide';
import { Button } from '@/components/common/Button';
import { Chips } from '@/components/common/Chips';
import { EmptyState } from '@/components/common/EmptyState';
import { GalleryButton } from '@/components/gallery/GalleryButton';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { formatBytes } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { emptyQuery, isFiltering } from '@/lib/ui/library/libraryQuery';
import { CoverGrid } from './CoverGrid';
import { OpenViewer } from './OpenViewer';
import { SavedFilters } from './SavedFilters';
import { SavedTable } from './SavedTable';

interface Props {
  readonly model: LibraryModel;
}

const Summary = ({ model }: Props) => {
  const { rows, posts, bytes } = model.found.value;
  const files = rows.length;
  return (
    <div class="summary">
      <p class="figures" role="status">
        {t('library_summary', plural('count_files', files), plural('count_posts', posts))}
        <span class="muted"> {formatBytes(bytes)}</span>
        {model.partial.value && <span class="muted"> {t('library_loading_rest')}</span>}
      </p>
      <Chips
        label={t('library_layout')}
        value={model.layout.value}
        options={[
          { value: 'table', label: t('library_layout_table'), icon: Rows3 },
          { value: 'covers', label: t('library_layout_covers'), icon: LayoutGrid },
        ]}
        onChange={model.setLayout}
      />
      <Button size="small" icon={FileSpreadsheet} disabled={files === 0} onClick={() => void model.exportAs('csv')}>
        {t('library_export_csv')}
      </Button>
      <Button size="small" icon={Braces} disabled={files === 0} onClick={() => void model.exportAs('json')}>
        {t('library_export_json')}
      </Button>
      <GalleryButton model={model} />
    </div>
  );
};

const Files = ({ model }: Props) => {
  const actions = {
    onView: model.view,
    onShow: (row: LibraryRow) => void model.showFile(row),
    onOpen: (row: LibraryRow) => void model.openPost(row),
    onAgain: (postId: string) => void model.saveAgain(postId),
    onAuthor: (author: string) => {
      model.query.value = { ...model.query.peek(), author };
    },
  };
  if (model.layout.value === 'covers')
    return <CoverGrid tiles={model.tiles.value} covers={model.covers} {...actions} />;
  return (
    <SavedTable
      rows={model.found.value.rows}
      query={model.query.value}
      covers={model.covers}
      onQuery={(next) => {
        model.query.value = next;
      }}
      {...actions}
    />
  );
};

/** Everything saved, with a search. */
export const SavedView = ({ model }: Props) => {
  const size = model.size.value;
  const query = model.query.value;
  const shown = model.found.value.rows;
  if (size === undefined) return null;
  if (size === 0 && !model.partial.value)
    return <EmptyState title={t('library_saved_empty_title')}>{t('library_saved_empty')}</EmptyState>;
  return (
    <div class="saved-view">
      <SavedFilters
        query={query}
        onQuery={(next) => {
          model.query.value = next;
        }}
      />
      <Summary model={model} />
      {shown.length === 0 && isFiltering(query) ? (
        <EmptyState
          title={t('library_nothing_title')}
          action={
            <Button
              onClick={() => {
                model.query.value = { ...emptyQuery, sortBy: query.sortBy, ascending: query.ascending };
              }}
            >
              {t('library_clear')}
            </Button>
          }
        >
          {t('library_nothing')}
        </EmptyState>
      ) : (
        <Files model={model} />
      )}
      <OpenViewer model={model} />
    </div>
  );
};
