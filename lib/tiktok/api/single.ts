import type { Row } from './rows';

/** A single reply: what was read, with the reply it was read from. */
export type Single<T> = T & {
  /** The reply as it came. */
  readonly raw: unknown;
  /** The same as a flat row. */
  toDict(): Row;
};

/** Joins what was read with its reply. */
export const single = <T extends object>(value: T, raw: unknown, row: (value: T) => Row): Single<T> => ({
  ...value,
  raw,
  toDict: () => row(value),
});
