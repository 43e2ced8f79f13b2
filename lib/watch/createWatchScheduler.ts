import type { Watch, WatchKind } from '@/lib/model/watch/liveWatch';
import type { Clock } from '@/lib/ports/Clock';
import type { Watches } from '@/lib/ports/Watches';

/**
 * Looks at all watches of a kind at once and returns their rows as they are after it. When they are looked at next is
 * not its business.
 */
export type WatchRound = (rows: readonly Watch[]) => Promise<readonly Watch[]>;

/**
 * Looks at what it is in charge of that is due; when it is to be called again, ms, undefined = not by time. `mind` has an
 * alarm set for soon: called before whatever a worker may die in, since the alarm that woke it is spent.
 */
export type WatchTurn = (mind: () => Promise<void>) => Promise<number | undefined>;

/** What the scheduler stands on. */
export interface WatchSchedulerParts {
  readonly watches: Watches;
  readonly clock: Clock;
  readonly rounds: Readonly<Record<WatchKind, WatchRound>>;
  /** What is not looked at all together. */
  readonly turns?: readonly WatchTurn[];
  /** The next pause between two rounds, ms. */
  pause(): Promise<number>;
  /** Has `wake` called at this time or soon after, also when the worker has died; undefined: no more. */
  setAlarm(time: number | undefined): Promise<void>;
  report(error: unknown): void;
}

/** A site that refuses is asked less and less often: up to eight times the pause. */
const MOST_DOUBLINGS = 3;

/** When it is tried again where the rows cannot be read. */
const RESCUE_MS = 60_000;

const earliest = (times: readonly number[]): number | undefined =>
  times.length === 0 ? undefined : Math.min(...times);

/**
 * Looks at what is watched when it is due. All watches of a kind go together: once one is due, one round is made for all
 * of them, however many there are and however long nothing could be done. The rows hold all there is to know, so that any
 * later worker goes on.
 */
export const createWatchScheduler = (parts: WatchSchedulerParts) => {
  const { watches, clock, rounds, turns = [], pause, setAlarm, report } = parts;
  let running: Promise<void> | undefined;
  let again = false;

  const look = async (kind: WatchKind, rows: readonly Watch[]): Promise<void> => {
    // Written before the round: a worker that dies in the middle of it does not begin with the same again at once.
    const gap = await pause();
    const dueAt = clock.now() + gap;
    await watches.update(rows.map((row) => ({ ...row, dueAt })));
    // Nor never again: the alarm that woke it is spent.
    await setAlarm(dueAt);
    const looked = await rounds[kind](rows);
    const failures = Math.max(0, ...looked.map((row) => row.failures));
    const next = clock.now() + gap * 2 ** Math.min(MOST_DOUBLINGS, failures);
    await watches.update(looked.map((row) => ({ ...row, dueAt: next })));
  };

  const pass = async (): Promise<void> => {
    const now = clock.now();
    const byKind = Object.groupBy(await watches.all(), ({ kind }) => kind);
    for (const [kind, rows = []] of Object.entries(byKind) as [WatchKind, Watch[]][]) {
      if (rows.some(({ dueAt }) => dueAt <= now)) await look(kind, rows).catch(report);
    }
    const times = (await watches.all()).map(({ dueAt }) => dueAt);
    const rescue = (): number => clock.now() + RESCUE_MS;
    for (const turn of turns) {
      const next = await turn(() => setAlarm(earliest([...times, rescue()]))).catch((error: unknown) => {
        report(error);
        return rescue();
      });
      if (next !== undefined) times.push(next);
    }
    await setAlarm(earliest(times));
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      await pass();
    } while (again);
    running = undefined;
  };

  return {
    /** Looks at what is due and sets the alarm; one pass at a time. Call it at every start, alarm and change of rows. */
    wake: (): Promise<void> => {
      if (running) again = true;
      running ??= run().catch(async (error: unknown) => {
        running = undefined;
        report(error);
        await setAlarm(clock.now() + RESCUE_MS).catch(report);
      });
      return running;
    },
  };
};

export type WatchScheduler = ReturnType<typeof createWatchScheduler>;
