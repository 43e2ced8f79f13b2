import type { BackupFault, BackupProblem, BackupTable, RowCounts, Tallies, Tally } from '@/lib/ports/Backup';
import type { MessageKey } from '@/lib/ports/Messages';
import { t } from '@/lib/ui/format/i18n';
import { errorWords } from './errorWords';
import type { TroubleTopic } from './troubleTopics';

/** The tables that mean something to a person, the most telling first. */
const shown: readonly (readonly [BackupTable, MessageKey])[] = [
  ['records', 'library_tab_saved'],
  ['posts', 'move_row_posts'],
  ['authors', 'move_row_people'],
  ['lists', 'library_tab_lists'],
  ['jobs', 'move_row_jobs'],
  ['recordings', 'recording_section'],
  ['watches', 'library_tab_watched'],
  ['tags', 'move_row_tags'],
  ['thumbs', 'storage_thumbs'],
];

/** One line of what a file holds, and what came of it. */
export interface MoveLine {
  readonly name: string;
  readonly count: number;
  readonly tally?: Tally;
}

/** What a file holds, in words; what it holds none of is left out. */
export const moveLines = (rows: RowCounts, tallies?: Tallies): readonly MoveLine[] =>
  shown.flatMap(([table, key]): MoveLine[] => {
    const count = rows[table] ?? 0;
    const tally = tallies?.[table];
    return count === 0 ? [] : [{ name: t(key), count, ...(tally ? { tally } : {}) }];
  });

const faults: Readonly<Record<BackupFault, readonly [MessageKey, MessageKey]>> = {
  foreign: ['move_foreign', 'move_foreign_do'],
  newer: ['move_newer', 'move_newer_do'],
  broken: ['move_broken', 'move_broken_do'],
  refused: ['move_refused', 'move_refused_do'],
  large: ['move_large', 'move_large_do'],
};

/** A problem in words: what happened, what that means for the library, and what to do. */
export interface MoveProblemWords {
  readonly what: string;
  readonly kept: string;
  readonly todo: string;
  /** For a report; absent where the person stopped it. */
  readonly code?: string;
  readonly topic?: TroubleTopic;
}

/** @param half part of the file is in the library already */
export const moveProblemWords = (problem: BackupProblem, half: boolean): MoveProblemWords => {
  const kept = t(half ? 'move_half_kept' : 'move_nothing_changed');
  if (problem.kind === 'stopped') return { what: t('move_stopped'), kept, todo: half ? t('move_half_do') : '' };
  if (problem.kind === 'file') {
    const [what, todo] = faults[problem.fault];
    return {
      what: t(what),
      kept,
      todo: t(todo),
      code: `${problem.fault}: ${problem.detail}`,
      topic: `move_${problem.fault}`,
    };
  }
  const { what, todo } = errorWords(problem.failure.code, 'press');
  return { what, kept, todo: half ? t('move_half_do') : todo, code: problem.failure.code, topic: problem.failure.code };
};
