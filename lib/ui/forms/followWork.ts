import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { WorkSignals } from '@/lib/ports/FolderAccess';

/** How far work of a page is; its tally says so in numbers. */
export type WorkState<T> =
  | { readonly step: 'idle' }
  | { readonly step: 'busy'; readonly tally: T }
  | { readonly step: 'done'; readonly tally: T; readonly isStopped: boolean }
  | { readonly step: 'problem'; readonly problem: Failure };

/** Work that a page does: it ends with the page, and goes on where it stopped when it is begun again. */
export interface Work<T> {
  readonly state: ReadonlySignal<WorkState<T>>;
  /** Begins it, with the tally to show at first; nothing happens while it goes on. */
  run(first: T): Promise<void>;
  stop(): void;
}

/** Builds it; `onEnd` is called after each end. */
export const followWork = <T>(
  work: (signals: WorkSignals<T>) => Promise<Result<T>>,
  onEnd: () => Promise<void>,
): Work<T> => {
  const state = signal<WorkState<T>>({ step: 'idle' });
  let stopper = new AbortController();
  return {
    state,
    run: async (first) => {
      if (state.peek().step === 'busy') return;
      stopper = new AbortController();
      state.value = { step: 'busy', tally: first };
      const ended = await work({
        signal: stopper.signal,
        onProgress: (tally) => {
          state.value = { step: 'busy', tally };
        },
      });
      state.value = ended.ok
        ? { step: 'done', tally: ended.value, isStopped: stopper.signal.aborted }
        : { step: 'problem', problem: ended.error };
      await onEnd();
    },
    stop: () => stopper.abort(),
  };
};
