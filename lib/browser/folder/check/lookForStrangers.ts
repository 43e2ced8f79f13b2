import type { CheckStep } from './CheckStep';
import { foreignIn } from './foreignIn';

/** The step that looks what lies in the folders without a record; it is one for all of them, and begins anew after a stop. */
export const lookForStrangers: CheckStep = async ({ db, own, disk, roots, signal, onProgress }, check) => {
  await own.findings.where('kind').anyOf('foreign', 'adoptable').delete();
  const tally = { ...check.tally, foreign: 0, adoptable: 0 };
  for (const [id, root] of roots)
    for await (const found of foreignIn({ records: db.records, disk }, id, root, signal)) {
      await own.findings.bulkPut(found);
      for (const { kind } of found) if (kind === 'foreign' || kind === 'adoptable') tally[kind] += 1;
      onProgress({ ...tally });
    }
  return signal.aborted ? undefined : { check: { ...check, tally, phase: 'done' }, looked: [] };
};
