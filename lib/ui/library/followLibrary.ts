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

type Ports = Pick<LibraryPorts, 'rowChunks' | 'rowsOfPost' | 'watchNewest' | 'watchMissing'>;

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

  const readAgain = (postId: string): Promise<void> =>
    orTell(async () => {
      const rows = await ports.rowsOfPost(postId);
      library.removePost(postId);
      library.put(rows);
      changed();
    });

  const takeChanged = async (posts: readonly string[]): Promise<void> => {
    if (posts.length > MANY) await reload();
    else for (const postId of posts) await readAgain(postId);
  };

  let stopped = false;
  let stopMissing = (): void => {};
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
      changed();
      if (!stopped)
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
    remove: (keys) => {
      library.removeFiles(keys);
      changed();
    },
    start: () => {
      const stopNewest = ports.watchNewest(takeNewest, onError);
      return () => {
        stopped = true;
        stopNewest();
        stopMissing();
      };
    },
  };
};
