import { type ErrorCode, policyOf, type RetryRule } from './errorPolicy';

/** What lib/api.ts throws: a {@link Failure} as an Error, with its code and retry rule. */
export class TokError extends Error {
  readonly code: ErrorCode;
  readonly retry: RetryRule;
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.detail ? `${failure.code}: ${failure.detail}` : failure.code, options);
    this.name = 'TokError';
    this.code = failure.code;
    this.retry = policyOf(failure.code).retry;
    this.failure = failure;
  }
}

/** A failure as a plain, JSON-safe value. */
export interface Failure {
  readonly code: ErrorCode;
  /** Technical remark for logs and diagnostics, never shown as the message and never holding tokens. */
  readonly detail?: string | undefined;
  /** HTTP status, when one was seen. */
  readonly status?: number | undefined;
  /** The site's own code in a reply that HTTP calls good; never compared with HTTP statuses. */
  readonly siteCode?: number | undefined;
  /** The post the failure is about. */
  readonly postId?: string | undefined;
}

/** Builds a {@link Failure}. */
export const failure = (
  code: ErrorCode,
  detail?: string,
  more: { readonly status?: number; readonly siteCode?: number; readonly postId?: string } = {},
): Failure => ({ code, ...(detail === undefined ? {} : { detail }), ...more });
