import './onlyNewBox.css';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly checked: boolean;
  readonly describedBy?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

/** "Only posts from now on" of a list that is about to be watched. */
export const OnlyNewBox = ({ checked, describedBy, onChange }: Props) => (
  <label class="only-new">
    <input
      type="checkbox"
      checked={checked}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    {t('popup_watch_new')}
  </label>
);
