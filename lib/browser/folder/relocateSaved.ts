import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { countRows } from '@/lib/browser/database/countRows';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { RelocateHooks, RelocateTally } from '@/lib/ports/FolderAccess';
import { createSavedMover, isOurs, type MoverParts, stopsMoving, whileMoving } from './createSavedMover';
import { fileAt, pathBelow } from './directoryFiles';
import { currentFolder, type FolderDb, type GrantedFolder } from './folderDb';

interface Found {
  readonly folder: GrantedFolder;
  /** Below the folder. */
  readonly path: string;
  readonly file: File;
}

const CHUNK = 500;

const isElsewhere = (record: SaveRecord, { id }: GrantedFolder): boolean => record.folder !== id && isOurs(record);

/** Where the file may lie below the folder: a granted folder's paths begin with its name, those of downloads hold it somewhere. */
const pathsIn = (record: SaveRecord, { id, handle }: GrantedFolder): readonly string[] => {
  if (record.folder !== undefined) return record.folder === id ? [pathBelow(handle, record.path)] : [];
  const parts = record.path.split(/[\\/]/);
  return parts.flatMap((part, at) =>
    part === handle.name && at < parts.length - 1 ? [parts.slice(at + 1).join('/')] : [],
  );
};

/**
 * Moves all files that we saved elsewhere into the chosen folder, one after the other: copied under a temporary name, checked,
 * named without replacing anything, then their record, then the old file. What a death left half is taken up by the next
 * call. Errors: `grant`, `space`, which stop it; `input` while another page is at it.
 */
export const relocateSaved = async (
  parts: MoverParts,
  { signal, onProgress }: RelocateHooks,
): Promise<Result<RelocateTally>> => {
  const { db, folders: own, writer } = parts;
  const target = await currentFolder(own);
  if (!target) return err(failure('grant', 'no folder was chosen'));
  const mover = createSavedMover(parts);
  const sources = await own.folders.toArray();
  const tally = { total: 0, moved: 0, missing: 0, left: 0 };

  const find = async (record: SaveRecord): Promise<Found | undefined> => {
    for (const folder of sources)
      for (const path of pathsIn(record, folder)) {
        // A folder that may not be read now holds nothing that could be moved.
        const file = await fileAt(folder.handle, path).catch(() => undefined);
        const bytes = await file?.getFile();
        if (bytes?.size === record.bytes) return { folder, path, file: bytes };
      }
    return undefined;
  };

  const move = async (record: SaveRecord): Promise<Result<'moved' | 'missing' | 'left'>> => {
    const found = await find(record);
    if (!found) return ok('missing');
    const { folder, path, file } = found;
    // It lies in the chosen folder already, saved there as a download.
    if (folder.id === target.id) {
      const { key, bytes, relativePath } = record;
      return ok((await mover.book({ key, bytes, landed: path, path: relativePath }, target)) ? 'moved' : 'left');
    }
    const url = URL.createObjectURL(file);
    try {
      const facts = { folderId: target.id, url, path: record.relativePath, startedAt: Date.now(), key: record.key };
      const from = { folderId: folder.id, path };
      const id = await own.writes.add({ ...facts, from, conflict: 'uniquify', state: 'writing' });
      const write = await writer.run(id);
      if (write?.state === 'complete') return ok((await mover.finish(write)) ? 'moved' : 'left');
      if (write?.state === 'failed' && stopsMoving(write)) return err(failure(write.code, write.detail));
      await own.writes.delete(id);
      return ok('left');
    } finally {
      URL.revokeObjectURL(url);
    }
  };

  const moveAll = async (): Promise<Result<RelocateTally>> => {
    const before = await mover.takeUp();
    if (!before.ok) return before;
    tally.total = await countRows(db.records, (record) => isElsewhere(record, target));
    for (let after = ''; ; ) {
      const records = await db.records.where(':id').above(after).limit(CHUNK).toArray();
      for (const record of records.filter((one) => isElsewhere(one, target))) {
        if (signal.aborted) return ok(tally);
        const moved = await move(record);
        if (!moved.ok) return moved;
        tally[moved.value] += 1;
        onProgress({ ...tally });
      }
      if (records.length < CHUNK) return ok(tally);
      after = records.at(-1)?.key ?? '';
    }
  };

  return whileMoving(moveAll);
};

/** How many files of ours lie elsewhere than in the chosen folder: in other granted ones, and in the browser's downloads. */
export const countElsewhere = async (
  db: Pick<TokshelfDb, 'records'>,
  own: FolderDb,
): Promise<{ readonly folders: number; readonly downloads: number }> => {
  const target = await currentFolder(own);
  if (!target) return { folders: 0, downloads: 0 };
  let downloads = 0;
  const all = await countRows(db.records, (record) => {
    const is = isElsewhere(record, target);
    if (is && record.folder === undefined) downloads += 1;
    return is;
  });
  return { folders: all - downloads, downloads };
};
