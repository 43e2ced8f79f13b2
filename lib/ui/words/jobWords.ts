import { joinSentences } from '@/lib/base/joinSentences';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import { finishTime, isUnfinished, type Job, type JobOptions, type PeopleCounts } from '@/lib/model/job';
import { clickedPost } from '@/lib/model/source';
import {
  formatBytes,
  formatClock,
  formatCompact,
  formatDate,
  formatDays,
  formatList,
  formatNumber,
  formatPercent,
} from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import { errorWords } from '@/lib/ui/words/errorWords';
import { jobOwner, kindWord } from '@/lib/ui/words/sourceWords';

const daysOf = (interval: string | undefined): string[] => {
  const [from, to] = interval?.split('|') ?? [];
  if (from && to === '') return [t('job_from_day', formatDate(new Date(`${from}T12:00`).getTime()))];
  return from && to ? [formatDays(from, to)] : [];
};

/** What a job's list was narrowed by, as words; empty when it was not. */
export const jobFormWords = ({
  maxCount,
  interval,
  postKind = 'all',
  minLikes,
  minPlays,
  files,
  people,
  listedAfter,
  noteOnly,
}: JobOptions): string[] => [
  ...(maxCount ? [plural('job_at_most', maxCount)] : []),
  ...daysOf(interval),
  ...(listedAfter === undefined ? [] : [t('job_from_day', formatDate(listedAfter))]),
  ...(noteOnly ? [t('popup_watch_new')] : []),
  ...(postKind === 'all' ? [] : [t(`popup_kind_${postKind}`)]),
  ...(minLikes ? [t('popup_least_likes_summary', formatCompact(minLikes))] : []),
  ...(minPlays ? [t('popup_least_plays_summary', formatCompact(minPlays))] : []),
  ...(people?.posts === false ? [t('people_list')] : []),
  ...(people?.order ? [t(`people_order_${people.order}`)] : []),
  ...(files ? [formatList(files.map(kindWord))] : []),
];

/** The groups that a job's files are shown in. */
export const taskGroups = {
  failed: ['failed'],
  open: ['planned', 'fetching', 'saving'],
  saved: ['saved'],
  skipped: ['skipped', 'cancelled'],
} as const satisfies Record<string, readonly FileTaskState[]>;
export type TaskGroup = keyof typeof taskGroups;

/** The last part of the path that was decided for a file. */
export const taskName = (task: FileTask): string => task.basePath.split('/').at(-1) ?? task.basePath;

/** How things stand with one file, and why. `now` in ms. */
export const taskWords = (task: FileTask, now: number): string => {
  switch (task.state) {
    case 'planned': {
      if (!task.lastError) return t('library_task_planned');
      const later =
        task.notBefore > now ? t('library_task_later', formatClock(task.notBefore)) : t('library_task_planned');
      return joinSentences(errorWords(task.lastError.code).what, later);
    }
    case 'fetching':
      return t('library_task_fetching', formatPercent(task.total > 0 ? task.received / task.total : 0));
    case 'saving':
      return t('library_task_saving');
    case 'saved':
      return t('library_task_saved', formatBytes(task.bytes));
    case 'skipped':
      return t(`library_task_${task.reason}`);
    case 'failed':
      return joinSentences(
        errorWords(task.error.code).what,
        task.final ? t('library_task_final') : errorWords(task.error.code).todo,
      );
    case 'cancelled':
      return t('library_task_cancelled');
  }
};

/** Ended jobs stay in sight for this long, so that their outcome is seen. */
export const NEWS_MS = 10 * 60_000;

/** Whether the popup shows an ended job: for ten minutes, and a single post only if it failed. `now` in ms. */
export const isNews = (job: Job, now: number): boolean =>
  !isUnfinished(job) &&
  job.state !== 'cancelled' &&
  now - (finishTime(job) ?? job.updatedAt) < NEWS_MS &&
  // A single post that is saved shows among the files saved last.
  (!clickedPost(job.source) || job.state === 'failed');

/** What a job is doing. That of a list of people goes on listing for as long as they have their turns. */
export const jobStateWord = ({ state, people }: Pick<Job, 'state' | 'people'>): string =>
  t(`job_state_${state === 'listing' && people?.listed ? 'draining' : state}`);

const peopleCounts = (job: Job, { total, done, skipped, failed, listed }: PeopleCounts, child?: Job): string[] => {
  const ended = done + skipped + failed;
  const saved = job.counts.saved + (child?.counts.saved ?? 0);
  const isOver = !job.options.people?.posts || !listed;
  return [
    isOver ? t('job_people_listed', formatNumber(total)) : t('job_people', formatNumber(ended), formatNumber(total)),
    ...(job.options.people?.posts ? [plural('job_saved', saved)] : []),
    ...(failed > 0 ? [t('job_people_failed', formatNumber(failed))] : []),
    ...(child ? [t('job_people_now', jobOwner(child))] : []),
  ];
};

/** The job's counts in words, most important first; empty parts are left out. */
export const jobCounts = (job: Job, child?: Job): readonly string[] => {
  const { counts, phase, options } = job;
  if (job.people) return peopleCounts(job, job.people, child);
  const { total } = job.listing;
  const goal = options.maxCount && total ? Math.min(options.maxCount, total) : options.maxCount || total;
  const reading = phase === 'listing' && !clickedPost(job.source);
  const posts =
    goal && goal >= counts.seen
      ? t('job_posts_of', formatNumber(counts.seen), formatNumber(goal))
      : plural('job_posts', counts.seen);
  const files =
    phase === 'draining' && isUnfinished(job) && counts.planned > counts.saved
      ? t('job_saved_of', formatNumber(counts.saved), formatNumber(counts.planned))
      : plural('job_saved', counts.saved);
  return [
    ...(reading && isUnfinished(job) ? [posts] : []),
    files,
    ...(counts.skipped > 0 ? [plural('job_known', counts.skipped)] : []),
  ];
};
