import { ChevronDown, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { JobCard } from '@/components/common/JobCard';
import { EmptyState } from '@/components/empty/EmptyState';
import { OpenSiteButton } from '@/components/empty/OpenSiteButton';
import { RecordingsList } from '@/components/live/RecordingsList';
import { isUnfinished } from '@/lib/model/job';
import { clickedPost } from '@/lib/model/source';
import { formatDateTime } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { JobView } from '@/lib/ui/jobs/followJobs';
import { pressRemedy } from '@/lib/ui/jobs/pressRemedy';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { ForgetFinished } from './ForgetFinished';
import { JobDetails } from './JobDetails';
import { JobFigures } from './JobFigures';

interface Props {
  readonly model: LibraryModel;
}

const JobEntry = ({ view, model }: { readonly view: JobView; readonly model: LibraryModel }) => {
  const [open, setOpen] = useState(false);
  const { job } = view;
  return (
    <JobCard
      view={view}
      onControl={(jobId, action) => void model.control(jobId, action)}
      onRemedy={(jobId, remedy) => pressRemedy(model, remedy, jobId)}
      figures={clickedPost(job.source) || job.people ? undefined : <JobFigures job={job} share={view.share} />}
      extra={
        <>
          <span class="muted figures job__when">{formatDateTime(job.createdAt)}</span>
          {!isUnfinished(job) && (
            <IconButton
              icon={Trash2}
              size={16}
              label={t('action_remove')}
              onClick={() => void model.control(job.id, 'remove')}
            />
          )}
        </>
      }
    >
      <button type="button" class="job__more" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon icon={ChevronDown} size={15} class="job__chevron" />
        {t('action_details')}
      </button>
      {open && <JobDetails job={job} model={model} />}
    </JobCard>
  );
};

// As many as fit in memory and on a few screens; older ones come when asked for.
const STEP = 30;

/** Every job, newest first. */
export const JobsView = ({ model }: Props) => {
  const [limit, setLimit] = useState(STEP);
  const views = model.jobs.value;
  const recordings = model.recordings.value;
  if (views.length === 0 && recordings.length === 0)
    return (
      <EmptyState
        title={t('library_jobs_empty_title')}
        action={<OpenSiteButton onOpen={() => void model.openSite('home')} />}
      >
        {t('library_jobs_empty')}
      </EmptyState>
    );
  return (
    <div class="jobs-view">
      <RecordingsList views={recordings} actions={model} />
      <h2 class={recordings.length > 0 ? undefined : 'visually-hidden'}>{t('library_tab_jobs')}</h2>
      {views.some(({ job }) => !isUnfinished(job)) && <ForgetFinished onForget={() => void model.forgetFinished()} />}
      {views.slice(0, limit).map((view) => (
        <JobEntry key={view.job.id} view={view} model={model} />
      ))}
      {views.length > limit && <Button onClick={() => setLimit(limit + STEP)}>{t('library_tasks_more')}</Button>}
    </div>
  );
};
