import { policyOf, type Verdict, type WaitReason } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import { isTooLarge } from '@/lib/media/largestFile';
import { OTHER_ACCOUNT } from '@/lib/model/job';
import { WORK_TAB_CLOSED } from '@/lib/ports/routes';

/** Judges a failure by its code and HTTP status; a file that is too large for its kind is not fetched again. */
export const judgeFailure = (failed: Failure): Verdict => {
  const { code, status = 0 } = failed;
  if (isTooLarge(failed)) return 'never';
  if (code === 'http' && status === 429) return 'slow';
  if (code === 'http' && status === 403) return 'stale';
  if (code === 'http' && status >= 500) return 'slow';
  return policyOf(code).verdict;
};

/** What a job waits for after a failure that holds it: a work tab that the person closed is no matter of access, another account's session no lack of one. */
export const waitReason = ({ code, detail }: Failure): WaitReason => {
  if (code === 'permission' && detail === WORK_TAB_CLOSED) return 'tab';
  if (code === 'login' && detail === OTHER_ACCOUNT) return 'session';
  return policyOf(code).waitsFor ?? 'time';
};
