import { type SaveRecord, saveRecordSchema } from '@/lib/model/saveRecord';
import { type CheckStep, type CheckWork, counted, type Look } from './CheckStep';
import { createFileLook } from './createFileLook';

const PIECE = 500;
// The length of a file is a question to the browser's own process, which answers many at once sooner than one after the other.
const AT_ONCE = 25;

/** The step that looks at the next records, whether they can be read, and whose files lie in granted folders. */
export const lookAtRecords = (roots: CheckWork['roots']): CheckStep => {
  const files = createFileLook(roots);
  return async ({ db, signal }, check) => {
    const rows = await db.records.where(':id').above(check.after).limit(PIECE).toArray();
    const records = rows.filter((row) => saveRecordSchema.safeParse(row).success);
    const whole = new Set(records);
    const broken = rows.flatMap((row) => (whole.has(row) ? [] : [row.key]));
    const looked: (readonly [SaveRecord, Look])[] = [];
    let { unseen } = check.tally;
    for (let at = 0; at < records.length; at += AT_ONCE) {
      if (signal.aborted) return undefined;
      const placed = records.slice(at, at + AT_ONCE).filter(({ folder }) => folder !== undefined);
      const seen = placed.filter(({ folder = '' }) => roots.has(folder));
      unseen += placed.length - seen.length;
      looked.push(...(await Promise.all(seen.map(async (record) => [record, await files.look(record)] as const))));
    }
    await files.believe(looked);
    const tally = counted({ ...check.tally, unseen, broken: check.tally.broken + broken.length }, looked);
    const next =
      rows.length < PIECE ? { phase: 'downloads' as const, after: '' } : { after: rows.at(-1)?.key ?? check.after };
    return { check: { ...check, tally, ...next }, looked, broken };
  };
};
