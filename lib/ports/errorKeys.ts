import { type ErrorCode, policyOf } from '@/lib/base/errorPolicy';
import type { MessageKey } from './Messages';

/**
 * The keys of a failure's three sentences: what happened, whether it is tried again, what the person can do.
 *
 * @param ended `press` = something that was pressed came to nothing; `work` = a file, post or list was given up, unless it
 *   is held; absent while the work goes on
 */
export const errorKeys = (
  code: ErrorCode,
  ended?: 'press' | 'work',
): Readonly<Record<'what' | 'retry' | 'todo', MessageKey>> => {
  const isOver = ended === 'press' || (ended === 'work' && !policyOf(code).resumes);
  return {
    what: `error_${code}`,
    retry: isOver && policyOf(code).retry !== 'never' ? 'error_ended' : `error_${code}_retry`,
    todo: `error_${code}_do`,
  };
};
