import type { PostGroup } from '@/lib/model/library/postGroup';
import { formatDate, formatHandle, formatMonth } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { inOnePiece } from '@/lib/ui/format/inOnePiece';
import { listTitle } from './sourceWords';

/** What a group is called. */
export const groupTitle = ({ kind, key, title, handle, list }: PostGroup): string => {
  if (kind === 'month') return formatMonth(key);
  if (list) return listTitle(list);
  if (title === '') return t('library_group_unknown');
  return handle !== undefined && handle !== title ? `${title} ${formatHandle(handle)}` : title;
};

/** The names that a person had before, each with the day it was first met, the newest first; empty where there was but one. */
export const namesOverTime = ({ names = [] }: PostGroup): string =>
  names.length < 2
    ? ''
    : t(
        'library_group_names',
        names
          .slice(0, -1)
          .reverse()
          .map(({ value, firstSeen }) => `${inOnePiece(value)} (${formatDate(firstSeen)})`)
          .join(' · '),
      );
