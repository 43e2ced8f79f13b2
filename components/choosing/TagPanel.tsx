import { X } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { LONGEST_TAG } from '@/lib/model/library/shelfRows';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { ShelfWork } from '@/lib/ui/library/createShelfWork';
import { postIdsOf } from '@/lib/ui/library/libraryQuery';

interface Props {
  readonly model: LibraryModel;
  readonly work: ShelfWork;
  readonly rows: readonly LibraryRow[];
}

/** How many of these posts have each tag, the most frequent first. */
const countTags = (tags: ReadonlyMap<string, readonly string[]>, postIds: Iterable<string>) => {
  const counts = new Map<string, number>();
  for (const postId of postIds) for (const tag of tags.get(postId) ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
};

/** Gives the chosen posts tags of the person's own, and takes them away. */
export const TagPanel = ({ model, work, rows }: Props) => {
  const [text, setText] = useState('');
  const known = useId();
  useEffect(() => {
    void model.shelf.readTags().catch(model.tell);
  }, [model]);
  const tags = model.shelf.tags.value;
  const posts = postIdsOf(rows);
  const change = (tag: string, give: boolean): void => void work.tag(rows, tag, give).catch(model.tell);
  return (
    <form
      class="choice__line"
      onSubmit={(event) => {
        event.preventDefault();
        change(text, true);
        setText('');
      }}
    >
      <input
        class="choice__tag"
        list={known}
        maxLength={LONGEST_TAG}
        aria-label={t('library_tag_name')}
        placeholder={t('library_tag_name')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <datalist id={known}>
        {countTags(tags, tags.keys()).map(([tag]) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <Button size="small" type="submit" disabled={text.trim() === ''}>
        {t('library_tag_add')}
      </Button>
      {countTags(tags, posts).map(([tag, count]) => (
        <Button key={tag} size="small" icon={X} onClick={() => change(tag, false)}>
          <span class="visually-hidden">{t('library_tag_remove', tag)}</span>
          <bdi aria-hidden="true">{tag}</bdi>
          {count < posts.size && (
            <span class="figures muted" aria-hidden="true">
              {formatNumber(count)}
            </span>
          )}
        </Button>
      ))}
    </form>
  );
};
