import { type Failure, failure, TokError } from '@/lib/base/failure';
import type { BackupFault, BackupProblem } from '@/lib/ports/Backup';

/** What is thrown between the generators of this folder; {@link problemOf} makes a value of it at the edge. */
export class BackupError extends Error {
  readonly problem: BackupProblem;

  constructor(fault: BackupFault, detail: string, options?: ErrorOptions) {
    super(`${fault}: ${detail}`, options);
    this.name = 'BackupError';
    this.problem = { kind: 'file', fault, detail };
  }
}

const isQuota = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || /quota/i.test(error.name));

const failureOf = (error: unknown): Failure => {
  if (error instanceof TokError) return error.failure;
  if (isQuota(error)) return failure('space', 'database');
  return failure('database', error instanceof Error ? error.name : typeof error);
};

/** What went wrong, as a value. */
export const problemOf = (error: unknown, signal: AbortSignal): BackupProblem => {
  if (signal.aborted) return { kind: 'stopped' };
  return error instanceof BackupError ? error.problem : { kind: 'failed', failure: failureOf(error) };
};
