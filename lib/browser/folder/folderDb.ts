import { Dexie, type Table } from 'dexie';

/** A folder that the person let TokShelf write to. */
export interface GrantedFolder {
  /** `current`: there is one at a time. */
  readonly slot: 'current';
  /** A new one with each choice: tells files of this folder from those of an earlier one. */
  readonly id: string;
  readonly handle: FileSystemDirectoryHandle;
  readonly chosenAt: number;
}

interface WriteFacts {
  /** Given by the database. */
  readonly id: number;
  readonly folderId: string;
  /** Where the bytes lie: a blob: address. */
  readonly url: string;
  /** The path asked for, below the folder. */
  readonly path: string;
  readonly conflict: 'overwrite' | 'uniquify';
  /** Milliseconds since 1970. */
  readonly startedAt: number;
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

/**
 * The chosen folder and the writes under way, in a database of their own: it has to outlive the one that it helps to
 * rebuild (issue 16).
 */
export class FolderDb extends Dexie {
  readonly folders: Table<GrantedFolder, string>;
  readonly writes: Table<FolderWrite, number, Omit<FolderWrite, 'id'>>;

  constructor(name = 'tokshelf-folder') {
    super(name);
    this.version(1).stores({ folders: 'slot', writes: '++id, url' });
    this.folders = this.table('folders');
    this.writes = this.table('writes');
  }
}

let shared: FolderDb | undefined;

/** The connection of this context, opened with the first query. */
export const folderDb = (): FolderDb => {
  shared ??= new FolderDb();
  return shared;
};
