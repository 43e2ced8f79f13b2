import './watchedView.css';
import { Pause, Play, RefreshCw, X } from 'lucide';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { sourceIcon } from '@/components/common/kindIcons';
import { Notice } from '@/components/common/Notice';
import { RemedyButton } from '@/components/common/RemedyButton';
import { EmptyState } from '@/components/empty/EmptyState';
import { OpenSiteButton } from '@/components/empty/OpenSiteButton';
import { FiguresRow } from '@/components/library/FiguresRow';
import type { Remedy } from '@/lib/base/errorPolicy';
import type { Job } from '@/lib/model/job';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import { formatDateTime } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { pressRemedy } from '@/lib/ui/jobs/pressRemedy';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { WatchedLists } from '@/lib/ui/library/followWatched';
import { errorWords } from '@/lib/ui/words/errorWords';
import { jobFormWords } from '@/lib/ui/words/jobWords';
import { watchState, watchTitle } from '@/lib/ui/words/watchWords';
import { EveryFields } from './EveryFields';

interface Props {
  readonly model: LibraryModel;
  readonly watched: WatchedLists;
}

interface CardProps extends Props {
  readonly watch: ListWatch;
  readonly job: Job | undefined;
}

/** What stands in the way of a watch, and what to do about it. */
const Trouble = ({ watch: { id, error, jobId }, model, watched }: CardProps) => {
  if (!error) return null;
  const words = errorWords(error.code, 'press');
  const remedy = words.remedy === 'none' ? 'retry' : words.remedy;
  // To try again is to look now, whether a job of the look is left or not.
  const press = (one: Remedy): void => {
    if (one === 'retry' || one === 'resume') void watched.control(id, 'look');
    else pressRemedy(model, one, jobId);
  };
  return (
    <Notice
      tone="warn"
      title={words.what}
      topic={error.code}
      action={<RemedyButton remedy={remedy} onRemedy={press} />}
    >
      {words.todo}
    </Notice>
  );
};

/** One list that is watched. */
const WatchCard = (props: CardProps) => {
  const { watch, job, watched } = props;
  const { id, source, every, paused, lookedAt, last, found, renamed, options } = watch;
  const title = watchTitle(watch);
  const narrowed = jobFormWords(options).join(' · ');
  return (
    <article class="list" aria-label={title}>
      <div class="watched__head">
        <Icon icon={sourceIcon(source.kind)} size={17} class="list__icon" />
        <h3 class="list__title">
          <span class="cut" title={title}>
            {title}
          </span>
        </h3>
        <IconButton
          icon={RefreshCw}
          size={16}
          label={t('watched_look')}
          onClick={() => void watched.control(id, 'look')}
        />
        <IconButton
          icon={paused ? Play : Pause}
          size={16}
          label={t(paused ? 'action_resume' : 'action_pause')}
          onClick={() => void watched.control(id, paused ? 'resume' : 'pause')}
        />
        <IconButton icon={X} size={16} label={t('watched_remove')} onClick={() => void watched.remove(id)} />
      </div>
      <p class="muted watched__when">
        <span>{lookedAt === 0 ? t('watched_never') : t('watched_last', formatDateTime(lookedAt))}</span>
        <span>{watchState(watch, job, watched.paused.value, Date.now())}</span>
      </p>
      {narrowed && <p class="muted">{narrowed}</p>}
      <FiguresRow
        figures={[
          ['watched_new_last', last?.posts],
          ['watched_new', lookedAt === 0 ? undefined : found],
          ['library_count_failed', last?.failed || undefined],
        ]}
      />
      {renamed && <p>{t('watched_renamed', renamed.from, renamed.to)}</p>}
      <Trouble {...props} />
      <EveryFields id={`every-${id}`} every={every} onEvery={(next) => void watched.setEvery(id, next)} />
    </article>
  );
};

/** Which lists are watched, what their looks found, and what stands in the way. */
export const WatchedView = ({ model, watched }: Props) => {
  const rows = watched.rows.value;
  const paused = watched.paused.value;
  if (!rows) return null;
  if (rows.length === 0)
    return (
      <EmptyState
        title={t('watched_empty_title')}
        action={<OpenSiteButton onOpen={() => void model.openSite('home')} />}
      >
        {t('watched_empty')}
      </EmptyState>
    );
  const jobs = new Map(model.jobs.value.map(({ job }) => [job.id, job]));
  return (
    <div class="jobs-view">
      <h2 class="visually-hidden">{t('library_tab_watched')}</h2>
      <div class="watched__all">
        <Button size="small" icon={paused ? Play : Pause} onClick={() => void watched.pauseAll(!paused)}>
          {t(paused ? 'watched_resume_all' : 'watched_pause_all')}
        </Button>
        {paused && <span>{t('watched_all_paused')}</span>}
      </div>
      {rows.map((watch) => (
        <WatchCard
          key={watch.id}
          watch={watch}
          job={watch.jobId === undefined ? undefined : jobs.get(watch.jobId)}
          model={model}
          watched={watched}
        />
      ))}
    </div>
  );
};
