import { ChevronDown } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import type { RecordingPart } from '@/lib/model/live/recording';
import { formatDateTime } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { RecordingActions, RecordingView } from '@/lib/ui/jobs/followRecordings';
import { pressRemedy, type RemedyActions } from '@/lib/ui/jobs/pressRemedy';
import { partWords } from '@/lib/ui/words/recordingWords';
import { RecordingCard } from './RecordingCard';

interface Props {
  readonly views: readonly RecordingView[];
  readonly actions: RecordingActions & RemedyActions;
}

const Parts = ({ parts }: { readonly parts: readonly RecordingPart[] }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="job__more" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon icon={ChevronDown} size={15} class="job__chevron" />
        {t('action_details')}
      </button>
      {open && (
        <ol class="recording__parts figures">
          {parts.map((part) => (
            <li key={part.index} class="cut" title={part.path} dir="auto">
              {partWords(part)}
            </li>
          ))}
        </ol>
      )}
    </>
  );
};

// Jobs stand below: more would push them out of sight.
const STEP = 5;

/** Live recordings with their parts: those that go on, then the newest. */
export const RecordingsList = ({ views, actions }: Props) => {
  const [limit, setLimit] = useState(STEP);
  if (views.length === 0) return null;
  return (
    <>
      <h2>{t('recording_section')}</h2>
      {views.slice(0, limit).map((view) => (
        <RecordingCard
          key={view.recording.id}
          view={view}
          extra={<span class="muted figures job__when">{formatDateTime(view.recording.startedAt)}</span>}
          onControl={(recording, action) => void actions.controlRecording(recording, action)}
          onRemedy={(remedy) => pressRemedy(actions, remedy)}
        >
          {view.recording.parts.length > 0 && <Parts parts={view.recording.parts} />}
        </RecordingCard>
      ))}
      {views.length > limit && <Button onClick={() => setLimit(limit + STEP)}>{t('library_tasks_more')}</Button>}
    </>
  );
};
