import type { Job } from '@/lib/model/job';
import type { ListWatch, WatchEvery } from '@/lib/model/watch/listWatch';
import { formatDateTime, formatUnit } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { jobTitle } from '@/lib/ui/words/sourceWords';

const usual: readonly WatchEvery[] = [
  ...[1, 3, 6, 12].map((count) => ({ unit: 'hours', count }) as const),
  ...[1, 2, 7].map((count) => ({ unit: 'days', count }) as const),
];

/** How often lists are usually looked at, and how often this one is, the most often first. */
export const everyChoices = ({ unit, count }: WatchEvery): readonly WatchEvery[] => {
  if (usual.some((one) => one.unit === unit && one.count === count)) return usual;
  const hoursOf = (one: WatchEvery): number => one.count * (one.unit === 'hours' ? 1 : 24);
  return [...usual, { unit, count }].sort((a, b) => hoursOf(a) - hoursOf(b));
};

/** `6 hours` */
export const everyWord = ({ unit, count }: WatchEvery): string => formatUnit(count, unit === 'hours' ? 'hour' : 'day');

/** What is watched: the list, and whose it is. */
export const watchTitle = ({ source, name }: ListWatch): string =>
  jobTitle({ source, ...(name === '' ? {} : { owner: { key: '', name } }) });

/** How things stand with a watch: `job` = that of its look. `now` in ms. */
export const watchState = (
  { jobId, paused, dueAt }: ListWatch,
  job: Job | undefined,
  pausesAll: boolean,
  now: number,
): string => {
  if (jobId !== undefined && (job?.state === 'listing' || job?.state === 'draining')) return t('watched_busy');
  if (paused || pausesAll) return t('job_state_paused');
  return dueAt > now ? t('watched_next', formatDateTime(dueAt)) : t('watched_soon');
};
