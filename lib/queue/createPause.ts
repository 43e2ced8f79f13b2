import type { Settings } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { Random } from '@/lib/ports/Random';
import { drawGap } from './createLane';
import { gapOf } from './resolvePost';

interface PauseParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: () => Promise<Settings>;
}

/** Waits out the person's own gap, for requests that one call of Lists makes: the lane only parts the calls. */
export const createPause =
  ({ clock, random, settings }: PauseParts): (() => Promise<void>) =>
  async () =>
    clock.sleep(drawGap(random, gapOf(await settings())));
