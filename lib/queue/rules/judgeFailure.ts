import type { ErrorCode, Failure } from '@/lib/base/failure';
import type { WaitReason } from '@/lib/model/job';
import { WORK_TAB_CLOSED } from '@/lib/ports/routes';

/**
 * What a failure means for the work:
 * - `gone`: the post can never be had, the job goes on
 * - `never`: trying the same again is pointless
 * - `slow`: the site wants us to slow down, everybody pauses
 * - `again`: this one may pass a little later
 * - `refetch`: the bytes were wrong, another try costs only time
 * - `stale`: the address no longer works, a new one is to be asked for
 * - `hold`: the job cannot go on before something changes
 */
export type Verdict = 'gone' | 'never' | 'slow' | 'again' | 'refetch' | 'stale' | 'hold';

const verdicts: Record<ErrorCode, Verdict> = {
  gate: 'slow',
  captcha: 'hold',
  login: 'hold',
  rate: 'slow',
  private: 'gone',
  removed: 'gone',
  region: 'gone',
  age: 'never',
  expired: 'stale',
  network: 'again',
  offline: 'hold',
  timeout: 'again',
  http: 'again',
  shape: 'never',
  list: 'again',
  file: 'refetch',
  space: 'hold',
  folder: 'never',
  permission: 'hold',
  cap: 'hold',
  input: 'never',
  bug: 'never',
};

/** Judges a failure by its code and HTTP status. */
export const judgeFailure = ({ code, status = 0 }: Failure): Verdict => {
  if (code === 'http' && status === 429) return 'slow';
  if (code === 'http' && status === 403) return 'stale';
  if (code === 'http' && status >= 500) return 'slow';
  return verdicts[code];
};

/** What a job waits for after a failure that holds it. */
export const holdReason = (code: ErrorCode): WaitReason => {
  switch (code) {
    case 'captcha':
    case 'login':
    case 'offline':
    case 'space':
    case 'folder':
    case 'permission':
    case 'cap':
    case 'gate':
      return code;
    default:
      return 'time';
  }
};

/** The same, told apart further: a work tab that the person closed is no matter of access. */
export const waitReason = ({ code, detail }: Failure): WaitReason =>
  code === 'permission' && detail === WORK_TAB_CLOSED ? 'tab' : holdReason(code);
