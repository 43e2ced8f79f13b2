import { X } from 'lucide';
import { IconButton } from '@/components/common/IconButton';
import { foundWithin, type Watch } from '@/lib/model/watch/liveWatch';
import { formatDuration, formatHandle } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly watched: readonly Watch[];
  /** The usual time between two looks. */
  readonly gapMs: number;
  readonly onRemove: (watchId: string) => void;
}

const MINUTES_5 = 300;

/** Who is recorded when they go live, how late that may be, and what stands in the way. */
export const WatchedList = ({ watched, gapMs, onRemove }: Props) => {
  if (watched.length === 0) return <p class="muted">{t('options_watched_none')}</p>;
  const late = Math.ceil(foundWithin(watched.length, gapMs) / 1000 / MINUTES_5) * MINUTES_5;
  return (
    <>
      <ul class="watched">
        {watched.map(({ id, uniqueId, nickname, error }) => (
          <li key={id}>
            <span class="watched__name">
              <bdi>{nickname || uniqueId}</bdi> <span class="muted">{formatHandle(uniqueId)}</span>
              {error && <span class="watched__error">{errorWords(error.code).what}</span>}
            </span>
            <IconButton icon={X} label={t('options_unwatch', uniqueId)} onClick={() => onRemove(id)} />
          </li>
        ))}
      </ul>
      {watched.length > 1 && <p class="watched__late">{t('options_watched_within', formatDuration(late))}</p>}
    </>
  );
};
