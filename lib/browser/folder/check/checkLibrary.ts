import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { ListedDownload } from '@/lib/browser/downloads/listDownloads';
import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import { folderAt, isMissing, pathBelow, splitPath } from '@/lib/browser/folder/directoryFiles';
import type { Check, FolderDb } from '@/lib/browser/folder/folderDb';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { CheckTally, Finding, WorkSignals } from '@/lib/ports/FolderAccess';
import { foreignIn } from './foreignIn';

const PIECE = 500;
// Records come by the ids of posts, files of a person lie together: most are found in a folder that was listed a moment ago.
const MOST_LISTED = 200;

type Listing = ReadonlyMap<string, FileSystemHandle>;

/** What a look at the saved files needs. */
export interface CheckParts {
  readonly db: Pick<TokshelfDb, 'records'>;
  readonly own: FolderDb;
  /** The browser's list of our downloads in pieces, those after the time first; an empty one ends it. */
  readonly downloads: (after: string) => Promise<readonly ListedDownload[]>;
}

/** The only row of its table: one look at a time. */
export const CHECK_ID = 1;

const NOTHING: CheckTally = { total: 0, there: 0, missing: 0, changed: 0, unseen: 0, foreign: 0, adoptable: 0 };

const newCheck = async ({ db, own }: CheckParts): Promise<Check> => {
  const check: Check = {
    ...{ id: CHECK_ID, startedAt: Date.now(), phase: 'records', after: '', listed: 0 },
    tally: { ...NOTHING, total: await db.records.count() },
  };
  await own.transaction('rw', own.checks, own.findings, async () => {
    await own.findings.clear();
    await own.checks.put(check);
  });
  return check;
};

type Look = 'there' | 'missing' | 'changed';

/** Marks records as the look found them, then writes how far it came: done twice after a death, it comes to the same. */
const note = async (
  { db, own }: CheckParts,
  looked: readonly (readonly [SaveRecord, Look])[],
  check: Check,
): Promise<void> => {
  const changes = looked.flatMap(([{ key, missing = false }, look]) =>
    missing === (look !== 'there') ? [] : [{ key, changes: { missing: look !== 'there' } }],
  );
  if (changes.length > 0) await db.records.bulkUpdate(changes);
  const findings = looked.flatMap(([{ key, path, postId }, look]): Finding[] =>
    look === 'there' ? [] : [{ id: key, kind: look, path, key, postId }],
  );
  await own.transaction('rw', own.checks, own.findings, async () => {
    await own.findings.bulkPut(findings);
    await own.checks.put(check);
  });
};

const counted = (tally: CheckTally, looked: readonly (readonly [SaveRecord, Look])[]): CheckTally => {
  const next = { ...tally };
  for (const [, look] of looked) next[look] += 1;
  return next;
};

