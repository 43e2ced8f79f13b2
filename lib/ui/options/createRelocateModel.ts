import { type ReadonlySignal, signal } from '@preact/signals';
import type { Result } from '@/lib/base/result';
import type { RelocateHooks, RelocateTally } from '@/lib/ports/FolderAccess';
import { followWork, type WorkState } from '@/lib/ui/forms/followWork';

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

/** Files saved before, moved into the chosen folder. */
export interface RelocateModel {
  readonly state: ReadonlySignal<WorkState<RelocateTally>>;
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
  const elsewhere = signal<Elsewhere | undefined>(undefined);
  const refresh = async (): Promise<void> => {
    elsewhere.value = await ports.count();
  };
  const work = followWork(ports.run, refresh);
  const run = (): Promise<void> => {
    const { folders = 0, downloads = 0 } = elsewhere.peek() ?? {};
    return work.run({ total: folders + downloads, moved: 0, missing: 0, left: 0 });
  };
  return {
    state: work.state,
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
    stop: work.stop,
  };
};
