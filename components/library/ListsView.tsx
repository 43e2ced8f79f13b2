import { useEffect, useState } from 'preact/hooks';
import { EmptyState } from '@/components/empty/EmptyState';
import { OpenSiteButton } from '@/components/empty/OpenSiteButton';
import { isUnfinished } from '@/lib/model/job';
import type { ListSummary } from '@/lib/model/listSummary';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { ListCard } from './ListCard';

interface Props {
  readonly model: LibraryModel;
}

/** Every list with its counts. Counted anew when a job ends. */
export const ListsView = ({ model }: Props) => {
  const [lists, setLists] = useState<readonly ListSummary[]>();
  const ended = model.jobs.value.filter(({ job }) => !isUnfinished(job)).length;
  // A job that ends makes the counts stale.
  useEffect(() => {
    void model.listSummaries().then(setLists);
  }, [model.listSummaries, ended]);
  if (!lists)
    return (
      <p class="muted" role="status">
        {t('library_lists_reading')}
      </p>
    );
  if (lists.length === 0)
    return (
      <EmptyState
        title={t('library_lists_empty_title')}
        action={<OpenSiteButton onOpen={() => void model.openSite('home')} />}
      >
        {t('library_lists_empty')}
      </EmptyState>
    );
  return (
    <div class="jobs-view">
      <h2 class="visually-hidden">{t('library_tab_lists')}</h2>
      {lists.map((list) => (
        <ListCard key={list.listKey} list={list} model={model} />
      ))}
    </div>
  );
};
