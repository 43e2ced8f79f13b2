import type { TakenOrigin } from '@/lib/model/library/takenOver';
import type { MessageKey } from '@/lib/ports/Messages';
import type { Unreadable } from '@/lib/takeover/FoundPosts';
import { LIMITS } from '@/lib/takeover/limits';
import type { ReadProblem } from '@/lib/takeover/readTakeOver';
import type { TakeOverFault } from '@/lib/takeover/TakeOverError';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { TroubleTopic } from './troubleTopics';

/** Where posts came from, in words. */
export const originWord = (origin: TakenOrigin): string => t(`take_origin_${origin}`);

/** Where something stands that could not be read: the file, and its line or its place in a list. */
export const placeWords = ({ file, line, entry }: Pick<Unreadable, 'file' | 'line' | 'entry'>): string => {
  if (line !== undefined) return t('take_at_line', file, formatNumber(line));
  return entry === undefined ? file : t('take_at_entry', file, formatNumber(entry));
};

const faults: Readonly<Record<TakeOverFault, readonly [MessageKey, MessageKey, TroubleTopic]>> = {
  foreign: ['take_foreign', 'take_foreign_do', 'take_foreign'],
  broken: ['take_broken', 'take_broken_do', 'take_broken'],
  sqlite: ['take_sqlite', 'take_sqlite_do', 'take_sqlite'],
  large: ['take_large', 'take_large_do', 'take_large'],
  many: ['take_many', 'take_many_do', 'take_many'],
};

/** A problem of reading in words: what happened, what to do, and where in which file. */
export const takeOverProblemWords = (
  problem: ReadProblem,
): { readonly what: string; readonly todo: string; readonly place: string; readonly topic?: TroubleTopic } => {
  if (problem.kind === 'stopped') return { what: t('move_stopped'), todo: '', place: '' };
  const [what, todo, topic] = faults[problem.fault];
  return { what: t(what), todo: t(todo, formatNumber(LIMITS.files)), place: placeWords(problem), topic };
};
