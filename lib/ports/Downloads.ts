import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { SaveRecord } from '@/lib/model/saveRecord';

/** Detail of the failure `path` where a shorter name may help. */
export const NAME_TOO_LONG = 'FILE_NAME_TOO_LONG';

/** What the browser says of one download. */
export interface DownloadState {
  readonly id: number;
  readonly url: string;
  readonly state: 'running' | 'complete' | 'interrupted';
  /** Absolute path once known. */
  readonly path: string;
  readonly bytes: number;
  /** False when the file was deleted or moved. */
  readonly exists: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Set when interrupted. */
  readonly error?: Failure;
  /** The browser asked the person where to save it, and the question was waved off. */
  readonly unanswered?: boolean;
  /** The granted folder that it was written to; absent = the browser's downloads. */
  readonly folder?: string;
  /** It ended without having touched what lies under its name. */
  readonly untouched?: boolean;
  /** How it ended cannot be seen before the folder can be read again. */
  readonly unseen?: boolean;
}

/** What an event tells of a download that ended. */
export type DownloadEnd = Pick<DownloadState, 'id' | 'state' | 'path' | 'error' | 'unanswered' | 'folder' | 'unseen'>;

export interface StartDownload {
  readonly url: string;
  /** Relative to the downloads folder, with slashes. */
  readonly path: string;
  readonly conflict: 'overwrite' | 'uniquify';
}

/** A file that is to be fetched. */
export interface WantedFile {
  /** Of its record. */
  readonly key: string;
  /** The path that it is to have, without extension. */
  readonly basePath: string;
  /** Whatever lies under its name is left alone, and counts as the file. */
  readonly isName: boolean;
}

/** A file that need not be fetched. */
export interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  /** As a list of ours says; empty where a stranger's file lies under the name. */
  readonly sha256: string;
  readonly folder: string;
}

/** The browser's download manager. */
export interface Downloads {
  start(order: StartDownload): Promise<Result<number>>;
  /** Our own downloads only. */
  findById(id: number): Promise<DownloadState | undefined>;
  findByUrl(url: string): Promise<DownloadState | undefined>;
  cancel(id: number): Promise<void>;
  /** Takes a finished download out of the browser's list; the file stays. */
  forget(id: number): Promise<void>;
  /** Deletes the file of a finished download from the disk; absent where the browser cannot. */
  removeFile?(id: number): Promise<void>;
  /** The granted folder that the next file goes to; absent or undefined = the browser's downloads. */
  folder?(): Promise<string | undefined>;
  /** What lies in the granted folder already in place of a file; absent or undefined = it is to be fetched. */
  kept?(wanted: WantedFile): Promise<KeptFile | undefined>;
  /** Which of these saved files are not on the disk any more, by their records' keys; what cannot be seen now counts as there. */
  gone?(records: readonly SaveRecord[]): Promise<readonly string[]>;
  /** Why no file can be saved now; absent or undefined = nothing is known to stand in the way. */
  closed?(): Promise<Failure | undefined>;
  /**
   * Calls back when a download ends, with what the browser says of it where that is at hand; returns the function that
   * stops this. Downloads of others may be among them: look for an id that is known.
   */
  onEnd(callback: (id: number, end?: DownloadEnd) => void): () => void;
}
