import './watchButton.css';
import { Eye } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import type { Job } from '@/lib/model/job';
import { isWatchable } from '@/lib/model/watch/listWatch';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { OnlyNewBox } from './OnlyNewBox';

interface Props {
  readonly job: Job;
  readonly model: Pick<LibraryModel, 'watchList'>;
}

/** Watches the list of a job from now on, and shows it among the watched ones; nothing where that cannot be. */
export const WatchButton = ({ job: { source, options }, model }: Props) => {
  const [onlyNew, setOnlyNew] = useState(false);
  const helpId = useId();
  if (!isWatchable(source.kind)) return null;
  return (
    <div class="watch-button">
      <Button
        size="small"
        icon={Eye}
        describedBy={onlyNew ? helpId : undefined}
        onClick={async () => {
          if (await model.watchList(source, options, onlyNew)) location.hash = 'watched';
        }}
      >
        {t('popup_watch_list')}
      </Button>
      <OnlyNewBox checked={onlyNew} describedBy={onlyNew ? helpId : undefined} onChange={setOnlyNew} />
      {onlyNew && (
        <p id={helpId} class="muted">
          {t('popup_watch_new_help')}
        </p>
      )}
    </div>
  );
};
