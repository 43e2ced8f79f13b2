import { ok, type Result } from '@/lib/base/result';
import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import type { Check, FolderDb } from '@/lib/browser/folder/folderDb';
import { type CheckTally, type Finding, NOTHING_LOOKED_AT, type WorkSignals } from '@/lib/ports/FolderAccess';
import type { CheckMade, CheckParts, CheckWork } from './CheckStep';
import { lookAtDownloads } from './lookAtDownloads';
import { lookAtRecords } from './lookAtRecords';
import { lookForStrangers } from './lookForStrangers';

/** The only row of its table: one look at a time. */
export const CHECK_ID = 1;

const newCheck = async ({ db, own }: CheckParts): Promise<Check> => {
  const check: Check = {
    ...{ id: CHECK_ID, startedAt: Date.now(), phase: 'records', after: '' },
    tally: { ...NOTHING_LOOKED_AT, total: await db.records.count() },
  };
  await own.transaction('rw', own.checks, own.findings, async () => {
    await own.findings.clear();
    await own.checks.put(check);
  });
  return check;
};

/** Marks records as the look found them, then writes how far it came: done twice after a death, it comes to the same. */
const note = async ({ db, own }: CheckParts, { looked, check, broken = [] }: CheckMade): Promise<void> => {
  const changes = looked.flatMap(([{ key, missing = false }, look]) =>
    missing === (look !== 'there') ? [] : [{ key, changes: { missing: look !== 'there' } }],
  );
  if (changes.length > 0) await db.records.bulkUpdate(changes);
  if (broken.length > 0) await db.records.bulkDelete([...broken]);
  const findings = looked.flatMap(([{ key, path, postId }, look]): Finding[] =>
    look === 'there' ? [] : [{ id: key, kind: look, path, key, postId }],
  );
  await own.transaction('rw', own.checks, own.findings, async () => {
    await own.findings.bulkPut(findings);
    await own.checks.put(check);
  });
};

const readableRoots = async ({ folders }: FolderDb): Promise<CheckWork['roots']> => {
  const roots = new Map<string, FileSystemDirectoryHandle>();
  for (const { id, handle } of await folders.toArray())
    if ((await stateOfFolder(handle)) === 'granted') roots.set(id, handle);
  return roots;
};

/**
 * Compares all records with what lies in granted folders and with the browser's list of downloads, then looks what else lies in
 * the folders. A file that is not there, or has another length than it was saved with, is marked as missing in its record, and
 * one that is back no longer; a record that cannot be read is taken out. What was found is kept until the next look. It goes on where one before was stopped, or died.
 * Rejects with the file system's error where a folder cannot be read any more.
 */
export const checkLibrary = async (
  parts: CheckParts,
  { signal, onProgress }: WorkSignals<CheckTally>,
): Promise<Result<CheckTally>> => {
  const roots = await readableRoots(parts.own);
  const work: CheckWork = { ...parts, roots, signal, onProgress };
  const steps = { records: lookAtRecords, downloads: lookAtDownloads, foreign: lookForStrangers };
  const before = await parts.own.checks.get(CHECK_ID);
  let check = before && before.phase !== 'done' ? before : await newCheck(parts);
  onProgress(check.tally);
  while (check.phase !== 'done' && !signal.aborted) {
    const made = await steps[check.phase](work, check);
    if (!made) break;
    await note(parts, made);
    check = made.check;
    onProgress(check.tally);
  }
  return ok(check.tally);
};
