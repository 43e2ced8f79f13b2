import './groups.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EmptyState } from '@/components/empty/EmptyState';
import { foldText } from '@/lib/base/foldText';
import type { GroupKind, PostGroup } from '@/lib/model/library/postGroup';
import { formatPercent } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { useVirtualRows } from '@/lib/ui/view/useVirtualRows';
import { groupTitle, namesOverTime } from '@/lib/ui/words/groupWords';
import { GroupTitle } from './GroupTitle';

interface Props {
  readonly model: LibraryModel;
  readonly kind: GroupKind;
  readonly onPick: (group: PostGroup) => void;
}

/** As in groups.css. */
const LINE_HEIGHT = 52;

/** Months the newest first, all others the largest first. */
const inOrder = (groups: readonly PostGroup[]): readonly PostGroup[] =>
  groups.toSorted((a, b) =>
    a.kind === 'month' ? (a.key < b.key ? 1 : -1) : b.postIds.length - a.postIds.length || (a.title < b.title ? -1 : 1),
  );

const foldGroup = (group: PostGroup): string =>
  foldText(`${groupTitle(group)}\n${namesOverTime(group)}`).replace(/[\u2068\u2069]/g, '');

interface LineProps {
  readonly group: PostGroup;
  readonly at: number;
  readonly of: number;
  /** Pixels from the top. */
  readonly start: number;
  readonly onPick: Props['onPick'];
}

const GroupLine = ({ group, at, of, start, onPick }: LineProps) => {
  const names = namesOverTime(group);
  return (
    <li class="group" style={{ transform: `translateY(${start}px)` }} aria-posinset={at + 1} aria-setsize={of}>
      <button type="button" class="group__press" onClick={() => onPick(group)}>
        <GroupTitle group={group} />
        <span class="muted figures">{plural('count_posts', group.postIds.length)}</span>
        {names !== '' && (
          <span class="group__names cut muted" title={names}>
            {names}
          </span>
        )}
      </button>
    </li>
  );
};

/** The saved posts by what they have in common; a press shows those of one group. */
export const GroupsView = ({ model, kind, onPick }: Props) => {
  const [groups, setGroups] = useState<readonly PostGroup[]>();
  const [share, setShare] = useState(0);
  const [words, setWords] = useState('');
  const scroller = useRef<HTMLUListElement>(null);
  const complete = !model.partial.value;
  useEffect(() => {
    // Groups of a part would be told for all.
    if (!complete) return;
    let left = false;
    setGroups(undefined);
    model
      .readGroups(kind, (next) => left || setShare(next))
      .then((next) => left || setGroups(inOrder(next)))
      .catch(model.tell);
    return () => {
      left = true;
    };
  }, [model, kind, complete]);
  const wanted = foldText(words.trim());
  const isSearching = wanted !== '';
  // There may be as many groups as posts: those that nobody sees get no words before somebody searches them.
  const folded = useMemo(() => (isSearching ? (groups ?? []).map(foldGroup) : []), [groups, isSearching]);
  const shown = (groups ?? []).filter((_, at) => !isSearching || folded[at]?.includes(wanted));
  const { items, height } = useVirtualRows(scroller, shown.length, LINE_HEIGHT);
  return (
    <div class="groups">
      {groups === undefined && (
        <p class="muted" role="status">
          {t('library_group_reading', formatPercent(share))}
        </p>
      )}
      {groups?.length === 0 && <EmptyState title={t('library_group_empty')} />}
      {groups !== undefined && groups.length > 0 && (
        <input
          type="search"
          aria-label={t('library_group_search')}
          placeholder={t('library_group_search')}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ul ref={scroller} class="groups__list" style={{ '--rows-height': `${height}px` }}>
        {items.map(({ index, start }) => {
          const group = shown[index];
          return (
            group && <GroupLine key={group.key} group={group} at={index} of={shown.length} {...{ start, onPick }} />
          );
        })}
      </ul>
    </div>
  );
};
