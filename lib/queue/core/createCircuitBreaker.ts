import { z } from 'zod';
import type { Clock } from '@/lib/ports/Clock';
import type { KvTable } from '@/lib/ports/Store';
import type { Tuning } from './tuning';

const KEY = 'backoff';
const stateSchema = z.object({ until: z.number(), level: z.number().int().nonnegative() });
type State = z.infer<typeof stateSchema>;

/** The one pause that all requests share after the site said "slow down". */
export interface CircuitBreaker {
  /** Reads what an earlier worker left. */
  load(): Promise<void>;
  /** Nothing is sent before this time (ms); 0 = no pause. */
  until(): number;
  /** True after a pause until one request passed: until then one at a time. */
  probing(): boolean;
  /** Starts or doubles the pause; several refusals during one pause count once. Returns its end. */
  trip(): Promise<number>;
  /** A request passed. */
  passed(): Promise<void>;
}

/** Keeps the pause in the store, since a worker that died during it must not come back and ask at once. */
export const createCircuitBreaker = (kv: KvTable, clock: Clock, tuning: Tuning): CircuitBreaker => {
  let state: State = { until: 0, level: 0 };
  return {
    load: async () => {
      const stored = stateSchema.safeParse(await kv.get(KEY));
      if (stored.success) state = stored.data;
    },
    until: () => state.until,
    probing: () => state.level > 0,
    trip: async () => {
      const now = clock.now();
      if (now < state.until) return state.until;
      const pause = Math.min(tuning.backoffMax, tuning.backoffFirst * 2 ** state.level);
      state = { until: now + pause, level: state.level + 1 };
      await kv.put(KEY, state);
      return state.until;
    },
    passed: async () => {
      // What was sent before the pause and answered during it says nothing about the site's mood now.
      if (state.level === 0 || clock.now() < state.until) return;
      state = { until: 0, level: 0 };
      await kv.delete(KEY);
    },
  };
};