/** Whether a record's file lies whole in a granted folder; each folder is listed once for all its files. */
const createLook = (roots: ReadonlyMap<string, FileSystemDirectoryHandle>) => {
  const listings = new Map<string, Listing>();
  const list = async (root: FileSystemDirectoryHandle, parts: readonly string[]): Promise<Listing> => {
    const found = new Map<string, FileSystemHandle>();
    try {
      for await (const [name, handle] of (await folderAt(root, parts)).entries()) found.set(name, handle);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return found;
  };
  const listed = async (id: string, root: FileSystemDirectoryHandle, parts: readonly string[]): Promise<Listing> => {
    const key = JSON.stringify([id, parts]);
    const known = listings.get(key);
    if (known) return known;
    if (listings.size >= MOST_LISTED) listings.clear();
    const listing = await list(root, parts);
    listings.set(key, listing);
    return listing;
  };
  return async ({ folder = '', path, bytes }: SaveRecord): Promise<Look> => {
    const root = roots.get(folder);
    if (!root) return 'missing';
    const { folders: parts, name } = splitPath(pathBelow(root, path));
    const handle = (await listed(folder, root, parts)).get(name);
    if (handle?.kind !== 'file') return 'missing';
    try {
      return (await (handle as FileSystemFileHandle).getFile()).size === bytes ? 'there' : 'changed';
    } catch (error) {
      if (isMissing(error)) return 'missing';
      throw error;
    }
  };
};

/**
 * Compares all records with what lies in granted folders and with the browser's list of downloads, then looks what else lies in
 * the folders. A file that is not there, or has another length than it was saved with, is marked as missing in its record, and
 * one that is back no longer; what was found is kept until the next look. It goes on where one before was stopped, or died.
 */
export const checkLibrary = async (
  parts: CheckParts,
  { signal, onProgress }: WorkSignals<CheckTally>,
): Promise<Result<CheckTally>> => {
  const { db, own } = parts;
  const roots = new Map<string, FileSystemDirectoryHandle>();
  for (const { id, handle } of await own.folders.toArray())
    if ((await stateOfFolder(handle)) === 'granted') roots.set(id, handle);
  const look = createLook(roots);
  const before = await own.checks.get(CHECK_ID);
  let check = before && before.phase !== 'done' ? before : await newCheck(parts);
  const isOver = (): boolean => signal.aborted;
  const go = async (next: Check, looked: readonly (readonly [SaveRecord, Look])[] = []): Promise<void> => {
    check = next;
    await note(parts, looked, next);
    onProgress(next.tally);
  };

  while (check.phase === 'records' && !isOver()) {
    const records = await db.records.where(':id').above(check.after).limit(PIECE).toArray();
    const looked: (readonly [SaveRecord, Look])[] = [];
    let unseen = 0;
    for (const record of records) {
      // What was looked at of a piece that is broken off is looked at again.
      if (isOver()) return ok(check.tally);
      if (record.folder === undefined) continue;
      if (roots.has(record.folder)) looked.push([record, await look(record)]);
      else unseen += 1;
    }
    const tally = counted({ ...check.tally, unseen: check.tally.unseen + unseen }, looked);
    if (records.length < PIECE) await go({ ...check, tally, phase: 'downloads', after: '' }, looked);
    else await go({ ...check, tally, after: records.at(-1)?.key ?? '' }, looked);
  }
  while (check.phase === 'downloads' && !isOver()) {
    const items = await parts.downloads(check.after);
    const byId = new Map(items.map((item) => [item.id, item]));
    const known = await db.records
      .where('downloadId')
      .anyOf([...byId.keys()])
      .toArray();
    // A killed browser gives ids away again: the path has to be the same, too.
    const looked = known.flatMap((record): (readonly [SaveRecord, Look])[] => {
      const item = byId.get(record.downloadId ?? -1);
      return record.folder !== undefined || item?.path !== record.path
        ? []
        : [[record, item.exists ? 'there' : 'missing']];
    });
    const listed = check.listed + looked.length;
    const tally = counted(check.tally, looked);
    const last = items.at(-1);
    if (last) await go({ ...check, tally, listed, after: last.startedAt }, looked);
    else {
      const all = await db.records.filter(({ folder }) => folder === undefined).count();
      const unseen = tally.unseen + Math.max(0, all - listed);
      await go({ ...check, tally: { ...tally, unseen }, phase: 'foreign' });
    }
  }
  if (check.phase === 'foreign' && !isOver()) {
    await own.findings.where('kind').anyOf('foreign', 'adoptable').delete();
    const tally = { ...check.tally, foreign: 0, adoptable: 0 };
    for (const [id, root] of roots)
      for await (const found of foreignIn(db, id, root, signal)) {
        await own.findings.bulkPut(found);
        for (const { kind } of found) if (kind === 'foreign' || kind === 'adoptable') tally[kind] += 1;
        onProgress({ ...tally });
      }
    if (!isOver()) await go({ ...check, tally, phase: 'done' });
  }
  return ok(check.tally);
};

/** {@link checkLibrary}, one page at a time. Error: `input` while another page is at it. */
export const checkAlone = (parts: CheckParts, signals: WorkSignals<CheckTally>): Promise<Result<CheckTally>> =>
  navigator.locks.request('tokshelf-check', { ifAvailable: true }, (lock) =>
    lock ? checkLibrary(parts, signals) : err(failure('input', 'another page is at it')),
  );
