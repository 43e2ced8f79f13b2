import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { failure } from '@/lib/base/failure';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import { isUnfinished, type JobOptions } from '@/lib/model/job';
import type { GroupKind, PostGroup } from '@/lib/model/library/postGroup';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { Recording } from '@/lib/model/live/recording';
import { fileTraitsOf } from '@/lib/model/media';
import type { Source } from '@/lib/model/source';
import type { PlacedFile, RenamedPerson } from '@/lib/ports/FolderAccess';
import { dayOf } from '@/lib/ui/forms/jobForm';
import { followJobs, type JobView } from '@/lib/ui/jobs/followJobs';
import {
  followRecordings,
  pressRecordingButton,
  type RecordingActions,
  type RecordingView,
} from '@/lib/ui/jobs/followRecordings';
import type { JobAction, Problem, RemedyActions } from '@/lib/ui/jobs/pressRemedy';
import { pressJobButton } from '@/lib/ui/jobs/pressRemedy';
import type { Figures } from './countFigures';
import { type Choice, createChoice } from './createChoice';
import { type Covers, createCovers } from './createCovers';
import type { GalleryMaker } from './createGalleryMaker';
import type { Found } from './createLibraryIndex';
import { createShelfSearch, type ShelfSearch } from './createShelfSearch';
import type { ShelfWork } from './createShelfWork';
import { followLibrary } from './followLibrary';
import type { WatchedLists } from './followWatched';
import type { LibraryLayout, LibraryPorts } from './LibraryPorts';
import { emptyQuery, groupPosts, type LibraryQuery, type PostTile, postIdsOf } from './libraryQuery';
import type { ViewerPorts } from './ViewerPorts';

/** Posts to look at, one after the other, and the place of the first. */
export interface Viewing {
  readonly postIds: readonly string[];
  readonly start: number;
}

/** The library's state as signals, and what a person can do in it. */
export interface LibraryModel extends RemedyActions, RecordingActions {
  readonly jobs: ReadonlySignal<readonly JobView[]>;
  readonly recordings: ReadonlySignal<readonly RecordingView[]>;
  /** How many files there are; absent until the newest are there. */
  readonly size: ReadonlySignal<number | undefined>;
  /** The older files are still being read. */
  readonly partial: ReadonlySignal<boolean>;
  readonly query: Signal<LibraryQuery>;
  /** What is shown. */
  readonly found: ReadonlySignal<Found>;
  /** The same by post. */
  readonly tiles: ReadonlySignal<readonly PostTile[]>;
  readonly layout: ReadonlySignal<LibraryLayout>;
  setLayout(layout: LibraryLayout): void;
  readonly covers: Covers;
  /** Files that are chosen by hand. */
  readonly choice: Choice;
  /** Their rows, in the order of what is shown. */
  readonly chosen: ReadonlySignal<readonly LibraryRow[]>;
  /** What narrows the list and is found beside its rows: groups, tags, words of saved texts. */
  readonly shelf: ShelfSearch;
  /** The groups of the saved posts. */
  readGroups(kind: GroupKind, onProgress: (share: number) => void): Promise<readonly PostGroup[]>;
  /** People who have another name than their folder; empty until the page is quiet. */
  readonly newNames: ReadonlySignal<readonly RenamedPerson[]>;
  /** Leads to where that is decided. */
  decideNames(): Promise<void>;
  /** Says no more of the first of them, until the page is opened again. */
  waveOffName(): void;
  /** What can be done with many files at once. */
  loadWork(): Promise<ShelfWork>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Says that something of the page itself went wrong. */
  tell(error: unknown): void;
  /** What is looked at; undefined while the viewer is closed. */
  readonly viewing: ReadonlySignal<Viewing | undefined>;
  /** Opens the viewer at a post, with all that is shown around it. */
  view(postId: string): void;
  closeViewer(): void;
  loadViewerPorts(): Promise<ViewerPorts>;
  /** Counts the posts that are being saved again, so that each is announced. */
  readonly again: ReadonlySignal<number>;
  showFile(row: Pick<LibraryRow, 'key'>): Promise<void>;
  saveAgain(postId: string): Promise<void>;
  openPost(row: Pick<LibraryRow, 'postId' | 'uniqueId' | 'photos'>): Promise<void>;
  /** `rows` absent = what is shown. */
  exportAs(format: 'csv' | 'json', rows?: readonly LibraryRow[]): Promise<void>;
  watchTasks(
    jobId: string,
    states: readonly FileTaskState[],
    limit: number,
    onTasks: (tasks: readonly FileTask[]) => void,
  ): () => void;
  readonly watchFailures: LibraryPorts['watchFailures'];
  readonly loadPeoplePorts: LibraryPorts['loadPeoplePorts'];
  readonly loadTakenPorts: LibraryPorts['loadTakenPorts'];
  readonly offerFile: LibraryPorts['offerFile'];
  readonly listSummaries: LibraryPorts['listSummaries'];
  readonly gonePosts: LibraryPorts['gonePosts'];
  /** Takes the finished jobs that are shown off the list; their files and records stay. */
  forgetFinished(): Promise<void>;
  readonly saveShortcut: LibraryPorts['saveShortcut'];
  /** The library in numbers, counted with the first call and when asked to do so again; undefined where they cannot be. */
  figures(again?: 'again'): Promise<Figures | undefined>;
  /** The one that writes this page's galleries; its code is read with the first call. */
  galleryMaker(): Promise<GalleryMaker>;
  /**
   * Watches a list from now on, as a job of it is narrowed; one that is watched already stays as it is. `onlyNew` = what is on
   * it by now is not saved.
   */
  watchList(source: Source, options: JobOptions, onlyNew: boolean): Promise<boolean>;
  /** The lists that are watched; what follows them is read with the first call. */
  watched(): Promise<WatchedLists>;
  dismissProblem(): void;
  /** Starts watching; returns the function that stops it. */
  start(): () => void;
}

