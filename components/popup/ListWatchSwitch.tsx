import { useState } from 'preact/hooks';
import { Switch } from '@/components/common/Switch';
import { EveryFields } from '@/components/watch/EveryFields';
import { OnlyNewBox } from '@/components/watch/OnlyNewBox';
import type { JobOptions } from '@/lib/model/job';
import { USUAL_EVERY, type WatchEvery } from '@/lib/model/watch/listWatch';
import { t } from '@/lib/ui/format/i18n';
import { jobFormWords } from '@/lib/ui/words/jobWords';

interface Props {
  /** How often the list is looked at; undefined = it is not watched. */
  readonly every: WatchEvery | undefined;
  /** What the watch is narrowed by. */
  readonly options: JobOptions;
  readonly onEvery: (every: WatchEvery | undefined, onlyNew?: boolean) => void;
}

/** "Watch for new posts" of the list that is chosen. */
export const ListWatchSwitch = ({ every, options, onEvery }: Props) => {
  const [onlyNew, setOnlyNew] = useState(false);
  const narrowed = jobFormWords(options).join(' · ');
  return (
    <div class="popup__watch">
      <label for="watch-list">{t('popup_watch_list')}</label>
      <Switch
        id="watch-list"
        describedBy="watch-list-help"
        checked={every !== undefined}
        onChange={(on) => onEvery(on ? USUAL_EVERY : undefined, onlyNew)}
      />
      {every ? (
        <div class="popup__every">
          <EveryFields id="watch-list" every={every} onEvery={onEvery} />
        </div>
      ) : (
        <OnlyNewBox checked={onlyNew} onChange={setOnlyNew} />
      )}
      {every && narrowed && <p>{narrowed}</p>}
      <p id="watch-list-help" class="muted">
        {t(onlyNew && !every ? 'popup_watch_new_help' : 'popup_watch_list_help')}
      </p>
    </div>
  );
};
