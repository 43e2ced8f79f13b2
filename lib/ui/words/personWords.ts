import type { TurnRow } from '@/lib/model/people/peopleRows';
import { formatHandle } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from './errorWords';

/** What is to be told of a person's turn, in plain words: another name, and why nothing could be saved. */
export const turnWords = ({ uniqueId, formerHandle, state, code }: TurnRow): readonly string[] => {
  const name = formatHandle(uniqueId);
  const renamed = formerHandle === undefined ? [] : [t('person_renamed', formatHandle(formerHandle), name)];
  if (state !== 'failed') return renamed;
  if (code === 'private') return [...renamed, t('person_private', name)];
  if (code === 'removed') return [...renamed, t('person_gone', name)];
  return [...renamed, t('person_failed', name, code ? errorWords(code).what : '')];
};
