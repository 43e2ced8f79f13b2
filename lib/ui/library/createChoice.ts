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

/** What is shown, as a choice needs it. */
export interface ChoiceRows {
  /** The record keys of the places from one to another. */
  readonly keysAt: (from: number, to: number) => readonly string[];
  /** The place of a record key; -1 where it is not shown any more. */
  readonly placeOf: (key: string) => number;
}

/** Builds it. */
export const createChoice = ({ keysAt, placeOf }: ChoiceRows): Choice => {
  const active = signal(false);
  const keys = signal<ReadonlySet<string>>(new Set());
  // By its file: what is shown may be sorted, narrowed or drawn in another way before the next press.
  let last: string | undefined;

  const press = (place: number, range: boolean): void => {
    const next = new Set(keys.peek());
    const own = keysAt(place, place);
    const isTaken = own.every((key) => next.has(key));
    const from = range && last !== undefined ? placeOf(last) : -1;
    if (from >= 0) for (const key of keysAt(Math.min(from, place), Math.max(from, place))) next.add(key);
    else if (isTaken) for (const key of own) next.delete(key);
    else for (const key of own) next.add(key);
    [last] = own;
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
