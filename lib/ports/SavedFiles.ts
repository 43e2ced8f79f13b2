import type { Result } from '@/lib/base/result';

/** A person's folder by names of before, and by the name now. Each is one name of a path. */
export interface FolderChange {
  readonly secUid: string;
  readonly from: readonly string[];
  readonly to: string;
}

/** How many files were moved, were not where their records say, and could not be moved. */
export interface MovedFiles {
  readonly moved: number;
  readonly missing: number;
  readonly left: number;
}

/** Moves files that were saved, where that can be done: in a granted folder, not in the browser's downloads. */
export interface SavedFiles {
  /**
   * Moves a person's files from the folders of before to the one of now, never over another, and their records with them. What an
   * earlier call left undone is done as well. Errors: `grant`; `input` while other files are being renamed.
   */
  moveFolders(change: FolderChange): Promise<Result<MovedFiles>>;
}
