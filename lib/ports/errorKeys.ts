import { type ErrorCode, retryRule } from '@/lib/base/failure';
import type { MessageKey } from './Messages';

/** Failures that hold a job, which goes on when the person, the disk or the connection is ready. */
const holding: ReadonlySet<ErrorCode> = new Set(['captcha', 'login', 'offline', 'space', 'permission', 'cap']);

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
  const isOver = ended === 'press' || (ended === 'work' && !holding.has(code));
  return {
    what: `error_${code}`,
    retry: isOver && retryRule(code) !== 'never' ? 'error_ended' : `error_${code}_retry`,
    todo: `error_${code}_do`,
  };
};
