import type { Clock } from '@/lib/ports/Clock';
import type { Random } from '@/lib/ports/Random';

/** Pause between two bulk requests, drawn anew each time, ms. */
export interface Gap {
  readonly min: number;
  readonly max: number;
}

/** Lets one request to the site through at a time. */
export interface RequestLimiter {
  /** Without a gap the work only waits for the request under way: a click does not wait out the pauses of bulk jobs. */
  run<T>(work: () => Promise<T>, gap?: Gap): Promise<T>;
  /** Until when the next request with a gap would wait, ms since 1970; 0 before the first. */
  freeAt(): number;
}

/** A pause within the gap, ms. */
export const drawGap = (random: Random, { min, max }: Gap): number => {
  const [high = 0, low = 0] = random.bytes(2);
  return min + Math.max(0, max - min) * ((high * 256 + low) / 65_536);
};

/** One limiter for list pages, posts and comments. */
export const createRequestLimiter = (clock: Clock, random: Random): RequestLimiter => {
  let last: Promise<unknown> = Promise.resolve();
  let free = 0;

  const waitForGap = async (gap: Gap): Promise<void> => {
    const now = clock.now();
    const at = Math.max(now, free);
    free = at + drawGap(random, gap);
    if (at > now) await clock.sleep(at - now);
  };

  return {
    run: async (work, gap) => {
      if (gap) await waitForGap(gap);
      const mine = last.then(work);
      // The next in line waits for the end, whichever it is; the caller gets the error.
      last = mine.catch(() => undefined);
      return await mine;
    },
    freeAt: () => free,
  };
};
