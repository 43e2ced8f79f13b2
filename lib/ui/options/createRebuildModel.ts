import { type ReadonlySignal, signal } from '@preact/signals';
import type { Result } from '@/lib/base/result';
import type { RebuildTally, WorkSignals } from '@/lib/ports/FolderAccess';
import { followWork, type WorkState } from '@/lib/ui/forms/followWork';

/** All that bringing a library back from a folder needs from the world. */
export interface RebuildPorts {
  /** How many files the chosen folder's lists name of which the library knows nothing. */
  countForgotten(): Promise<number>;
  rebuild(signals: WorkSignals<RebuildTally>): Promise<Result<RebuildTally>>;
  /** Tells the background of the rows, and that a lost database is made good. */
  tellRebuilt(): Promise<void>;
}

/** The library, brought back from what the chosen folder's lists name. */
export interface RebuildModel {
  readonly state: ReadonlySignal<WorkState<RebuildTally>>;
  /** Absent until they were counted. */
  readonly forgotten: ReadonlySignal<number | undefined>;
  /** Counts anew. */
  refresh(): Promise<void>;
  begin(): Promise<void>;
  stop(): void;
}

/** Builds the model on its ports. */
export const createRebuildModel = (ports: RebuildPorts): RebuildModel => {
  const forgotten = signal<number | undefined>(undefined);
  const refresh = async (): Promise<void> => {
    forgotten.value = await ports.countForgotten();
  };
  const work = followWork(ports.rebuild, async () => {
    // Stopped or failed halfway, files still have to count as saved by what lies there.
    const ended = work.state.peek();
    if (ended.step === 'done' && !ended.isStopped) await ports.tellRebuilt();
    await refresh();
  });
  return {
    state: work.state,
    forgotten,
    refresh,
    begin: () => work.run({ total: forgotten.peek() ?? 0, back: 0, gone: 0 }),
    stop: work.stop,
  };
};
