/** What lib/api.ts throws: a {@link Failure} as an Error, with its code and retry rule. */
export class TokError extends Error {
  readonly code: ErrorCode;
  readonly retry: RetryRule;
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.detail ? `${failure.code}: ${failure.detail}` : failure.code, options);
    this.name = 'TokError';
    this.code = failure.code;
    this.retry = retryRule(failure.code);
    this.failure = failure;
  }
}

/**
 * Every way in which TokShelf can fail, as stable codes. Sentences for them stand in public/_locales
 * under `error_<code>` (what happened, whether it is retried, what the person can do).
 */
export const errorCodes = [
  'gate',
  'captcha',
  'login',
  'rate',
  'private',
  'removed',
  'region',
  'age',
  'expired',
  'network',
  'offline',
  'timeout',
  'http',
  'shape',
  'list',
  'file',
  'space',
  'folder',
  'permission',
  'cap',
  'input',
  'bug',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** When another try makes sense: at once, after a pause, after the person acted, or not at all. */
export type RetryRule = 'now' | 'later' | 'login' | 'never';

const retryRules: Record<ErrorCode, RetryRule> = {
  gate: 'later',
  captcha: 'later',
  login: 'login',
  rate: 'later',
  private: 'never',
  removed: 'never',
  region: 'never',
  age: 'login',
  expired: 'now',
  network: 'later',
  offline: 'later',
  timeout: 'later',
  http: 'later',
  shape: 'never',
  list: 'later',
  file: 'now',
  space: 'later',
  folder: 'later',
  permission: 'later',
  cap: 'later',
  input: 'never',
  bug: 'never',
};

/** A failure as a plain, JSON-safe value. */
export interface Failure {
  readonly code: ErrorCode;
  /** Technical remark for logs and diagnostics, never shown as the message and never holding tokens. */
  readonly detail?: string | undefined;
  /** HTTP status or the site's own status code, when one was seen. */
  readonly status?: number | undefined;
  /** The post the failure is about. */
  readonly postId?: string | undefined;
}

/** Builds a {@link Failure}. */
export const failure = (
  code: ErrorCode,
  detail?: string,
  more: { readonly status?: number; readonly postId?: string } = {},
): Failure => ({ code, ...(detail === undefined ? {} : { detail }), ...more });

/** Says when a failure of this code is worth another try. */
export const retryRule = (code: ErrorCode): RetryRule => retryRules[code];
