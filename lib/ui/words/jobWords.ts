import { isUnfinished, type Job } from '@/lib/model/job';
import { formatNumber } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';

/** Ended jobs stay in sight for this long, so that their outcome is seen. */
const NEWS_MS = 10 * 60_000;

/** Whether the popup shows an ended job: for ten minutes, and a single post only if it failed. `now` in ms. */
export const isNews = (job: Job, now: number): boolean =>
  !isUnfinished(job) &&
  job.state !== 'cancelled' &&
  now - (job.finishedAt ?? job.updatedAt) < NEWS_MS &&
  // A single post that is saved shows among the files saved last.
  (job.source.kind !== 'one' || job.state === 'failed');

/** The job's counts in words, most important first; empty parts are left out. */
export const jobCounts = (job: Job): readonly string[] => {
  const { counts, phase, total, options } = job;
  const goal = options.maxCount && total ? Math.min(options.maxCount, total) : options.maxCount || total;
  const reading = phase === 'listing' && job.source.kind !== 'one';
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
