import { Chips } from '@/components/common/Chips';
import { formatCompact } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { Choice } from '@/lib/ui/forms/choices';
import { choiceWord, hasOrders, listWord } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  readonly which: number;
  readonly onPick: (id: string) => void;
  readonly onPickWhich: (index: number) => void;
}

const noteOf = (choice: Choice): string | undefined => {
  const { sources } = choice;
  if (sources.length > 1 && !hasOrders(choice)) return formatCompact(sources.length);
  const count = sources[0]?.count;
  return count === undefined ? undefined : formatCompact(count);
};

/** What the page has to choose from; nothing to show when there is only one thing. */
export const SourceChips = ({ choices, chosen, which, onPick, onPickWhich }: Props) => (
  <>
    {choices.length > 1 && (
      <Chips
        label={t('popup_page_label')}
        value={chosen.id}
        options={choices.map((choice) => ({
          value: choice.id,
          label: choiceWord(choice),
          note: noteOf(choice),
        }))}
        onChange={onPick}
      />
    )}
    {chosen.sources.length > 1 && (
      <select
        aria-label={t(hasOrders(chosen) ? 'popup_order' : 'popup_which')}
        value={String(which)}
        onChange={(event) => onPickWhich(Number(event.currentTarget.value))}
      >
        {chosen.sources.map((offered, index) => (
          // Two lists may have one name, and none ever changes its place.
          <option key={index} value={String(index)}>
            {listWord(chosen, index)}
            {offered.count === undefined || hasOrders(chosen) ? '' : ` (${formatCompact(offered.count)})`}
          </option>
        ))}
      </select>
    )}
  </>
);
