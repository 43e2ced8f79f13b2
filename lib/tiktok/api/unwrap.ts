import type { Result } from '@/lib/base/result';
import { TokError } from '@/lib/base/TokError';

/** The value of a result; a failure is thrown as TokError, as the developer API does everywhere. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new TokError(result.error);
};
