import type { Clock } from '@/lib/ports/Clock';

// setTimeout takes 31 bits; a longer wait would end at once.
const LONGEST_MS = 2_147_483_647;

/** The machine's clock. A sleep does not outlive the worker: what must, belongs to Wake. */
export const createClock = (): Clock => ({
  now: () => Date.now(),
  sleep: async (ms) => {
    for (let left = ms; left > 0; left -= LONGEST_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, LONGEST_MS)));
    }
  },
});