/** From so many files on a first view would take longer than half a second. */
const LARGE = 10_000;
/** The page is drawn and quiet by then. */
const QUIET_MS = 2000;

/** Where the last saved part of a recording lies, when that is a granted folder. */
const placeOf = ({ parts }: Recording): PlacedFile | undefined => {
  const { folder, path } = parts.findLast(({ state }) => state === 'saved') ?? {};
  return folder === undefined || path === undefined ? undefined : { folder, path };
};

/** Builds the model on its ports. */
export const createLibraryModel = (ports: LibraryPorts): LibraryModel => {
  const query = signal<LibraryQuery>(emptyQuery);
  const layout = signal(ports.readLayout());
  const problem = signal<Problem | undefined>(undefined);
  const again = signal(0);
  const viewing = signal<Viewing | undefined>(undefined);
  const jobs = followJobs(ports);
  const recordings = followRecordings(ports);
  const tell = (error: unknown): void => {
    problem.value = failure('bug', String(error));
  };
  const library = followLibrary(ports, tell);
  const countSaved = (): number =>
    library.find(emptyQuery).rows.filter(({ kind }) => fileTraitsOf(kind).isSearched).length;
  const shelf = createShelfSearch(ports.loadShelfPorts, countSaved, tell);
  const found = computed(() => library.find(query.value, shelf.scope.value));
  const tiles = computed(() => groupPosts(found.value.rows));

  let gallery: Promise<GalleryMaker> | undefined;
  const choice = createChoice({
    keysAt: (from, to) => {
      const { rows } = found.peek();
      if (layout.peek() === 'table') return rows.slice(from, to + 1).map(({ key }) => key);
      const posts = postIdsOf(
        tiles
          .peek()
          .slice(from, to + 1)
          .map(({ row }) => row),
      );
      return rows.filter(({ postId }) => posts.has(postId)).map(({ key }) => key);
    },
    placeOf: (wanted) => {
      const { rows } = found.peek();
      const at = rows.findIndex(({ key }) => key === wanted);
      if (layout.peek() === 'table' || at < 0) return at;
      return tiles.peek().findIndex(({ row }) => row.postId === rows[at]?.postId);
    },
  });
  const chosen = computed(() => {
    const keys = choice.keys.value;
    return keys.size === 0 ? [] : found.value.rows.filter(({ key }) => keys.has(key));
  });

  /** Makes ahead what views are read from, where that would keep somebody waiting. */
  const prepareGroups = async (): Promise<void> => {
    const { rows } = library.find(emptyQuery);
    if (rows.length < LARGE) return;
    await (await ports.loadShelfPorts()).prepareGroups(postIdsOf(rows));
  };
  const newNames = signal<readonly RenamedPerson[]>([]);
  const whenQuiet = async (): Promise<void> => {
    newNames.value = await ports.renamedPeople();
    await prepareGroups();
  };
  const waitForQuiet = (): (() => void) | undefined => {
    if (library.partial.value) return undefined;
    const timer = setTimeout(() => void whenQuiet().catch(tell), QUIET_MS);
    return () => clearTimeout(timer);
  };

  let figures: Promise<Figures | undefined> | undefined;
  const orNothing = (error: unknown): readonly never[] => {
    tell(error);
    return [];
  };

  const control = async (jobId: string, action: JobAction): Promise<void> => {
    problem.value = await pressJobButton(ports.call, jobId, action);
  };

  return {
    jobs: jobs.views,
    recordings: recordings.views,
    size: library.size,
    partial: library.partial,
    query,
    found,
    tiles,
    layout,
    setLayout: (next) => {
      layout.value = next;
      ports.writeLayout(next);
    },
    covers: createCovers({ read: ports.readThumbs, createUrl: ports.createUrl, revokeUrl: ports.revokeUrl }),
    choice,
    chosen,
    shelf,
    readGroups: async (kind, onProgress) => {
      const { rows } = library.find(emptyQuery);
      if (kind === 'month') return (await import('./monthGroups')).monthGroups(rows);
      return (await ports.loadShelfPorts()).readGroups(kind, postIdsOf(rows), onProgress);
    },
    newNames,
    decideNames: async () => {
      await ports.openNames();
      newNames.value = [];
    },
    waveOffName: () => {
      newNames.value = newNames.peek().slice(1);
    },
    loadWork: async () => {
      const { createShelfWork } = await import('./createShelfWork');
      return createShelfWork({
        ...{ call: ports.call, now: ports.now, loadPorts: ports.loadShelfPorts, onTags: shelf.readTags },
        onFailure: (failed) => {
          problem.value = failed;
        },
        onRemoved: library.remove,
      });
    },
    problem,
    tell,
    viewing,
    view: (postId) => {
      const postIds = tiles.peek().map(({ row }) => row.postId);
      viewing.value = { postIds, start: Math.max(0, postIds.indexOf(postId)) };
    },
    closeViewer: () => {
      viewing.value = undefined;
    },
    loadViewerPorts: () => ports.loadViewerPorts(),
    again,
    control,
    controlRecording: async (recording, action) => {
      const place = action === 'show' ? placeOf(recording) : undefined;
      if (!place) {
        problem.value = await pressRecordingButton(ports.call, recording, action);
        return;
      }
      const opened = await ports.openPlaced(place);
      problem.value = opened.ok ? undefined : { ...opened.error, about: 'open' };
    },
    reload: async () => {
      problem.value = undefined;
      await library.reload();
    },
    openPage: (page) => ports.openPage(page),
    openSite: (page) => ports.openSite(page),
    allow: async () => {
      await ports.requestAccess().catch(tell);
    },
    grant: async () => {
      const state = await ports.allowFolder();
      if (state === 'granted') await ports.call('folderAllowed', {});
      else if (state === 'none') await ports.openPage('options');
      else problem.value = failure('grant', state);
    },
    showFile: async ({ key }) => {
      const opened = await ports.openSaved(key);
      problem.value = opened.ok ? undefined : { ...opened.error, about: 'open' };
      if (!opened.ok || opened.value) return;
      const reply = await ports.call('showFile', { key });
      problem.value = reply.ok ? undefined : { ...reply.error, about: 'show' };
    },
    saveAgain: async (postId) => {
      const reply = await ports.call('saveAgain', { postId });
      problem.value = reply.ok ? undefined : reply.error;
      if (reply.ok) again.value += 1;
      await library.readAgain(postId);
    },
    openPost: (row) => ports.openPost(row.postId, row.uniqueId || undefined, row.photos),
    exportAs: async (format, rows = found.peek().rows) => {
      // Read when it is asked for: a sixth of what the page would read before it draws.
      const { rowsToCsv, rowsToJson } = await import('./exportRows');
      const name = `tokshelf-${dayOf(ports.now())}.${format}`;
      const text = format === 'csv' ? rowsToCsv(rows) : rowsToJson(rows);
      ports.offerFile(name, text, format === 'csv' ? 'text/csv' : 'application/json');
    },
    watchTasks: ports.watchTasks,
    watchFailures: ports.watchFailures,
    loadPeoplePorts: ports.loadPeoplePorts,
    loadTakenPorts: ports.loadTakenPorts,
    offerFile: ports.offerFile,
    listSummaries: () => ports.listSummaries().catch(orNothing),
    gonePosts: (listKey, limit) => ports.gonePosts(listKey, limit).catch(orNothing),
    forgetFinished: async () => {
      const finished = jobs.rows.peek().flatMap(({ job }) => (isUnfinished(job) ? [] : [job.id]));
      for (const jobId of finished) {
        await control(jobId, 'remove');
        // What one could not be removed for, the next could not either.
        if (problem.peek()) return;
      }
    },
    saveShortcut: () => ports.saveShortcut(),
    figures: (again) => {
      if (again || !figures)
        figures = import('./countFigures')
          .then(({ countFigures }) => countFigures(ports))
          .catch((error: unknown) => {
            // Counted anew at the next opening.
            figures = undefined;
            tell(error);
            return undefined;
          });
      return figures;
    },
    galleryMaker: () => {
      gallery ??= Promise.all([import('./createGalleryMaker'), ports.loadGalleryPorts()]).then(
        ([{ createGalleryMaker }, own]) => createGalleryMaker(own),
      );
      return gallery;
    },
    watchList: async (source, options, onlyNew) => {
      const reply = await ports.call('watchList', { source, options, ...(onlyNew ? { onlyNew } : {}) });
      problem.value = reply.ok ? undefined : reply.error;
      return reply.ok;
    },
    watched: async () => {
      const [{ followWatched }, own] = await Promise.all([import('./followWatched'), ports.loadWatchPorts()]);
      return followWatched(own, ports.call, (failed) => {
        problem.value = failed;
      });
    },
    dismissProblem: () => {
      problem.value = undefined;
    },
    start: () => {
      const stopRows = library.start();
      const stopSearch = effect(() => shelf.follow(query.value));
      const stopWaiting = effect(waitForQuiet);
      const stopRecordings = recordings.start();
      const stopJobs = jobs.start(() => {});
      return () => {
        stopJobs();
        stopRecordings();
        stopWaiting();
        stopSearch();
        stopRows();
      };
    },
  };
};
