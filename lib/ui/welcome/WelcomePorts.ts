import type { Result } from '@/lib/base/result';
import type { FolderPorts } from '@/lib/ui/forms/followFolder';

/** All that the page of the first minutes needs from the world. */
export interface WelcomePorts {
  /** Which browser's menus the words speak of. */
  readonly browserName: 'chrome' | 'edge' | 'firefox';
  /** Calls back with whether the button is in the toolbar; never where the browser does not tell. */
  watchPinned(onPinned: (pinned: boolean) => void): () => void;
  watchAccess(onAccess: (allowed: boolean) => void): () => void;
  /** Must be called straight from a click. */
  requestAccess(): Promise<boolean>;
  /** Saves a tiny file and takes it away again. */
  trySaving(): Promise<Result<'asks' | 'saves'>>;
  /** Absent where the browser lets no extension open them. */
  readonly openDownloadSettings?: () => Promise<void>;
  /** Absent where the browser grants no folders (Firefox). */
  readonly folder?: FolderPorts;
  /** Lets files go to the folder that was chosen. */
  saveToFolder(): Promise<Result<unknown>>;
  openSite(): Promise<void>;
  openSettings(): Promise<void>;
}
