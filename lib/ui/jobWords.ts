import type { Job } from '@/lib/model/job';
import { formatNumber } from './format';
import { plural, t } from './i18n';

/** Whether a person can still act on it: pause, resume, cancel. */
export const isOpen = (job: Pick<Job, 'state'>): boolean =>
  job.state === 'listing' || job.state === 'draining' || job.state === 'waiting' || job.state === 'paused';

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
    phase === 'draining' && isOpen(job) && counts.planned > counts.saved
      ? t('job_saved_of', formatNumber(counts.saved), formatNumber(counts.planned))
      : plural('job_saved', counts.saved);
  return [
    ...(reading && isOpen(job) ? [posts] : []),
    files,
    ...(counts.skipped > 0 ? [plural('job_known', counts.skipped)] : []),
  ];
};
