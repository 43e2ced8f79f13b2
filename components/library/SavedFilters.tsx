import { X } from 'lucide';
import { useCallback, useRef } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { GroupTitle } from '@/components/groups/GroupTitle';
import { type GroupKind, groupKinds } from '@/lib/model/library/postGroup';
import { mediaKinds } from '@/lib/model/media';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { LibraryQuery } from '@/lib/ui/library/libraryQuery';
import { useKey } from '@/lib/ui/view/useKey';
import { kindWord } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly model: LibraryModel;
  readonly query: LibraryQuery;
  readonly onQuery: (query: LibraryQuery) => void;
  /** What the posts are grouped by just now. */
  readonly grouping: GroupKind | undefined;
  readonly onGrouping: (kind: GroupKind | undefined) => void;
}

const SLASH = ['/'];

/** What the list is narrowed by. A slash puts the caret into the search. */
export const SavedFilters = ({ model, query, onQuery, grouping, onGrouping }: Props) => {
  const search = useRef<HTMLInputElement>(null);
  useKey(
    SLASH,
    useCallback(() => search.current?.focus(), []),
  );
  const day = (name: 'from' | 'to') => (
    <label class="filters__day">
      <span>{t(`library_${name}`)}</span>
      <input
        type="date"
        value={query[name]}
        onInput={(event) => onQuery({ ...query, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <search class="filters">
      <input
        ref={search}
        type="search"
        class="filters__words"
        aria-label={t('library_search')}
        placeholder={t('library_search')}
        value={query.words}
        onInput={(event) => onQuery({ ...query, words: event.currentTarget.value })}
      />
      <select
        aria-label={t('library_kind')}
        value={query.kind}
        onChange={(event) => {
          const kind = mediaKinds.find((one) => one === event.currentTarget.value) ?? 'all';
          onQuery({ ...query, kind });
        }}
      >
        <option value="all">{t('library_kind_all')}</option>
        {mediaKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindWord(kind)}
          </option>
        ))}
      </select>
      {day('from')}
      {day('to')}
      <select
        aria-label={t('library_group')}
        value={grouping ?? 'none'}
        onChange={(event) => onGrouping(groupKinds.find((kind) => kind === event.currentTarget.value))}
      >
        <option value="none">{t('library_group_none')}</option>
        {groupKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`library_group_${kind}`)}
          </option>
        ))}
      </select>
      {model.shelf.groups.value.map((group) => (
        <Button key={group.kind} size="small" icon={X} onClick={() => model.shelf.widen(group)}>
          <GroupTitle group={group} />
          <span class="visually-hidden">{t('library_author_clear')}</span>
        </Button>
      ))}
      {query.author !== undefined && (
        <Button size="small" icon={X} onClick={() => onQuery({ ...query, author: undefined })}>
          {t('library_author', query.author)}
          <span class="visually-hidden">{t('library_author_clear')}</span>
        </Button>
      )}
    </search>
  );
};
