import { Eye } from 'lucide';
import { Button } from '@/components/common/Button';
import type { Job } from '@/lib/model/job';
import { isWatchable } from '@/lib/model/watch/listWatch';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';

interface Props {
  readonly job: Job;
  readonly model: LibraryModel;
}

/** Watches the list of a job from now on, and shows it among the watched ones; nothing where that cannot be. */
export const WatchButton = ({ job: { source, options }, model }: Props) =>
  isWatchable(source.kind) ? (
    <Button
      size="small"
      icon={Eye}
      onClick={async () => {
        if (await model.watchList(source, options)) location.hash = 'watched';
      }}
    >
      {t('popup_watch_list')}
    </Button>
  ) : null;
