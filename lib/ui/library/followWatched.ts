import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { Settings } from '@/lib/model/settings';
import type { ListWatch, WatchEvery } from '@/lib/model/watch/listWatch';
import type { Call } from '@/lib/rpc/createRpcClient';
import type { WatchListPorts } from './WatchListPorts';

/** The lists that are watched, and what a person can do with them. */
export interface WatchedLists {
  /** Absent until they are read. */
  readonly rows: ReadonlySignal<readonly ListWatch[] | undefined>;
  /** All are paused. */
  readonly paused: ReadonlySignal<boolean>;
  pauseAll(paused: boolean): Promise<void>;
  control(watchId: string, action: 'pause' | 'resume' | 'look'): Promise<void>;
  setEvery(watchId: string, every: WatchEvery): Promise<void>;
  remove(watchId: string): Promise<void>;
  /** Starts following; returns the function that stops it. */
  start(): () => void;
}

/** Builds it; `onProblem` hears what the last press came to, undefined = it went well. */
export const followWatched = (
  ports: WatchListPorts,
  call: Call,
  onProblem: (failed: Failure | undefined) => void,
): WatchedLists => {
  const rows = signal<readonly ListWatch[] | undefined>(undefined);
  const paused = signal(false);
  let settings: Settings | undefined;

  const press = async (reply: Promise<Result<unknown>>): Promise<void> => {
    const answer = await reply;
    onProblem(answer.ok ? undefined : answer.error);
  };

  return {
    rows,
    paused,
    pauseAll: async (value) => {
      if (!settings) return;
      await press(call('setSettings', { settings: { ...settings, watch: { ...settings.watch, paused: value } } }));
    },
    control: (watchId, action) => press(call('controlWatch', { watchId, action })),
    setEvery: (watchId, every) => press(call('setWatchEvery', { watchId, every })),
    remove: (watchId) => press(call('unwatch', { watchId })),
    start: () => {
      const stopRows = ports.watchRows((next) => {
        rows.value = next;
      });
      const stopSettings = ports.watchSettings((next) => {
        settings = next;
        paused.value = next.watch.paused;
      });
      return () => {
        stopSettings();
        stopRows();
      };
    },
  };
};
