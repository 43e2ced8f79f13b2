import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import { pathBelow } from '@/lib/browser/folder/directoryFiles';
import { type SaveRecord, saveRecordSchema } from '@/lib/model/saveRecord';
import type { Look } from './CheckDisk';
import { type CheckStep, type CheckWork, counted } from './CheckStep';

const PIECE = 500;

/** Looks at records whose files should lie in one folder. Rejects where that cannot be read any more. */
const lookIn = async (
  { disk }: Pick<CheckWork, 'disk'>,
  root: FileSystemDirectoryHandle,
  records: readonly SaveRecord[],
): Promise<(readonly [SaveRecord, Look])[]> => {
  const files = records.map(({ path, bytes }) => ({ path: pathBelow(root, path), bytes }));
  const looks = await disk.look(root, files);
  const looked = records.map((record, at) => [record, looks[at] ?? 'missing'] as const);
  // Nothing is missing that lies in a folder which went away itself, with its drive say.
  if (looked.some(([, look]) => look === 'missing') && (await stateOfFolder(root)) !== 'granted')
    throw new DOMException('the folder cannot be read any more', 'NotFoundError');
  return looked;
};

/** The step that looks at the next records, whether they can be read, and whose files lie in granted folders. */
export const lookAtRecords: CheckStep = async ({ db, disk, roots, signal }, check) => {
  const rows = await db.records.where(':id').above(check.after).limit(PIECE).toArray();
  const records = rows.filter((row) => saveRecordSchema.safeParse(row).success);
  const whole = new Set(records);
  const broken = rows.flatMap((row) => (whole.has(row) ? [] : [row.key]));
  const placed = Map.groupBy(records, ({ folder }) => folder);
  placed.delete(undefined);
  const looked: (readonly [SaveRecord, Look])[] = [];
  let { unseen } = check.tally;
  for (const [id = '', own] of placed) {
    const root = roots.get(id);
    if (root) looked.push(...(await lookIn({ disk }, root, own)));
    else unseen += own.length;
  }
  if (signal.aborted) return undefined;
  const tally = counted({ ...check.tally, unseen, broken: check.tally.broken + broken.length }, looked);
  const next =
    rows.length < PIECE ? { phase: 'downloads' as const, after: '' } : { after: rows.at(-1)?.key ?? check.after };
  return { check: { ...check, tally, ...next }, looked, broken };
};
