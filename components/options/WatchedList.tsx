import { X } from 'lucide';
import { IconButton } from '@/components/common/IconButton';
import type { Watch } from '@/lib/model/live/watch';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly watched: readonly Watch[];
  readonly onRemove: (watchId: string) => void;
}

/** Who is recorded when they go live, and what stands in the way. */
export const WatchedList = ({ watched, onRemove }: Props) => {
  if (watched.length === 0) return <p class="muted">{t('options_watched_none')}</p>;
  return (
    <ul class="watched">
      {watched.map(({ id, uniqueId, nickname, error }) => (
        <li key={id}>
          <span class="watched__name">
            <bdi>{nickname || uniqueId}</bdi> <span class="muted">@{uniqueId}</span>
            {error && <span class="watched__error">{errorWords(error.code).what}</span>}
          </span>
          <IconButton icon={X} label={t('options_unwatch', uniqueId)} onClick={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  );
};
