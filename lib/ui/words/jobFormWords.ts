import type { JobOptions } from '@/lib/model/job';
import { formatCompact, formatDays } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import { kindWord } from './sourceWords';

const daysOf = (interval: string | undefined): string[] => {
  const [from, to] = interval?.split('|') ?? [];
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
}: JobOptions): string[] => [
  ...(maxCount ? [plural('job_at_most', maxCount)] : []),
  ...daysOf(interval),
  ...(postKind === 'all' ? [] : [t(`popup_kind_${postKind}`)]),
  ...(minLikes ? [t('popup_least_likes_summary', formatCompact(minLikes))] : []),
  ...(minPlays ? [t('popup_least_plays_summary', formatCompact(minPlays))] : []),
  ...(files ? [files.map(kindWord).join(', ')] : []),
];
