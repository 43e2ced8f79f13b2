import './JobCard.css';
import { Pause, Play, RotateCcw, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { Remedy } from '@/lib/base/errorPolicy';
import { joinSentences } from '@/lib/base/joinSentences';
import { isUnfinished, type Job, waitOf, waitsForPerson } from '@/lib/model/job';
import { formatDuration, formatSpeed } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { JobView } from '@/lib/ui/jobs/followJobs';
import type { JobAction } from '@/lib/ui/jobs/pressRemedy';
import { useSecondsUntil } from '@/lib/ui/view/useSecondsUntil';
import { errorWords, waitWords } from '@/lib/ui/words/errorWords';
import { jobCounts, jobStateWord } from '@/lib/ui/words/jobWords';
import { jobTitle } from '@/lib/ui/words/sourceWords';
import { Button } from './Button';
import { Icon } from './Icon';
import { IconButton } from './IconButton';
import { sourceIcon } from './kindIcons';
import { Notice } from './Notice';
import { ProgressBar } from './ProgressBar';
import { RemedyButton } from './RemedyButton';

interface Props {
  readonly view: JobView;
  /** More buttons, before pause and cancel. */
  readonly extra?: ComponentChildren;
  /** Takes the place of the bar and of the counts in words. */
  readonly figures?: ComponentChildren;
  /** What stands below the figures. */
  readonly children?: ComponentChildren;
  readonly onControl: (jobId: string, action: JobAction) => void;
  readonly onRemedy: (jobId: string, remedy: Remedy) => void;
}

/** Waits for something that does not pass by itself, or not soon: pressing Resume looks again. */
const isHeld = (job: Job): boolean => waitsForPerson(job) || waitOf(job)?.reason === 'cap';

const Controls = ({ view: { job, child }, onControl }: Pick<Props, 'view' | 'onControl'>) => {
  if (!isUnfinished(job)) return null;
  const canResume = job.state === 'paused' || isHeld(job) || (child !== undefined && isHeld(child));
  return (
    <>
      {canResume ? (
        <IconButton icon={Play} size={16} label={t('action_resume')} onClick={() => onControl(job.id, 'resume')} />
      ) : (
        <IconButton icon={Pause} size={16} label={t('action_pause')} onClick={() => onControl(job.id, 'pause')} />
      )}
      <IconButton icon={X} size={16} label={t('action_cancel')} onClick={() => onControl(job.id, 'cancel')} />
    </>
  );
};

const Trouble = ({ job, onRemedy }: { readonly job: Job; readonly onRemedy: Props['onRemedy'] }) => {
  if (job.state === 'waiting') {
    const { what, end, remedy } = waitWords(job.waiting.reason, job.waiting.until);
    const press =
      remedy === 'none' ? undefined : <RemedyButton remedy={remedy} onRemedy={(one) => onRemedy(job.id, one)} />;
    return (
      <Notice tone="warn" title={what} topic={job.waiting.reason} action={press} live>
        {end}
      </Notice>
    );
  }
  // Whoever paused a job knows why it stands still, whatever it waited for before.
  if (job.state !== 'failed' || !job.error) return null;
  const words = errorWords(job.error.code, 'press');
  const remedy = words.remedy === 'none' ? 'retry' : words.remedy;
  return (
    <Notice
      tone="bad"
      title={words.what}
      topic={job.error.code}
      live
      action={<RemedyButton remedy={remedy} onRemedy={(one) => onRemedy(job.id, one)} />}
    >
      {joinSentences(words.retry, words.todo)}
    </Notice>
  );
};

const barLook = (job: Job): 'moving' | 'paused' | 'warn' => {
  if (job.state === 'waiting') return 'warn';
  return job.state === 'listing' || job.state === 'draining' ? 'moving' : 'paused';
};

const paceText = ({ pace }: JobView): string =>
  [
    pace.bytesPerSecond === undefined ? '' : formatSpeed(pace.bytesPerSecond),
    pace.secondsLeft === undefined ? '' : t('job_time_left', formatDuration(pace.secondsLeft)),
  ]
    .filter(Boolean)
    .join(' · ');

/** How long a list keeps its pause. A screen reader is not told each second of a timer, and reads it when asked. */
const NextPage = ({ at }: { readonly at: number }) => {
  const seconds = useSecondsUntil(at);
  return seconds === 0 ? null : <span role="timer">{t('job_next_page', formatDuration(seconds))}</span>;
};

/** One job: what it is, how far it is, what holds it up, and the buttons. */
export const JobCard = ({ view, extra, figures, children, onControl, onRemedy }: Props) => {
  const { job, child } = view;
  const title = jobTitle(job);
  const failed = job.counts.failed;
  const pace = paceText(view);
  return (
    <article class="job" aria-label={title}>
      <div class="job__head">
        <Icon icon={sourceIcon(job.source.kind)} size={16} class="job__icon" />
        <h3 class="cut" title={title}>
          {title}
        </h3>
        {extra}
        <Controls view={view} onControl={onControl} />
      </div>
      {isUnfinished(job) && !figures && (
        <ProgressBar label={t('job_progress_label', title)} share={view.share} look={barLook(job)} />
      )}
      <p class="job__figures figures">
        <span class={`job__state job__state--${job.state}`}>{jobStateWord(job)}</span>
        {!figures && jobCounts(job, child).map((text) => <span key={text}>{text}</span>)}
        {!figures && failed > 0 && <span class="job__failed">{plural('job_failed', failed)}</span>}
        {job.watch && <span>{t('job_by_watch')}</span>}
        {pace && <span class="job__pace">{pace}</span>}
        {job.state === 'listing' && job.listing.nextPageAt !== undefined && <NextPage at={job.listing.nextPageAt} />}
      </p>
      {figures}
      <Trouble job={child?.state === 'waiting' ? child : job} onRemedy={(_, remedy) => onRemedy(job.id, remedy)} />
      {job.notices?.map((notice) => (
        <Notice key={notice} tone="warn" topic={notice}>
          {t(`job_notice_${notice}`)}
        </Notice>
      ))}
      {!isUnfinished(job) && (failed > 0 || (job.people?.failed ?? 0) > 0) && (
        <Button look="plain" size="small" icon={RotateCcw} onClick={() => onControl(job.id, 'retry')}>
          {t('action_retry_failed')}
        </Button>
      )}
      {children}
    </article>
  );
};
