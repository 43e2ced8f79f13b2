import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { rowsToCsv, rowsToJson } from './exportRows';
import { followJobs, type JobView } from './followJobs';
import type { LibraryPorts } from './LibraryPorts';
import { emptyQuery, filterRows, type IndexedRow, indexRows, type LibraryQuery } from './libraryFilter';
import type { JobAction, RemedyActions } from './pressRemedy';
import { dayOf } from './wishForm';

/** The library's state as signals, and what a person can do in it. */
export interface LibraryModel extends RemedyActions {
  readonly jobs: ReadonlySignal<readonly JobView[]>;
  /** Absent until the first rows are there. */
  readonly rows: ReadonlySignal<readonly LibraryRow[] | undefined>;
  /** Only the newest rows are there so far. */
  readonly partial: ReadonlySignal<boolean>;
  readonly query: Signal<LibraryQuery>;
  readonly shown: ReadonlySignal<readonly LibraryRow[]>;
  /** Figures of what is shown. */
  readonly sums: ReadonlySignal<{ readonly files: number; readonly posts: number; readonly bytes: number }>;
  readonly problem: ReadonlySignal<Failure | undefined>;
  /** Counts the posts that are being saved again, so that each is announced. */
  readonly again: ReadonlySignal<number>;
  showFile(key: string): Promise<void>;
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

/** The newer rows over the older ones, newest first, each key once. */
const merge = (newer: readonly LibraryRow[], older: readonly LibraryRow[]): LibraryRow[] => {
  const fresh = new Set(newer.map((row) => row.key));
  return [...newer, ...older.filter((row) => !fresh.has(row.key))];
};

const sumUp = (rows: readonly LibraryRow[]) => ({
  files: rows.length,
  posts: new Set(rows.map((row) => row.postId)).size,
  bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
});

/** Builds the model on its ports. */
export const createLibraryModel = (ports: LibraryPorts): LibraryModel => {
  const rows = signal<readonly LibraryRow[] | undefined>(undefined);
  const partial = signal(true);
  const query = signal<LibraryQuery>(emptyQuery);
  const problem = signal<Failure | undefined>(undefined);
  const again = signal(0);
  const jobs = followJobs(ports);
  const indexed = computed((): readonly IndexedRow[] => indexRows(rows.value ?? []));
  const shown = computed(() => filterRows(indexed.value, query.value));

  const reload = async (): Promise<void> => {
    rows.value = await ports.allRows();
    partial.value = false;
  };

  const control = async (jobId: string, action: JobAction): Promise<void> => {
    const reply = await ports.call('controlJob', { jobId, action });
    problem.value = reply.ok ? undefined : reply.error;
  };

  return {
    jobs: jobs.views,
    rows,
    partial,
    query,
    shown,
    sums: computed(() => sumUp(shown.value)),
    problem,
    again,
    control,
    reload,
    openPage: (page) => ports.openPage(page),
    openSite: (page) => ports.openSite(page),
    allow: async () => {
      await ports.requestAccess();
    },
    showFile: async (key) => {
      const reply = await ports.call('showFile', { key });
      problem.value = reply.ok ? undefined : reply.error;
      // The browser may have found the file gone: the record says so now.
      if (!reply.ok) await reload();
    },
    saveAgain: async (postId) => {
      const reply = await ports.call('saveAgain', { postId });
      problem.value = reply.ok ? undefined : reply.error;
      if (reply.ok) again.value += 1;
      await reload();
    },
    openPost: (row) => ports.openPost(row.postId, row.uniqueId || undefined, row.photos),
    exportAs: (format) => {
      const name = `tokshelf-${dayOf(ports.now())}.${format}`;
      const text = format === 'csv' ? rowsToCsv(shown.peek()) : rowsToJson(shown.peek());
      ports.offerFile(name, text, format === 'csv' ? 'text/csv' : 'application/json');
    },
    watchTasks: ports.watchTasks,
    dismissProblem: () => {
      problem.value = undefined;
    },
    start: () => {
      const stopJobs = jobs.start(() => {});
      let first = true;
      const stopRows = ports.watchNewest((newest) => {
        rows.value = merge(newest, rows.peek() ?? []);
        // The newest are on the screen before the whole shelf is read.
        if (first) void reload();
        first = false;
      });
      return () => {
        stopJobs();
        stopRows();
      };
    },
  };
};
