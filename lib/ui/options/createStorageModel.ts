import { type ReadonlySignal, signal } from '@preact/signals';
import type { StorageUse } from '@/lib/ports/StorageUse';

/** All that the disk's figures need from the world. */
export interface StoragePorts {
  readUse(): Promise<StorageUse>;
  clearThumbs(): Promise<void>;
}

/** What TokShelf keeps in the browser, and what of it can go. */
export interface StorageModel {
  /** Absent until it is read, and where it cannot be. */
  readonly use: ReadonlySignal<StorageUse | undefined>;
  refresh(): Promise<void>;
  clearThumbs(): Promise<void>;
}

/** Builds the model on its ports. */
export const createStorageModel = (ports: StoragePorts): StorageModel => {
  const use = signal<StorageUse | undefined>(undefined);
  const refresh = async (): Promise<void> => {
    // A database that does not open is told of above the page; without figures there is nothing to show.
    use.value = await ports.readUse().catch(() => undefined);
  };
  return {
    use,
    refresh,
    clearThumbs: async () => {
      // What could not be deleted shows in the figures that follow.
      await ports.clearThumbs().catch(() => undefined);
      await refresh();
    },
  };
};
