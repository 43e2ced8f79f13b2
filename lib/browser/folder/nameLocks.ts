/** Runs `work` while nobody else of the extension chooses or gives that name, or one that it may become. */
export type NameLock = <T>(path: string, work: () => Promise<T>) => Promise<T>;

const NAMES = 'tokshelf-folder-names';

/** Runs `work` while nobody else of the extension, in whatever context, chooses or gives names in any folder. */
export const lockAllNames: NameLock = (_path, work) => navigator.locks.request(NAMES, work) as Promise<never>;

/** What a name and all that `freeName` makes of it have in common, on disks that know no case as well. */
const rootOfName = (path: string): string =>
  path
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?: \(\d+\))+(\.[^./]*)?$/, '$1');

// Pages that move or rename saved files wait no longer than this for their turn.
const TURN_MS = 200;

interface Turn {
  users: number;
  isOver: boolean;
  readonly begun: Promise<void>;
  readonly end: () => void;
}

const beginTurn = (): Turn => {
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const held = navigator.locks.request(NAMES, () => {
    begun.resolve();
    return over.promise;
  });
  held.catch(begun.reject);
  return { users: 0, isOver: false, begun: begun.promise, end: over.resolve };
};

/**
 * Builds the lock of a context that gives many names: it holds {@link lockAllNames} for short turns, in which all its files are
 * named that come, each name by one at a time.
 */
export const createNameLock = (): NameLock => {
  const busy = new Map<string, Promise<unknown>>();
  let turn: Turn | undefined;

  const leave = (mine: Turn): void => {
    mine.users -= 1;
    if (mine.isOver && mine.users === 0) mine.end();
  };

  const enter = (): Turn => {
    if (turn) return turn;
    const begun = beginTurn();
    turn = begun;
    const close = (): void => {
      if (turn === begun) turn = undefined;
      begun.isOver = true;
      if (begun.users === 0) begun.end();
    };
    void begun.begun.then(
      () => setTimeout(close, TURN_MS),
      // Whoever waits for it hears why.
      close,
    );
    return begun;
  };

  return async (path, work) => {
    const mine = enter();
    mine.users += 1;
    try {
      await mine.begun;
      const name = rootOfName(path);
      const before = busy.get(name) ?? Promise.resolve();
      const done = before.then(work, work);
      busy.set(name, done);
      try {
        return await done;
      } finally {
        if (busy.get(name) === done) busy.delete(name);
      }
    } finally {
      leave(mine);
    }
  };
};
