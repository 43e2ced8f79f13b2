import type { TokshelfDb } from '@/lib/browser/database/db';
import type { ListedDownload } from '@/lib/browser/downloads/listDownloads';
import type { Check, FolderDb } from '@/lib/browser/folder/folderDb';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { CheckTally } from '@/lib/ports/FolderAccess';
import type { CheckDisk, Look } from './CheckDisk';

/** What a look at the saved files needs. */
export interface CheckParts {
  readonly db: Pick<TokshelfDb, 'records'>;
  readonly own: FolderDb;
  readonly disk: CheckDisk;
  /** The browser's list of our downloads in pieces, those after the time first; an empty one ends it. */
  readonly downloads: (after: string, signal: AbortSignal) => Promise<readonly ListedDownload[]>;
}

/** Records that were looked at. */
export type Looked = readonly (readonly [SaveRecord, Look])[];

/** What the steps of one look share. */
export interface CheckWork extends CheckParts {
  /** The granted folders that can be read now, by their ids. */
  readonly roots: ReadonlyMap<string, FileSystemDirectoryHandle>;
  readonly signal: AbortSignal;
  readonly onProgress: (tally: CheckTally) => void;
}

/** How far a look is after one of its steps, and what the step found. */
export interface CheckMade {
  readonly check: Check;
  readonly looked: Looked;
  /** Keys of records that say nothing that can be used: damage, or what somebody wrote. */
  readonly broken?: readonly string[];
}

/** One step of a look; undefined where it was stopped in the middle: what it looked at is looked at again. */
export type CheckStep = (work: CheckWork, check: Check) => Promise<CheckMade | undefined>;

/** The tally with records that were looked at. */
export const counted = (tally: CheckTally, looked: Looked): CheckTally => {
  const next = { ...tally };
  for (const [, look] of looked) next[look] += 1;
  return next;
};
