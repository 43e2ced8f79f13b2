/** What a person gave: files, all files of a folder as the browser lists them, or files and folders that were dropped. */
export type TakeOverInput =
  | { readonly kind: 'files' | 'folder'; readonly files: readonly File[] }
  | { readonly kind: 'dropped'; readonly things: readonly (File | FileSystemEntry)[] };

/** A file of what was given. */
export interface GivenFile {
  /** Its way below what was given, with slashes; the name alone when it was given itself. */
  readonly path: string;
  /** It lies in a folder that was given: nobody pointed at it. */
  readonly inFolder: boolean;
  /** Throws what the browser throws when it cannot be read. */
  open(): Promise<File>;
}
