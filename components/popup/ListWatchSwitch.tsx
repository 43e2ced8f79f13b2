import { Switch } from '@/components/common/Switch';
import { EveryFields } from '@/components/watch/EveryFields';
import { USUAL_EVERY, type WatchEvery } from '@/lib/model/watch/listWatch';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  /** How often the list is looked at; undefined = it is not watched. */
  readonly every: WatchEvery | undefined;
  readonly onEvery: (every: WatchEvery | undefined) => void;
}

/** "Watch for new posts" of the list that is chosen. */
export const ListWatchSwitch = ({ every, onEvery }: Props) => (
  <div class="popup__watch">
    <label for="watch-list">{t('popup_watch_list')}</label>
    <Switch
      id="watch-list"
      describedBy="watch-list-help"
      checked={every !== undefined}
      onChange={(on) => onEvery(on ? USUAL_EVERY : undefined)}
    />
    {every && (
      <div class="popup__every">
        <EveryFields id="watch-list" every={every} onEvery={onEvery} />
      </div>
    )}
    <p id="watch-list-help" class="muted">
      {t('popup_watch_list_help')}
    </p>
  </div>
);
