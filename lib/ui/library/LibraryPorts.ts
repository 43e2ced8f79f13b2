import type { Result } from '@/lib/base/result';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { GonePost, ListSummary, Refusal } from '@/lib/model/listSummary';
import type { FolderState, PlacedFile, RenamedPerson } from '@/lib/ports/FolderAccess';
import type { Call } from '@/lib/rpc/createRpcClient';
import type { JobRow } from '@/lib/ui/jobs/followJobs';
import type { RecordingFeed } from '@/lib/ui/jobs/followRecordings';
import type { TakenPorts } from '@/lib/ui/takeover/createTakenPorts';
import type { GoneTime } from './countFigures';
import type { GalleryPorts } from './createGalleryMaker';
import type { PeoplePorts } from './createPeoplePorts';
import type { ShelfPorts } from './ShelfPorts';
import type { ViewerPorts } from './ViewerPorts';
import type { WatchListPorts } from './WatchListPorts';

/** How saved files are shown. */
export type LibraryLayout = 'table' | 'covers';

/** All that the library page needs from the world. */
export interface LibraryPorts extends RecordingFeed {
  readonly call: Call;
  /** Every saved file, piece by piece, in no order that matters. */
  rowChunks(): AsyncIterable<readonly LibraryRow[]>;
  /** A post's saved files. */
  rowsOfPost(postId: string): Promise<readonly LibraryRow[]>;
  /** The newest files now and after every change; returns the function that stops this. */
  watchNewest(onRows: (rows: readonly LibraryRow[]) => void, onError: (error: unknown) => void): () => void;
  /** The small pictures of posts; those without one are left out. */
  readThumbs(postIds: readonly string[]): Promise<ReadonlyMap<string, Blob>>;
  createUrl(blob: Blob): string;
  revokeUrl(url: string): void;
  readLayout(): LibraryLayout;
  writeLayout(layout: LibraryLayout): void;
  /** Jobs, newest first. */
  watchJobs(onRows: (rows: readonly JobRow[]) => void): () => void;
  /** Files of a job in some states, in the order of the list. */
  watchTasks(
    jobId: string,
    states: readonly FileTaskState[],
    limit: number,
    onTasks: (tasks: readonly FileTask[]) => void,
  ): () => void;
  /** Why files of a job failed, now and after every change. */
  watchFailures(jobId: string, onFailures: (failures: readonly Refusal[]) => void): () => void;
  listSummaries(): Promise<readonly ListSummary[]>;
  /** When posts went from lists, of all lists. */
  goneTimes(): Promise<readonly GoneTime[]>;
  gonePosts(listKey: string, limit: number): Promise<readonly GonePost[]>;
  /**
   * Has the browser look which files are gone from the disk, and which of the `flagged` records' are there again; calls
   * back with the posts that changed. Returns the function that stops this.
   */
  watchMissing(
    flagged: () => readonly string[],
    onPosts: (postIds: readonly string[]) => void,
    onError: (error: unknown) => void,
  ): () => void;
  /** Calls back with the keys of files that left the library, whichever page took them out. Returns the function that stops this. */
  watchRemoved(onRemoved: (keys: ReadonlySet<string>) => void): () => void;
  openPost(postId: string, uniqueId: string | undefined, photos: boolean): Promise<void>;
  openSite(page: 'home' | 'login'): Promise<void>;
  openPage(page: 'options' | 'library'): Promise<void>;
  /** The keys of "save this post" as the browser has them set; empty text where none are. */
  saveShortcut(): Promise<string>;
  /** Must be called straight from a click. */
  requestAccess(): Promise<boolean>;
  /** Asks for the granted folder anew. Must be called straight from a click. */
  allowFolder(): Promise<FolderState>;
  /** Opens a file of the granted folder in a tab; false for one that lies in the browser's downloads. Errors: `grant`, `file` when it is gone. */
  openSaved(key: string): Promise<Result<boolean>>;
  /** Opens a file of a granted folder in a tab. Errors: `grant`, `file` when it is gone. */
  openPlaced(place: PlacedFile): Promise<Result<true>>;
  /** People who have another name than their folder in the granted folder, where that is asked about. */
  renamedPeople(): Promise<readonly RenamedPerson[]>;
  /** Opens the settings where folders' names are decided about. */
  openNames(): Promise<void>;
  /** What the viewer needs: loaded when it is opened. */
  loadViewerPorts(): Promise<ViewerPorts>;
  /** What writing a gallery needs: loaded when it is wanted. */
  loadGalleryPorts(): Promise<GalleryPorts>;
  /** What views, tags and work on many files need: loaded when one of them is used. */
  loadShelfPorts(): Promise<ShelfPorts>;
  /** What the details of a job over people need: loaded when they are opened. */
  loadPeoplePorts(): Promise<PeoplePorts>;
  /** What the view of posts that were taken over needs: loaded when all rows are there. */
  loadTakenPorts(): Promise<TakenPorts>;
  /** What the lists that are watched need: loaded when they are looked at. */
  loadWatchPorts(): Promise<WatchListPorts>;
  offerFile(name: string, text: string, type: string): void;
  /** Milliseconds since 1970. */
  now(): number;
}
