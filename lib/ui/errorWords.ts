import type { ErrorCode } from '@/lib/base/failure';
import type { WaitReason } from '@/lib/model/job';
import { formatClock } from './format';
import { t } from './i18n';

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
  permission: 'allow',
  cap: 'settings',
  input: 'none',
  bug: 'retry',
};

/** The words for a failure's code. */
export const errorWords = (code: ErrorCode): ErrorWords => ({
  what: t(`error_${code}`),
  retry: t(`error_${code}_retry`),
  todo: t(`error_${code}_do`),
  remedy: remedies[code],
});

const waitRemedies: Record<WaitReason, Remedy> = {
  time: 'none',
  login: 'login',
  captcha: 'solve',
  space: 'resume',
  offline: 'none',
  gate: 'open',
  permission: 'allow',
  cap: 'settings',
  tab: 'resume',
};

/** One line on what a job waits for, and what to press. `until` is in ms. */
export const waitWords = (reason: WaitReason, until?: number): { readonly what: string; readonly remedy: Remedy } => {
  const timed = until !== undefined && (reason === 'time' || reason === 'gate');
  const what = timed ? t(`wait_${reason}_until`, formatClock(until)) : t(`wait_${reason}`);
  return { what, remedy: waitRemedies[reason] };
};
