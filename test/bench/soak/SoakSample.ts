import type { ThreadUse } from '../../e2e/browsers/driveQuietly.ts';

/** What lies in the extension's own stores. */
export interface Stored {
  /** By table. */
  readonly rows: Readonly<Record<string, number>>;
  /** File tasks that are not at their end. */
  readonly openTasks: number;
  /** Rows whose job or post is not there any more. */
  readonly strayRows: number;
  readonly privateFiles: number;
  readonly indexedDbMb: number;
}

/** What is left at one moment of a soak. */
export interface SoakSample extends Stored {
  /** Hours of the use that is played, from its beginning. */
  readonly hour: number;
  /** True after a pause in which the document that holds bytes went away. */
  readonly rest: boolean;
  /** How many the browser was asked for so far. */
  readonly downloads: number;
  /** Memory that a process shares with no other browser of the machine. */
  readonly extensionMb: number;
  readonly browserMb: number;
  readonly worker: ThreadUse | undefined;
  /** The extension's pages and its document, which share one thread and one heap. */
  readonly own: ThreadUse | undefined;
  /** The page of the site. */
  readonly tab: ThreadUse | undefined;
  /** Documents that hold bytes. */
  readonly offscreen: number;
  /** Downloads that the browser has under way. */
  readonly runningDownloads: number;
  readonly blobFiles: number;
  readonly halfFiles: number;
}
