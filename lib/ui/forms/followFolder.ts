import { type ReadonlySignal, signal } from '@preact/signals';
import type { Result } from '@/lib/base/result';
import type { ChosenFolder, FolderState } from '@/lib/ports/FolderAccess';

/** How a page gets at the folder of the person's own. */
export interface FolderPorts {
  watch(onFolder: (folder: ChosenFolder | undefined) => void): () => void;
  /** Each must be called straight from a click or a drop; undefined when nothing was chosen. */
  choose(): Promise<ChosenFolder | undefined>;
  takeDropped(items: Iterable<DataTransferItem>): Promise<ChosenFolder | undefined>;
  allow(): Promise<FolderState>;
  /** Tells the background that work which waited for the folder may go on. */
  tellAllowed(): Promise<Result<unknown>>;
}

/** The folder of the person's own, and what can be done about it. */
export interface FolderModel {
  /** Absent when none was chosen. */
  readonly chosen: ReadonlySignal<ChosenFolder | undefined>;
  /** Each must be called straight from a click or a drop. */
  choose(): Promise<void>;
  takeDropped(items: Iterable<DataTransferItem>): Promise<void>;
  allow(): Promise<void>;
  start(): () => void;
}

/** Builds the model on its ports; `onChosen` is called when the person chose one: files go there from now on. */
export const followFolder = (ports: FolderPorts, onChosen: () => void | Promise<void>): FolderModel => {
  const chosen = signal<ChosenFolder | undefined>(undefined);

  const settle = async (next: ChosenFolder | undefined): Promise<void> => {
    if (!next) return;
    chosen.value = next;
    await onChosen();
    if (next.state === 'granted') await ports.tellAllowed();
  };

  return {
    chosen,
    choose: async () => settle(await ports.choose()),
    takeDropped: async (items) => settle(await ports.takeDropped(items)),
    allow: async () => {
      const state = await ports.allow();
      const known = chosen.peek();
      if (known) chosen.value = { ...known, state };
      if (state === 'granted') await ports.tellAllowed();
    },
    start: () =>
      ports.watch((next) => {
        chosen.value = next;
        // Whoever opens the page because jobs wait for the folder need press nothing once it is back.
        if (next?.state === 'granted') void ports.tellAllowed();
      }),
  };
};
