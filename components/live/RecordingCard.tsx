import '@/components/common/JobCard.css';
import './RecordingCard.css';
import { CircleStop, FolderOpen } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { sourceIcon } from '@/components/common/kindIcons';
import { Notice } from '@/components/common/Notice';
import { RemedyButton } from '@/components/common/RemedyButton';
import type { Remedy } from '@/lib/base/errorPolicy';
import type { Recording } from '@/lib/model/live/recording';
import { t } from '@/lib/ui/format/i18n';
import type { RecordingAction, RecordingView } from '@/lib/ui/jobs/followRecordings';
import {
  recordingEnd,
  recordingFigures,
  recordingRemarks,
  recordingState,
  recordingTitle,
} from '@/lib/ui/words/recordingWords';

interface Props {
  readonly view: RecordingView;
  /** More at the end of the head. */
  readonly extra?: ComponentChildren;
  /** What stands below the figures. */
  readonly children?: ComponentChildren;
  readonly onControl: (recording: Recording, action: RecordingAction) => void;
  readonly onRemedy: (remedy: Remedy) => void;
}

/** A failed recording has no job that could be taken up: trying again is a new recording. */
const isAgain = (remedy: Remedy): boolean => remedy === 'retry' || remedy === 'resume';

/** One live recording: how far it is, what came of it, and the one thing to press. */
export const RecordingCard = ({ view, extra, children, onControl, onRemedy }: Props) => {
  const { recording } = view;
  const { state } = recording;
  const name = recordingTitle(recording);
  const end = recordingEnd(recording);
  const saved = recording.parts.some((part) => part.state === 'saved');
  return (
    <article class="job recording" aria-label={name}>
      <div class="job__head">
        <Icon icon={sourceIcon('live')} size={16} class="job__icon" />
        <h3 class="cut" title={name} dir="auto">
          {name}
        </h3>
        {extra}
        {state === 'recording' && (
          <Button look="plain" size="small" icon={CircleStop} onClick={() => onControl(recording, 'stop')}>
            {t('action_stop_recording')}
          </Button>
        )}
      </div>
      {recording.title && (
        <p class="recording__caption muted cut" title={recording.title} dir="auto">
          {recording.title}
        </p>
      )}
      <p class="job__figures figures">
        <span class={`job__state recording__state recording__state--${state}`}>{recordingState(recording)}</span>
        {recordingFigures(recording, view.bitsPerSecond).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
      {recordingRemarks(recording).map(({ tone, title, text, topic, remedy = 'none' }) => (
        <Notice
          key={title}
          tone={tone}
          title={title}
          topic={topic}
          live
          action={
            remedy === 'none' || (state !== 'failed' && isAgain(remedy)) ? undefined : (
              <RemedyButton
                remedy={remedy}
                onRemedy={(one) => (isAgain(one) ? onControl(recording, 'again') : onRemedy(one))}
              />
            )
          }
        >
          {text}
        </Notice>
      ))}
      {state !== 'recording' && end && <p class="recording__end muted">{end}</p>}
      {state === 'done' && saved && (
        <Button look="plain" size="small" icon={FolderOpen} onClick={() => onControl(recording, 'show')}>
          {t('action_show_file')}
        </Button>
      )}
      {children}
    </article>
  );
};
