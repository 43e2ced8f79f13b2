import './groups.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EmptyState } from '@/components/common/EmptyState';
import { foldText } from '@/lib/base/foldText';
import type { GroupKind, PostGroup } from '@/lib/model/library/postGroup';
import { formatPercent } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { useVirtualRows } from '@/lib/ui/view/useVirtualRows';
import { groupTitle, namesOverTime } from '@/lib/ui/words/groupWords';

interface Props {
  readonly model: LibraryModel;
  readonly kind: GroupKind;
  readonly onPick: (group: PostGroup) => void;
}

interface Line {
  readonly group: PostGroup;
  readonly title: string;
  readonly names: string;
  readonly folded: string;
}

/** As in groups.css. */
const LINE_HEIGHT = 52;

/** Months the newest first, all others the largest first. */
const inOrder = (groups: readonly PostGroup[]): readonly PostGroup[] =>
  groups.toSorted((a, b) =>
    a.kind === 'month' ? (a.key < b.key ? 1 : -1) : b.postIds.length - a.postIds.length || (a.title < b.title ? -1 : 1),
  );

const lineOf = (group: PostGroup): Line => {
  const [title, names] = [groupTitle(group), namesOverTime(group)];
  return { group, title, names, folded: foldText(`${title}\n${names}`) };
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
  const lines = useMemo(() => (groups ?? []).map(lineOf), [groups]);
  const wanted = foldText(words.trim());
  const shown = wanted === '' ? lines : lines.filter(({ folded }) => folded.includes(wanted));
  const { items, height } = useVirtualRows(scroller, shown.length, LINE_HEIGHT);
  return (
    <div class="groups">
      {groups === undefined && (
        <p class="muted" role="status">
          {t('library_group_reading', formatPercent(share))}
        </p>
      )}
      {groups?.length === 0 && <EmptyState title={t('library_group_empty')} />}
      {lines.length > 0 && (
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
          const line = shown[index];
          return (
            line && (
              <li
                key={line.group.key}
                class="group"
                style={{ transform: `translateY(${start}px)` }}
                aria-posinset={index + 1}
                aria-setsize={shown.length}
              >
                <button type="button" class="group__press" onClick={() => onPick(line.group)}>
                  <bdi class="cut">{line.title}</bdi>
                  <span class="muted figures">{plural('count_posts', line.group.postIds.length)}</span>
                  {line.names !== '' && (
                    <bdi class="group__names cut muted" title={line.names}>
                      {line.names}
                    </bdi>
                  )}
                </button>
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
};
