import type { ErrorCode } from '@/lib/base/failure';
import type { WaitReason } from '@/lib/model/job';
import { errorKeys } from '@/lib/ports/errorKeys';
import type { MessageKey } from '@/lib/ports/Messages';
import { formatClock } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

/** The one thing that a person can press to get on; `none` = only words help. */
export type Remedy = 'open' | 'login' | 'allow' | 'solve' | 'retry' | 'resume' | 'settings' | 'none';

/** A failure in three parts, and what to press. */
export interface ErrorWords {
  readonly what: string;
  readonly retry: string;
  readonly todo: string;
  readonly remedy: Remedy;
}

const remedies: Record<ErrorCode, Remedy> = {
  gate: 'open',
  captcha: 'solve',
  login: 'login',
  rate: 'none',
  private: 'none',
  removed: 'none',
  region: 'none',
  age: 'login',
  expired: 'retry',
  network: 'retry',
  offline: 'none',
  timeout: 'retry',
  http: 'retry',
  shape: 'retry',
  list: 'retry',
  file: 'retry',
  space: 'none',
  folder: 'retry',
  permission: 'allow',
  cap: 'settings',
  input: 'none',
  bug: 'retry',
};

/** The words for a failure's code; `ended` as in {@link errorKeys}. */
export const errorWords = (code: ErrorCode, ended?: 'press' | 'work'): ErrorWords => {
  const keys = errorKeys(code, ended);
  return { what: t(keys.what), retry: t(keys.retry), todo: t(keys.todo), remedy: remedies[code] };
};

const waitRemedies: Record<WaitReason, Remedy> = {
  time: 'none',
  login: 'login',
  captcha: 'solve',
  space: 'resume',
  folder: 'resume',
  offline: 'none',
  gate: 'open',
  permission: 'allow',
  cap: 'settings',
  tab: 'resume',
};

/** How a wait ends; the two that end by the clock say so in their first line. */
const waitEnds: Partial<Record<WaitReason, MessageKey>> = {
  login: 'error_login_retry',
  cap: 'wait_cap_do',
  tab: 'wait_tab_do',
  folder: 'wait_folder_do',
  captcha: 'error_captcha_retry',
  space: 'error_space_retry',
  permission: 'error_permission_retry',
  offline: 'error_offline_retry',
};

/** What a job waits for, how that ends, and what to press. `until` is in ms. */
export const waitWords = (
  reason: WaitReason,
  until?: number,
): { readonly what: string; readonly end?: string; readonly remedy: Remedy } => {
  const timed = until !== undefined && (reason === 'time' || reason === 'gate');
  const what = timed ? t(`wait_${reason}_until`, formatClock(until)) : t(`wait_${reason}`);
  const end = waitEnds[reason];
  return { what, ...(end ? { end: t(end) } : {}), remedy: waitRemedies[reason] };
};
