import { Braces, CopyCheck, FileSpreadsheet, LayoutGrid, Rows3 } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Chips } from '@/components/common/Chips';
import { EmptyState } from '@/components/empty/EmptyState';
import { OpenSiteButton } from '@/components/empty/OpenSiteButton';
import { GalleryButton } from '@/components/gallery/GalleryButton';
import type { GroupKind } from '@/lib/model/library/postGroup';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { formatBytes } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { emptyQuery, isFiltering } from '@/lib/ui/library/libraryQuery';
import { useLater } from '@/lib/ui/view/useLater';
import { CoverGrid } from './CoverGrid';
import { NewName } from './NewName';
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
      {!model.choice.active.value && (
        <>
          <Button size="small" icon={CopyCheck} disabled={files === 0} onClick={model.choice.start}>
            {t('library_choose')}
          </Button>
          <Button size="small" icon={FileSpreadsheet} disabled={files === 0} onClick={() => void model.exportAs('csv')}>
            {t('library_export_csv')}
          </Button>
          <Button size="small" icon={Braces} disabled={files === 0} onClick={() => void model.exportAs('json')}>
            {t('library_export_json')}
          </Button>
          <GalleryButton model={model} />
        </>
      )}
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
    return <CoverGrid tiles={model.tiles.value} covers={model.covers} choice={model.choice} {...actions} />;
  return (
    <SavedTable
      rows={model.found.value.rows}
      query={model.query.value}
      covers={model.covers}
      choice={model.choice}
      tags={model.shelf.tags.value}
      onQuery={(next) => {
        model.query.value = next;
      }}
      {...actions}
    />
  );
};

/** What can be done with the chosen files; its code is loaded with the first choice. */
const Choosing = ({ model }: Props) => {
  const load = useCallback(async () => {
    const [{ ChoiceBar }, work] = await Promise.all([import('@/components/choosing/ChoiceBar'), model.loadWork()]);
    return { ChoiceBar, work };
  }, [model]);
  const active = model.choice.active.value;
  const loaded = useLater(load, active, model.tell);
  return active && loaded ? <loaded.ChoiceBar model={model} work={loaded.work} /> : null;
};

/** What was taken over from elsewhere; looked for when all rows are there, so that it never holds them up. */
const TakenOver = ({ model }: Props) => {
  const load = useCallback(async () => {
    const [{ TakenOverView }, ports] = await Promise.all([
      import('@/components/takeover/TakenOverView'),
      model.loadTakenPorts(),
    ]);
    return { TakenOverView, ports };
  }, [model]);
  const part = useLater(load, !model.partial.value, model.tell);
  return part ? <part.TakenOverView ports={part.ports} onError={model.tell} /> : null;
};

const loadGroups = () => import('@/components/groups/GroupsView');

/** Everything saved, with a search. */
export const SavedView = ({ model }: Props) => {
  const size = model.size.value;
  const query = model.query.value;
  const shown = model.found.value.rows;
  const [grouping, setGrouping] = useState<GroupKind>();
  const groups = useLater(loadGroups, grouping !== undefined, model.tell);
  const narrowed = model.shelf.groups.value.length > 0;
  if (size === undefined) return null;
  if (size === 0 && !model.partial.value)
    return (
      <>
        <EmptyState
          title={t('library_saved_empty_title')}
          action={<OpenSiteButton onOpen={() => void model.openSite('home')} />}
        >
          {t('library_saved_empty')}
        </EmptyState>
        <TakenOver model={model} />
      </>
    );
  return (
    <div class="saved-view">
      <SavedFilters
        model={model}
        grouping={grouping}
        onGrouping={setGrouping}
        query={query}
        onQuery={(next) => {
          model.query.value = next;
        }}
      />
      <Summary model={model} />
      <NewName model={model} />
      {query.words.trim() !== '' && model.shelf.unread.value > 0 && (
        <p class="muted">{plural('library_texts_unread', model.shelf.unread.value)}</p>
      )}
      <TakenOver model={model} />
      <Choosing model={model} />
      {grouping && groups && (
        <groups.GroupsView
          model={model}
          kind={grouping}
          onPick={(group) => {
            model.shelf.narrow(group);
            setGrouping(undefined);
          }}
        />
      )}
      {grouping ? null : shown.length === 0 && (narrowed || isFiltering(query)) ? (
        <EmptyState
          title={t('library_nothing_title')}
          action={
            <Button
              onClick={() => {
                model.query.value = { ...emptyQuery, sortBy: query.sortBy, ascending: query.ascending };
                for (const group of model.shelf.groups.peek()) model.shelf.widen(group);
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
