import type { ErrorCode, Failure, RetryRule } from './failure';
import { retryRule } from './failure';

/** What lib/api.ts throws: a {@link Failure} in the clothes of an Error. */
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
