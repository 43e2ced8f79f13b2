import type { Clock } from '@/lib/ports/Clock';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
}

/** Time that passes only when a test lets it. */
export interface VirtualClock extends Clock {
  /** Calls back at a time; returns the function that stops this. */
  at(time: number, fire: () => void): () => void;
  /** Lets what can run without time passing run. */
  settle(): Promise<void>;
  /** Lets time pass until `done` holds, at most for `ms`. Returns whether it holds. */
  runUntil(done: () => boolean | Promise<boolean>, ms?: number): Promise<boolean>;
  pass(ms: number): Promise<void>;
}

// One turn of the real event loop lets every chain of promises run dry, since no fake waits for anything but timers.
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock at noon of 2026-03-01, local time. */
export const createVirtualClock = (start = new Date(2026, 2, 1, 12).getTime()): VirtualClock => {
  let now = start;
  let order = 0;
  const timers = new Set<Timer>();

  const at = (time: number, fire: () => void): (() => void) => {
    order += 1;
    const timer = { at: Math.max(time, now), order, fire };
    timers.add(timer);
    return () => {
      timers.delete(timer);
    };
  };

  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  };

  const runUntil = async (done: () => boolean | Promise<boolean>, ms = 30 * 86_400_000): Promise<boolean> => {
    const end = now + ms;
    for (;;) {
      await turn();
      if (await done()) return true;
      const timer = next();
      if (!timer || timer.at > end) {
        now = Math.max(now, timer ? end : now);
        return false;
      }
      now = timer.at;
      for (const due of [...timers].filter(({ at: time }) => time === now)) {
        timers.delete(due);
        due.fire();
      }
    }
  };

  return {
    now: () => now,
    sleep: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    at,
    settle: turn,
    runUntil,
    pass: async (ms) => {
      const end = now + ms;
      await runUntil(() => false, ms);
      now = Math.max(now, end);
      await turn();
    },
  };
};
