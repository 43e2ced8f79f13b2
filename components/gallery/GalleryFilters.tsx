import { useCallback, useMemo, useRef } from 'preact/hooks';
import { formatMonth } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { GalleryModel } from '@/lib/ui/gallery/createGalleryModel';
import { useKey } from '@/lib/ui/view/useKey';

interface Props {
  readonly model: GalleryModel;
}

const SLASH = ['/'];

/** People by name, each with its place. */
const usePeople = (authors: readonly (readonly [string, string])[]) =>
  useMemo(
    () =>
      authors
        .map(([handle, name], place) => ({ place, words: handle === '' ? '' : `@${handle}`, name }))
        .toSorted((a, b) => (a.words < b.words ? -1 : 1)),
    [authors],
  );

/** What the grid is narrowed by. A slash puts the caret into the search. */
export const GalleryFilters = ({ model }: Props) => {
  const search = useRef<HTMLInputElement>(null);
  useKey(
    SLASH,
    useCallback(() => search.current?.focus(), []),
  );
  const people = usePeople(model.start.value?.authors ?? []);
  const query = model.query.value;
  const change = (more: Partial<typeof query>): void => {
    model.query.value = { ...model.query.peek(), ...more };
  };
  return (
    <search class="gallery__filters">
      <input
        ref={search}
        type="search"
        aria-label={t('gallery_search')}
        placeholder={t('gallery_search')}
        value={query.words}
        onInput={(event) => change({ words: event.currentTarget.value })}
      />
      <select
        aria-label={t('gallery_author')}
        value={query.author === undefined ? '' : String(query.author)}
        onChange={({ currentTarget: { value } }) => change({ author: value === '' ? undefined : Number(value) })}
      >
        <option value="">{t('gallery_all_authors')}</option>
        {people.map(({ place, words }) => (
          <option key={place} value={place}>
            {words || t('gallery_unknown_author')}
          </option>
        ))}
      </select>
      <select
        aria-label={t('gallery_month')}
        value={query.month}
        onChange={(event) => change({ month: event.currentTarget.value })}
      >
        <option value="">{t('gallery_all_months')}</option>
        {model.months.value.map((month) => (
          <option key={month} value={month}>
            {formatMonth(month)}
          </option>
        ))}
      </select>
    </search>
  );
};
