import { Dexie, type Table } from 'dexie';
import type { CheckTally, Finding, PlannedName, RenamingReason } from '@/lib/ports/FolderAccess';

/** A folder that the person let TokShelf write to. */
export interface GrantedFolder {
  /** Tells files of this folder from those of another; the same folder chosen again keeps it. */
  readonly id: string;
  readonly handle: FileSystemDirectoryHandle;
  /** Milliseconds since 1970: files go to the one that was chosen last; 0 = only read from, as a place of earlier files. */
  readonly chosenAt: number;
  /** It was granted when the browser started, before anybody could be asked. */
  readonly lasting?: boolean;
  /** Up to when (ms, as records say) its own list of files reaches, and how many of that very time it names: see catalogue.ts. */
  readonly listedTo?: number;
  readonly ties?: number;
}

interface WriteFacts {
  /** Given by the worker, or by the database where a page moves files. */
  readonly id: number;
  readonly folderId: string;
  /** Where the bytes lie: a blob: address, or one of heldBytes.ts. */
  readonly url: string;
  /** The path asked for, below the folder. */
  readonly path: string;
  readonly conflict: 'overwrite' | 'uniquify';
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Of a file that was saved before and gets another place: its record's key, and where it lies. In the same folder it is renamed, elsewhere copied. */
  readonly key?: string;
  readonly from?: { readonly folderId: string; readonly path: string };
  /** The {@link RenamingFile} that it is done for. */
  readonly turn?: readonly [number, number];
}

/**
 * One file on its way into the folder. What is intended is written before it is done: `writing` = bytes go to the
 * temporary name, `moving` = they are whole and about to get the name `landed`.
 */
export type FolderWrite = WriteFacts &
  (
    | { readonly state: 'writing' }
    | { readonly state: 'moving' | 'complete'; readonly landed: string; readonly bytes: number }
    | {
        readonly state: 'failed';
        readonly code: 'grant' | 'space' | 'folder' | 'path' | 'file';
        readonly detail: string;
      }
  );

/** Saved files of one folder that get other names, as it was decided before the first of them did. */
export interface Renaming {
  /** Given by the database. */
  readonly id: number;
  readonly folderId: string;
  readonly reason: RenamingReason;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** `there` = to the new names, `back` = to those before. */
  readonly direction: 'there' | 'back';
  readonly state: 'going' | 'done';
}

/** One file of a renaming. */
export interface RenamingFile extends PlannedName {
  readonly renamingId: number;
  /** Its turn: what has to make room for another goes first. */
  readonly at: number;
  readonly bytes: number;
  /** Where it lies now, once it was moved: `to`, or that with a number where something stood in the way. */
  readonly landed?: string;
  /** `missing` = it was not where the record says, `left` = it could not be moved, `back` = it was moved and is where it was, `stuck` = it could not be moved back. */
  readonly state: 'due' | 'moved' | 'missing' | 'left' | 'back' | 'stuck';
}

/** How far a look at all saved files is, for whoever goes on with it. */
export interface Check {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly phase: 'records' | 'downloads' | 'foreign' | 'done';
  /** The last record's key, or the last download's time, that was looked at. */
  readonly after: string;
  readonly tally: CheckTally;
}

/**
 * The folders that were chosen and the writes under way, in a database of their own: it has to outlive the one that it
 * helps to rebuild (issue 16). Earlier folders are kept: what was saved there is still read, and what was being written
 * ends there.
 */
export class FolderDb extends Dexie {
  readonly folders: Table<GrantedFolder, string>;
  readonly writes: Table<FolderWrite, number, Omit<FolderWrite, 'id'>>;
  readonly renamings: Table<Renaming, number, Omit<Renaming, 'id'>>;
  readonly renamingFiles: Table<RenamingFile, [number, number]>;
  readonly checks: Table<Check, number>;
  readonly findings: Table<Finding, string>;

  constructor(name = 'tokshelf-folder') {
    super(name);
    this.version(1).stores({ folders: 'id, chosenAt', writes: '++id, url, key' });
    this.version(2).stores({ renamings: '++id', renamingFiles: '[renamingId+at], [renamingId+state+at]' });
    this.version(3).stores({ checks: 'id', findings: 'id, kind' });
    this.folders = this.table('folders');
    this.writes = this.table('writes');
    this.renamings = this.table('renamings');
    this.renamingFiles = this.table('renamingFiles');
    this.checks = this.table('checks');
    this.findings = this.table('findings');
  }
}

/** The folder that files go to; undefined when none was ever chosen. */
export const currentFolder = ({ folders }: Pick<FolderDb, 'folders'>): Promise<GrantedFolder | undefined> =>
  folders.where('chosenAt').above(0).last();

let shared: FolderDb | undefined;

/** The connection of this context, opened with the first query. */
export const folderDb = (): FolderDb => {
  shared ??= new FolderDb();
  return shared;
};
