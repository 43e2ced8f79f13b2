const FIRST_PAUSE_MS = 60_000;
const MOST_DOUBLINGS = 6;

/**
 * Pauses between tries of something that is heard to end by itself, so that what fails at once is not begun anew at once:
 * a minute after the first failure, an hour after several. It forgets with the process.
 */
export const createTries = (now: () => number) => {
  const failures = new Map<string, { readonly count: number; readonly until: number }>();
  return {
    /** True while another try would come too soon. */
    pauses: (key: string): boolean => now() < (failures.get(key)?.until ?? 0),
    failed: (key: string): void => {
      const count = failures.get(key)?.count ?? 0;
      failures.set(key, { count: count + 1, until: now() + FIRST_PAUSE_MS * 2 ** Math.min(MOST_DOUBLINGS, count) });
    },
  };
};
