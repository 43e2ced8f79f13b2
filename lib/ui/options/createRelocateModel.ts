import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { RelocateHooks, RelocateTally } from '@/lib/ports/FolderAccess';

/** How many files of ours lie elsewhere than in the chosen folder. */
export interface Elsewhere {
  /** In other granted folders. */
  readonly folders: number;
  /** In the browser's downloads, which an extension can only read where the person shows them. */
  readonly downloads: number;
}

/** All that moving saved files needs from the world. */
export interface RelocatePorts {
  count(): Promise<Elsewhere>;
  run(hooks: RelocateHooks): Promise<Result<RelocateTally>>;
  /** Each must be called straight from a click or a drop; false when nothing was chosen. */
  allowSources(): Promise<void>;
  chooseSource(): Promise<boolean>;
  takeDroppedSource(items: Iterable<DataTransferItem>): Promise<boolean>;
}

/** How far it is. */
export type RelocateState =
  | { readonly step: 'idle' }
  | { readonly step: 'busy'; readonly tally: RelocateTally }
  | { readonly step: 'done'; readonly tally: RelocateTally; readonly isStopped: boolean }
  | { readonly step: 'problem'; readonly problem: Failure };

/** Files saved before, moved into the chosen folder. The page does it: it ends with it, and goes on when it is pressed again. */
export interface RelocateModel {
  readonly state: ReadonlySignal<RelocateState>;
  /** Absent until they were counted. */
  readonly elsewhere: ReadonlySignal<Elsewhere | undefined>;
  /** Counts anew what lies elsewhere. */
  refresh(): Promise<void>;
  /** Each must be called straight from a click or a drop. */
  begin(): Promise<void>;
  chooseSource(): Promise<void>;
  takeDroppedSource(items: Iterable<DataTransferItem>): Promise<void>;
  stop(): void;
}

/** Builds the model on its ports. */
export const createRelocateModel = (ports: RelocatePorts): RelocateModel => {
  const state = signal<RelocateState>({ step: 'idle' });
  const elsewhere = signal<Elsewhere | undefined>(undefined);
  let stopper = new AbortController();

  const refresh = async (): Promise<void> => {
    elsewhere.value = await ports.count();
  };

  const run = async (): Promise<void> => {
    if (state.peek().step === 'busy') return;
    stopper = new AbortController();
    const { folders = 0, downloads = 0 } = elsewhere.peek() ?? {};
    state.value = { step: 'busy', tally: { total: folders + downloads, moved: 0, missing: 0, left: 0 } };
    const ended = await ports.run({
      signal: stopper.signal,
      onProgress: (tally) => {
        state.value = { step: 'busy', tally };
      },
    });
    state.value = ended.ok
      ? { step: 'done', tally: ended.value, isStopped: stopper.signal.aborted }
      : { step: 'problem', problem: ended.error };
    await refresh();
  };

  return {
    state,
    elsewhere,
    refresh,
    begin: async () => {
      await ports.allowSources();
      await run();
    },
    chooseSource: async () => {
      if (await ports.chooseSource()) await run();
    },
    takeDroppedSource: async (items) => {
      if (await ports.takeDroppedSource(items)) await run();
    },
    stop: () => stopper.abort(),
  };
};
