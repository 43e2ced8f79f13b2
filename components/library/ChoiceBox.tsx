import type { ComponentChildren } from 'preact';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  /** What is chosen with it. */
  readonly label: string;
  readonly chosen: boolean;
  /** `range` = with all from the last one on. */
  readonly onChoose: (range: boolean) => void;
  readonly children: ComponentChildren;
}

/** A box to choose what it stands on, pressed anywhere on it; with the shift key everything between. */
export const ChoiceBox = ({ label, chosen, onChoose, children }: Props) => (
  <label class="choice-box">
    <input
      type="checkbox"
      checked={chosen}
      aria-label={t('library_choose_one', label)}
      onClick={(event) => onChoose(event.shiftKey)}
    />
    {children}
  </label>
);
