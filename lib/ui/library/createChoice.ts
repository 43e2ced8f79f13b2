import { type ReadonlySignal, signal } from '@preact/signals';

/** Files that are chosen by hand, to do something with all of them. */
export interface Choice {
  /** Files can be chosen now; else a press on one opens it. */
  readonly active: ReadonlySignal<boolean>;
  /** Record keys. */
  readonly keys: ReadonlySignal<ReadonlySet<string>>;
  start(): void;
  /** Ends it; nothing is chosen any more. */
  stop(): void;
  /** Chooses what is at a place of the list, or lets go of it; `range` = everything from the last press to here. */
  press(place: number, range: boolean): void;
  /** Chooses exactly these. */
  set(keys: Iterable<string>): void;
}

/** Builds it; `keysAt` gives the record keys of the places from one to another of what is shown. */
export const createChoice = (keysAt: (from: number, to: number) => readonly string[]): Choice => {
  const active = signal(false);
  const keys = signal<ReadonlySet<string>>(new Set());
  let last: number | undefined;

  const press = (place: number, range: boolean): void => {
    const next = new Set(keys.peek());
    const own = keysAt(place, place);
    const isTaken = own.every((key) => next.has(key));
    if (range && last !== undefined)
      for (const key of keysAt(Math.min(last, place), Math.max(last, place))) next.add(key);
    else if (isTaken) for (const key of own) next.delete(key);
    else for (const key of own) next.add(key);
    last = place;
    keys.value = next;
  };

  return {
    active,
    keys,
    start: () => {
      last = undefined;
      active.value = true;
    },
    stop: () => {
      active.value = false;
      keys.value = new Set();
    },
    press,
    set: (next) => {
      last = undefined;
      keys.value = new Set(next);
    },
  };
};
