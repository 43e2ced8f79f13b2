import type { Clock } from '@/lib/ports/Clock';
import type { Wake } from '@/lib/ports/Wake';

/** Sees to it that the scheduler turns again in time, whether the worker lives or not. */
export interface Timer {
  /** `due` = when something becomes due by itself; `busy` = there is work that an alarm should look after. */
  arm(due: number | undefined, busy: boolean): Promise<void>;
  /** The scheduler was woken, perhaps by the alarm: which one is set is not known any more. */
  woken(): void;
  /** A pass broke off before it could arm: the alarm is set anew, whatever is known of it. */
  rescue(): Promise<void>;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Alarms come at most half a minute apart and may be late; while the worker lives, `kick` comes on the dot. */
export const createTimer = (wake: Wake, clock: Clock, heartbeat: number, kick: () => void): Timer => {
  /** Undefined while it is not known which is set: a worker before this one may have set it, or it has just rung. */
  let alarm: number | undefined;
  let nap = NEVER;

  const setAlarm = async (due: number): Promise<void> => {
    if (due === NEVER) {
      if (alarm !== NEVER) await wake.clear();
      alarm = NEVER;
    } else if (alarm === undefined || alarm <= clock.now() || due < alarm) {
      alarm = due;
      await wake.at(due);
    }
  };

  const setNap = (due: number): void => {
    const now = clock.now();
    if (due >= nap || due - now >= heartbeat) return;
    nap = due;
    void clock.sleep(Math.max(0, due - now)).then(() => {
      if (nap === due) nap = NEVER;
      kick();
    });
  };

  return {
    arm: async (due = NEVER, busy) => {
      await setAlarm(Math.min(due, busy ? clock.now() + heartbeat : NEVER));
      if (due !== NEVER) setNap(due);
    },
    woken: () => {
      // The alarm that rang may have been ours or an earlier worker's. Unknown = the next pass sets one in any case.
      alarm = undefined;
    },
    rescue: async () => {
      alarm = clock.now() + heartbeat;
      await wake.at(alarm);
    },
  };
};
