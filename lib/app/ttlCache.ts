import type { Clock } from '@/lib/ports/Clock';

/** What was read; `whole` = without a failure on the way. */
export interface Reading<T> {
  readonly value: T;
  readonly whole: boolean;
}

/**
 * Remembers answers by key for a while, so that asking again costs nothing; who asks meanwhile shares the request. An
 * answer with a failure in it is handed on and not remembered.
 */
export const ttlCache = <T>(clock: Clock, ms: number) => {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<T> }>();

  const sweep = (): void => {
    for (const [key, { at }] of kept) if (clock.now() - at >= ms) kept.delete(key);
  };

  return (key: string, read: () => Promise<Reading<T>>): Promise<T> => {
    sweep();
    const known = kept.get(key);
    if (known) return known.value;
    const ask = async (): Promise<T> => {
      let whole = false;
      try {
        const reading = await read();
        whole = reading.whole;
        return reading.value;
      } finally {
        if (!whole) kept.delete(key);
      }
    };
    const value = ask();
    kept.set(key, { at: clock.now(), value });
    return value;
  };
};
