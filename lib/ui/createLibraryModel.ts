import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Failure, failure } from '@/lib/base/failure';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { createShelf, type Found, type Shelf } from './createShelf';
import { rowsToCsv, rowsToJson } from './exportRows';
import { followJobs, type JobView } from './followJobs';
import type { LibraryPorts } from './LibraryPorts';
import { emptyQuery, type LibraryQuery } from './libraryQuery';
import type { JobAction, RemedyActions } from './pressRemedy';
import { dayOf } from './wishForm';

/** The library's state as signals, and what a person can do in it. */
export interface LibraryModel extends RemedyActions {
  readonly jobs: ReadonlySignal<readonly JobView[]>;
  /** How many files there are; absent until the newest are there. */
  readonly size: ReadonlySignal<number | undefined>;
  /** The older files are still being read. */
  readonly partial: ReadonlySignal<boolean>;
  readonly query: Signal<LibraryQuery>;
  /** What is shown. */
  readonly found: ReadonlySignal<Found>;
  readonly problem: ReadonlySignal<Failure | undefined>;
  /** Counts the posts that are being saved again, so that each is announced. */
  readonly again: ReadonlySignal<number>;
  showFile(row: Pick<LibraryRow, 'key' | 'postId'>): Promise<void>;
  saveAgain(postId: string): Promise<void>;
  openPost(row: LibraryRow): Promise<void>;
  exportAs(format: 'csv' | 'json'): void;
  watchTasks(
    jobId: string,
    states: readonly FileTaskState[],
    limit: number,
    onTasks: (tasks: readonly FileTask[]) => void,
  ): () => void;
  dismissProblem(): void;
  /** Starts watching; returns the function that stops it. */
  start(): () => void;
}

/** Builds the model on its ports. */
export const createLibraryModel = (ports: LibraryPorts): LibraryModel => {
  let shelf = createShelf();
  // Signals compare values; the shelf changes within, so a count of its changes stands for it.
  const changes = signal(0);
  const size = signal<number | undefined>(undefined);
  const partial = signal(true);
  const query = signal<LibraryQuery>(emptyQuery);
  const problem = signal<Failure | undefined>(undefined);
  const again = signal(0);
  const jobs = followJobs(ports);
  const found = computed((): Found => {
    changes.value;
    return shelf.find(query.value);
  });

  const changed = (): void =>
    batch(() => {
      size.value = shelf.size();
      changes.value += 1;
    });

  const fill = async (into: Shelf): Promise<void> => {
    try {
      for await (const rows of ports.rowChunks()) into.put(rows);
    } catch (error) {
      problem.value = failure('bug', String(error));
    }
  };

  const reload = async (): Promise<void> => {
    problem.value = undefined;
    const next = createShelf();
    await fill(next);
    shelf = next;
    changed();
  };

  const readAgain = async (postId: string): Promise<void> => {
    const rows = await ports.rowsOfPost(postId);
    shelf.removePost(postId);
    shelf.put(rows);
    changed();
  };

  let filling: Promise<void> | undefined;
  const takeNewest = (newest: readonly LibraryRow[]): void => {
    // So many at once that others came between them and what is known: the page slept.
    const lost = shelf.size() > 0 && newest.length > 0 && !newest.some(({ key }) => shelf.has(key));
    shelf.put(newest);
    changed();
    if (filling) {
      if (lost) void filling.then(reload);
      return;
    }
    // The newest are on the screen before the whole shelf is read.
    filling = fill(shelf).then(() => {
      partial.value = false;
      changed();
    });
  };

  const control = async (jobId: string, action: JobAction): Promise<void> => {
    const reply = await ports.call('controlJob', { jobId, action });
    problem.value = reply.ok ? undefined : reply.error;
  };

  return {
    jobs: jobs.views,
    size,
    partial,
    query,
    found,
    problem,
    again,
    control,
    reload,
    openPage: (page) => ports.openPage(page),
    openSite: (page) => ports.openSite(page),
    allow: async () => {
      await ports.requestAccess();
    },
    showFile: async ({ key, postId }) => {
      const reply = await ports.call('showFile', { key });
      problem.value = reply.ok ? undefined : reply.error;
      // The browser may have found the file gone: the record says so now.
      if (!reply.ok) await readAgain(postId);
    },
    saveAgain: async (postId) => {
      const reply = await ports.call('saveAgain', { postId });
      problem.value = reply.ok ? undefined : reply.error;
      if (reply.ok) again.value += 1;
      await readAgain(postId);
    },
    openPost: (row) => ports.openPost(row.postId, row.uniqueId || undefined, row.photos),
    exportAs: (format) => {
      const name = `tokshelf-${dayOf(ports.now())}.${format}`;
      const text = format === 'csv' ? rowsToCsv(found.peek().rows) : rowsToJson(found.peek().rows);
      ports.offerFile(name, text, format === 'csv' ? 'text/csv' : 'application/json');
    },
    watchTasks: ports.watchTasks,
    dismissProblem: () => {
      problem.value = undefined;
    },
    start: () => {
      const stopRows = ports.watchNewest(takeNewest);
      const stopJobs = jobs.start(() => {});
      return () => {
        stopJobs();
        stopRows();
      };
    },
  };
};
