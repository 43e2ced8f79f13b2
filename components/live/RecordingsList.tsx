import { ChevronDown, Trash2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { Notice } from '@/components/common/Notice';
import { isOpenRecording, type Recording } from '@/lib/model/live/recording';
import { formatDateTime } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { RecordingActions, RecordingView } from '@/lib/ui/jobs/followRecordings';
import { pressRemedy, type RemedyActions } from '@/lib/ui/jobs/pressRemedy';
import { gapWords, partWords } from '@/lib/ui/words/recordingWords';
import { RecordingCard } from './RecordingCard';

interface Props {
  readonly views: readonly RecordingView[];
  readonly actions: RecordingActions & RemedyActions;
}

const Details = ({ recording }: { readonly recording: Recording }) => {
  const [open, setOpen] = useState(false);
  const { parts, gaps } = recording;
  return (
    <>
      <button type="button" class="job__more" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon icon={ChevronDown} size={15} class="job__chevron" />
        {t('action_details')}
      </button>
      {open && (
        <ol class="recording__parts figures">
          {parts.map((part) => (
            <li key={part.index} title={part.path}>
              {partWords(part)}
            </li>
          ))}
        </ol>
      )}
      {open && gaps.length > 0 && (
        <ul class="recording__parts figures">
          {gaps.map((gap) => (
            <li key={gap.at}>{gapWords(gap)}</li>
          ))}
        </ul>
      )}
    </>
  );
};

/** A list entry is not had back: it is asked before it goes. */
const RemoveQuestion = ({ onRemove, onCancel }: { readonly onRemove: () => void; readonly onCancel: () => void }) => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Notice
      tone="warn"
      title={t('recording_remove_ask')}
      action={
        <span class="recording__answers">
          <Button size="small" buttonRef={button} onClick={onRemove}>
            {t('action_remove')}
          </Button>
          <Button size="small" look="quiet" onClick={onCancel}>
            {t('action_cancel')}
          </Button>
        </span>
      }
    >
      {t('recording_remove_keeps')}
    </Notice>
  );
};

const Entry = ({ view, actions }: { readonly view: RecordingView; readonly actions: Props['actions'] }) => {
  const [asks, setAsks] = useState(false);
  const { recording } = view;
  const { parts, startedAt, gaps } = recording;
  return (
    <RecordingCard
      view={view}
      extra={
        <>
          <span class="muted figures job__when">{formatDateTime(startedAt)}</span>
          {!isOpenRecording(recording) && (
            <IconButton icon={Trash2} size={16} label={t('action_remove')} onClick={() => setAsks(true)} />
          )}
        </>
      }
      onControl={(one, action) => void actions.controlRecording(one, action)}
      onRemedy={(remedy) => pressRemedy(actions, remedy)}
    >
      {asks && (
        <RemoveQuestion
          onRemove={() => void actions.controlRecording(recording, 'remove')}
          onCancel={() => setAsks(false)}
        />
      )}
      {parts.length + gaps.length > 0 && <Details recording={recording} />}
    </RecordingCard>
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
        <Entry key={view.recording.id} view={view} actions={actions} />
      ))}
      {views.length > limit && <Button onClick={() => setLimit(limit + STEP)}>{t('library_tasks_more')}</Button>}
    </>
  );
};
