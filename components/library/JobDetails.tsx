import { useEffect, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { Chips } from '@/components/common/Chips';
import { Icon } from '@/components/common/Icon';
import { fileIcon } from '@/components/common/kindIcons';
import { PeopleDetails } from '@/components/people/PeopleDetails';
import { WatchButton } from '@/components/watch/WatchButton';
import type { FileTask } from '@/lib/model/fileTask';
import { finishTime, type Job } from '@/lib/model/job';
import type { Refusal } from '@/lib/model/listSummary';
import { clickedPost } from '@/lib/model/source';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { jobFormWords, type TaskGroup, taskGroups, taskName, taskWords } from '@/lib/ui/words/jobWords';
import { FiguresRow } from './FiguresRow';
import { ShortList } from './ListCard';
import { Refusals } from './Refusals';

interface Props {
  readonly job: Job;
  readonly model: LibraryModel;
}

const groups: readonly TaskGroup[] = ['failed', 'open', 'saved', 'skipped'];
const STEP = 50;

const Counts = ({ job }: { readonly job: Job }) => {
  const { counts } = job;
  const isClick = clickedPost(job.source) !== undefined;
  const figures = [
    ['library_count_total', job.listing.total],
    ['library_count_listed', isClick ? undefined : job.listing.listed],
    ['library_count_found', isClick ? undefined : counts.seen],
    ['library_count_saved', counts.saved],
    ['library_count_known', counts.skipped],
    ['library_count_failed', counts.failed],
  ] as const;
  return (
    <>
      <FiguresRow figures={figures} />
      {job.listing.ended && <p class="muted">{t(`library_ended_${job.listing.ended}`)}</p>}
      {job.listing.ended === 'end' && (
        <ShortList
          listed={job.listing.listed}
          {...(job.listing.total === undefined ? {} : { total: job.listing.total })}
        />
      )}
    </>
  );
};

const Narrowed = ({ job }: { readonly job: Job }) => {
  const words = jobFormWords(job.options);
  return words.length > 0 ? <p>{words.join(' · ')}</p> : null;
};

const Reasons = ({ job, model }: Props) => {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  useEffect(() => model.watchFailures(job.id, setRefusals), [model.watchFailures, job.id]);
  return <Refusals refusals={refusals} />;
};

const TaskLine = ({ task }: { readonly task: FileTask }) => (
  <li class="task">
    <Icon icon={fileIcon(task.kind)} size={15} class="task__icon" />
    <span class="cut" title={task.basePath} dir="auto">
      {taskName(task)}
    </span>
    <span class={task.state === 'failed' ? 'task__state task__state--failed' : 'task__state'}>
      {taskWords(task, Date.now())}
    </span>
  </li>
);

/** The files of a job, in groups. */
const Files = ({ job, model }: Props) => {
  const [group, setGroup] = useState<TaskGroup>(job.counts.failed > 0 ? 'failed' : finishTime(job) ? 'saved' : 'open');
  const [limit, setLimit] = useState(STEP);
  const [tasks, setTasks] = useState<readonly FileTask[]>();
  useEffect(
    () => model.watchTasks(job.id, taskGroups[group], limit + 1, setTasks),
    [model.watchTasks, job.id, group, limit],
  );
  return (
    <>
      <Chips
        label={t('action_details')}
        value={group}
        options={groups.map((value) => ({ value, label: t(`library_tasks_${value}`) }))}
        onChange={(next) => {
          setGroup(next);
          setLimit(STEP);
          setTasks(undefined);
        }}
      />
      {tasks?.length === 0 && <p class="muted">{t('library_tasks_none')}</p>}
      <ul>
        {tasks?.slice(0, limit).map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
      {tasks && tasks.length > limit && (
        <Button size="small" onClick={() => setLimit(limit + STEP)}>
          {t('library_tasks_more')}
        </Button>
      )}
    </>
  );
};

/** What became of a job's list, and each of its files with the reason; of a job over many people, what became of them. */
export const JobDetails = ({ job, model }: Props) => (
  <div class="details">
    <Narrowed job={job} />
    {job.people ? (
      <PeopleDetails job={job} model={model} />
    ) : (
      <>
        <Counts job={job} />
        {job.watch === undefined && <WatchButton job={job} model={model} />}
        {job.counts.failed > 0 && <Reasons job={job} model={model} />}
        <Files job={job} model={model} />
      </>
    )}
  </div>
);
