import type { Failure } from '@/lib/base/failure';

/** The tables that go into a file, in its order: what is known of posts and files before what lists claim of them. */
export const backupTables = [
  'posts',
  'records',
  'entries',
  'authors',
  'lists',
  'kv',
  'jobs',
  'tasks',
  'recordings',
  'watches',
  'tags',
  'people',
  'members',
  'words',
  'thumbs',
] as const;
export type BackupTable = (typeof backupTables)[number];

/**
 * The tables that go into no file: `pasted`, the links of jobs, which are in the rows of `jobs` as a file has them; `facetPieces`,
 * which are made from the posts wherever they are missing; `turns`, the line of people that a job works off, for jobs that are
 * not over are in no file.
 */
export const leftOutTables = ['pasted', 'facetPieces', 'turns'] as const;

/** A row of any of the tables; which one it is, only lib/backup knows. */
export type BackupRow = object;

/** What a file held, and what became of it. */
export interface Tally {
  readonly added: number;
  /** There before, and now newer or more. */
  readonly renewed: number;
  /** There before, and nothing to add. */
  readonly same: number;
}

/** Rows of a file by table. */
export type RowCounts = Readonly<Partial<Record<BackupTable, number>>>;

/** What came of merging a file, by table. */
export type Tallies = Readonly<Partial<Record<BackupTable, Tally>>>;

/**
 * Why a file is not taken. `foreign` = not ours; `newer` = of a newer TokShelf; `broken` = cut off or changed; `refused` =
 * it holds what TokShelf never writes; `large` = beyond every library.
 */
export type BackupFault = 'foreign' | 'newer' | 'broken' | 'refused' | 'large';

/** Why a file could not be read, written or merged. */
export type BackupProblem =
  | {
      readonly kind: 'file';
      readonly fault: BackupFault /** Technical remark: table and line. */;
      readonly detail: string;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The tables as the backup sees them. */
export interface BackupStore {
  count(table: BackupTable): Promise<number>;
  /** All rows by primary key, in pieces of at most `size`. */
  chunks(table: BackupTable, size: number): AsyncIterable<readonly BackupRow[]>;
  /**
   * Puts rows beside those that are there, in one transaction: `join` gets the row of the same key, or undefined, and says
   * which row is to stand there. The same object as before means that nothing is written.
   */
  merge(
    table: BackupTable,
    rows: readonly BackupRow[],
    join: (old: BackupRow | undefined, next: BackupRow) => BackupRow,
  ): Promise<Tally>;
}
