/** How a record's file was found; `changed` = it has another length. */
export type Look = 'there' | 'missing' | 'changed';

/** Where a saved file should lie, below its granted folder, and how long it should be. */
export interface PlacedLength {
  readonly path: string;
  readonly bytes: number;
}

/** The names of what lies in a folder. */
export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

type Root = FileSystemDirectoryHandle;

/** What a look asks of the disk, many files a question. Each rejects with the errors of the file system API. */
export interface CheckDisk {
  /** How each of these files lies there, in their order. */
  look(root: Root, files: readonly PlacedLength[]): Promise<readonly Look[]>;
  /** Nothing for a folder that went away meanwhile. */
  list(root: Root, path: readonly string[]): Promise<Listing>;
  /** The ids that sidecars in a folder say they are about, in their order; undefined for one that says none. */
  postsIn(root: Root, path: readonly string[], names: readonly string[]): Promise<readonly (string | undefined)[]>;
}
