import { type SaveRecord, saveRecordSchema } from '@/lib/model/saveRecord';
import { type CheckStep, type CheckWork, counted, type Look } from './CheckStep';
import { createFileLook } from './createFileLook';

const PIECE = 500;

/** The step that looks at the next records, whether they can be read, and whose files lie in granted folders. */
export const lookAtRecords = (roots: CheckWork['roots']): CheckStep => {
  const look = createFileLook(roots);
  return async ({ db, signal }, check) => {
    const rows = await db.records.where(':id').above(check.after).limit(PIECE).toArray();
    const records = rows.filter((row) => saveRecordSchema.safeParse(row).success);
    const whole = new Set(records);
    const broken = rows.flatMap((row) => (whole.has(row) ? [] : [row.key]));
    const looked: (readonly [SaveRecord, Look])[] = [];
    let { unseen } = check.tally;
    for (const record of records) {
      if (signal.aborted) return undefined;
      if (record.folder === undefined) continue;
      if (roots.has(record.folder)) looked.push([record, await look(record)]);
      else unseen += 1;
    }
    const tally = counted({ ...check.tally, unseen, broken: check.tally.broken + broken.length }, looked);
    const next =
      rows.length < PIECE ? { phase: 'downloads' as const, after: '' } : { after: rows.at(-1)?.key ?? check.after };
    return { check: { ...check, tally, ...next }, looked, broken };
  };
};
