import type { Failure } from './failure';

/** A value that was reached. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** A failure as a value. */
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** Either a value or a failure; nothing is thrown across a module's edge. */
export type Result<T, E = Failure> = Ok<T> | Err<E>;

/** Wraps a value as reached. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** Wraps a failure. */
export const err = <E>(error: E): Err<E> => ({ ok: false, error });
