import { err, ok, type Result } from '@/lib/base/result';
import type { Settings } from '@/lib/model/settings';
import type { BackupProblem, BackupStore, RowCounts, Tallies, Tally } from '@/lib/ports/Backup';
import { problemOf } from './BackupError';
import { joinRows } from './joinRows';
import { countRows, type ReadOptions, readBackup } from './readBackup';

/** What a whole and sound file holds. */
export interface BackupSummary {
  /** When it was written, ms since 1970. */
  readonly at: number;
  /** The version of TokShelf that wrote it. */
  readonly app: string;
  readonly rows: RowCounts;
  readonly settings?: Settings;
}

/**
 * Reads a file to its end and changes nothing. Problems: `file` for one that is not taken, `stopped`.
 */
export const checkBackup = async (file: Blob, options: ReadOptions): Promise<Result<BackupSummary, BackupProblem>> => {
  try {
    let summary: BackupSummary = { at: 0, app: '', rows: {} };
    for await (const piece of readBackup(file, options)) {
      if (piece.type === 'start') summary = { ...summary, at: piece.at, app: piece.app };
      else if (piece.type === 'settings') summary = { ...summary, settings: piece.settings };
      else summary = { ...summary, rows: countRows(summary.rows, piece) };
    }
    return ok(summary);
  } catch (error) {
    return err(problemOf(error, options.signal));
  }
};

const add = (a: Tally | undefined, b: Tally): Tally => ({
  added: (a?.added ?? 0) + b.added,
  renewed: (a?.renewed ?? 0) + b.renewed,
  same: (a?.same ?? 0) + b.same,
});

/**
 * Merges a file that {@link checkBackup} found whole into the tables, piece by piece. Whatever ends it in between, it may
 * be done again: what is there already is found and left. Problems: `stopped`, `failed`, and `file` where the file changed
 * since it was checked.
 *
 * @param now ms since 1970
 */
export const mergeBackup = async (
  file: Blob,
  store: BackupStore,
  now: number,
  options: ReadOptions,
): Promise<Result<Tallies, BackupProblem>> => {
  try {
    let tallies: Tallies = {};
    for await (const piece of readBackup(file, options)) {
      if (piece.type !== 'rows') continue;
      const tally = await store.merge(piece.table, piece.rows, joinRows(piece.table, now));
      tallies = { ...tallies, [piece.table]: add(tallies[piece.table], tally) };
    }
    return ok(tallies);
  } catch (error) {
    return err(problemOf(error, options.signal));
  }
};
