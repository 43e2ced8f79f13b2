import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { createLibraryIndex, type Found, type LibraryIndex, type SearchScope } from './createLibraryIndex';
import type { LibraryPorts } from './LibraryPorts';
import type { LibraryQuery } from './libraryQuery';

/** The library as it fills and changes. */
export interface LibraryFollower {
  /** How many files there are; absent until the newest are there. */
  readonly size: ReadonlySignal<number | undefined>;
  /** The older files are still being read. */
  readonly partial: ReadonlySignal<boolean>;
  /** Depends on the library's changes where it is called in a computed signal. */
  find(query: LibraryQuery, scope?: SearchScope): Found;
  /** Reads everything again. */
  reload(): Promise<void>;
  /** Takes over what became of a post's files. */
  readAgain(postId: string): Promise<void>;
  /** Takes files out that are not in the library any more. */
  remove(keys: ReadonlySet<string>): void;
  /** Starts watching; returns the function that stops it. */
  start(): () => void;
}

type Ports = Pick<LibraryPorts, 'rowChunks' | 'rowsOfPost' | 'watchNewest' | 'watchMissing' | 'watchRemoved'>;

/** So many posts changed at once that reading everything again is less work than one after the other. */
const MANY = 50;

/** Builds a follower; `onError` hears when the database cannot be read. */
export const followLibrary = (ports: Ports, onError: (error: unknown) => void): LibraryFollower => {
  let library = createLibraryIndex();
  // Signals compare values; the library changes within, so a count of its changes stands for it.
  const changes = signal(0);
  const size = signal<number | undefined>(undefined);
  const partial = signal(true);

  const changed = (): void =>
    batch(() => {
      size.value = library.size();
      changes.value += 1;
    });

  const orTell = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
  };

  const fill = async (into: LibraryIndex): Promise<void> => {
    for await (const rows of ports.rowChunks()) into.put(rows);
  };

  let latest: readonly LibraryRow[] = [];
  const reload = (): Promise<void> =>
    orTell(async () => {
      const next = createLibraryIndex();
      await fill(next);
      // What was saved while all was read may have come too late for the pieces.
      next.put(latest.filter(({ key }) => !next.has(key)));
      library = next;
      changed();
    });

  const readAgain = (...postIds: readonly string[]): Promise<void> =>
    orTell(async () => {
      const rows = await Promise.all(postIds.map(ports.rowsOfPost));
      library.removePosts(new Set(postIds));
      library.put(rows.flat());
      changed();
    });

  const takeChanged = (posts: readonly string[]): Promise<void> =>
    posts.length > MANY ? reload() : readAgain(...posts);

  let stopped = false;
  let stopMissing = (): void => {};
  /** Files that left the library while it was read: they may have been in a piece that was read before. */
  const left = new Set<string>();
  const remove = (keys: ReadonlySet<string>): void => {
    if (partial.peek()) for (const key of keys) left.add(key);
    latest = latest.filter(({ key }) => !keys.has(key));
    library.removeFiles(keys);
    changed();
  };
  let filling: Promise<void> | undefined;
  const takeNewest = (newest: readonly LibraryRow[]): void => {
    // So many at once that others came between them and what is known: the page slept.
    latest = newest;
    const lost = library.size() > 0 && newest.length > 0 && !newest.some(({ key }) => library.has(key));
    library.put(newest);
    changed();
    if (filling) {
      if (lost) void filling.then(reload);
      return;
    }
    // The newest are on the screen before the whole library is read.
    filling = orTell(() => fill(library)).then(() => {
      partial.value = false;
      library.removeFiles(left);
      changed();
      if (stopped) return;
      stopMissing = ports.watchMissing(
        () => library.missing(),
        (posts) => void takeChanged(posts),
        onError,
      );
    });
  };

  return {
    size,
    partial,
    find: (query, scope) => {
      changes.value;
      return library.find(query, scope);
    },
    reload,
    readAgain,
    remove,
    start: () => {
      const stopNewest = ports.watchNewest(takeNewest, onError);
      const stopRemoved = ports.watchRemoved(remove);
      return () => {
        stopped = true;
        stopNewest();
        stopMissing();
        stopRemoved();
      };
    },
  };
};
