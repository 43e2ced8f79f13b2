import { type ErrorCode, policyOf, type Remedy, type WaitReason, waitPolicy } from '@/lib/base/errorPolicy';
import { errorKeys } from '@/lib/ports/errorKeys';
import type { MessageKey } from '@/lib/ports/Messages';
import { formatClock } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

/** A failure in three parts, and what to press. */
export interface ErrorWords {
  readonly what: string;
  readonly retry: string;
  readonly todo: string;
  readonly remedy: Remedy;
}

/** The words for a failure's code; `ended` as in {@link errorKeys}. */
export const errorWords = (code: ErrorCode, ended?: 'press' | 'work'): ErrorWords => {
  const keys = errorKeys(code, ended);
  return { what: t(keys.what), retry: t(keys.retry), todo: t(keys.todo), remedy: policyOf(code).remedy };
};

/** How a wait ends; the two that end by the clock say so in their first line. */
const waitEnds: Partial<Record<WaitReason, MessageKey>> = {
  login: 'error_login_retry',
  session: 'wait_session_do',
  cap: 'wait_cap_do',
  tab: 'wait_tab_do',
  folder: 'wait_folder_do',
  grant: 'wait_grant_do',
  lost: 'error_lost_do',
  path: 'wait_path_do',
  names: 'wait_names_do',
  captcha: 'error_captcha_retry',
  space: 'error_space_retry',
  permission: 'error_permission_retry',
  offline: 'error_offline_retry',
  browser: 'error_browser_retry',
  surplus: 'error_surplus_do',
};

/** What a job waits for, how that ends, and what to press. `until` is in ms. */
export const waitWords = (
  reason: WaitReason,
  until?: number,
): { readonly what: string; readonly end?: string; readonly remedy: Remedy } => {
  const timed = until !== undefined && (reason === 'time' || reason === 'gate');
  const what = timed ? t(`wait_${reason}_until`, formatClock(until)) : t(`wait_${reason}`);
  const end = waitEnds[reason];
  return { what, ...(end ? { end: t(end) } : {}), remedy: waitPolicy[reason].remedy };
};
