import { Link } from 'lucide';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { sourceIcon } from '@/components/common/kindIcons';
import { formatCompact } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { type Choice, linksChoice } from '@/lib/ui/forms/choices';
import { choiceWord, hasOrders } from '@/lib/ui/words/sourceWords';

interface Props {
  readonly choices: readonly Choice[];
  readonly chosen: string | undefined;
  readonly onPick: (id: string) => void;
}

const countOf = (choice: Choice): number | undefined =>
  choice.sources.length > 1 && !hasOrders(choice) ? choice.sources.length : choice.sources[0]?.count;

/** What the person's own account offers, and pasted links. */
export const MoreToSave = ({ choices, chosen, onPick }: Props) => {
  const tiles = choices.filter((choice) => choice.group === 'yours');
  return (
    <section aria-label={t('popup_more_to_save')}>
      <div class="more__head">
        <h2 class="popup__title">{tiles.length > 0 ? t('popup_yours') : t('popup_more_to_save')}</h2>
        {chosen !== linksChoice.id && !chosen?.startsWith('pasted-') && (
          <Button look="quiet" size="small" icon={Link} onClick={() => onPick(linksChoice.id)}>
            {t('source_links')}
          </Button>
        )}
      </div>
      <div class="more__tiles">
        {tiles.map((choice) => {
          const count = countOf(choice);
          return (
            <button
              type="button"
              class="tile"
              key={choice.id}
              aria-pressed={choice.id === chosen}
              onClick={() => onPick(choice.id)}
            >
              <Icon icon={sourceIcon(choice.kind)} class="tile__icon" />
              <span>{choiceWord(choice)}</span>
              {count !== undefined && <span class="muted figures">{formatCompact(count)}</span>}
            </button>
          );
        })}
      </div>
    </section>
  );
};
