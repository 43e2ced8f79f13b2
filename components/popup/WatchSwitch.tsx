import { Switch } from '@/components/common/Switch';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly uniqueId: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** "Record when @name goes live". */
export const WatchSwitch = ({ uniqueId, on, onChange }: Props) => (
  <div class="popup__watch">
    <label for="watch-live">{t('popup_watch', uniqueId)}</label>
    <Switch id="watch-live" describedBy="watch-live-help" checked={on} onChange={onChange} />
    <p id="watch-live-help" class="muted">
      {t('popup_watch_help')}
    </p>
  </div>
);
