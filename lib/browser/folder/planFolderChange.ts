import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { pathKey } from '@/lib/naming/text/safePart';
import type { FolderChange } from '@/lib/ports/SavedFiles';
import { orderNames } from '@/lib/queue/rules/orderNames';
import { isOurs } from './createSavedMover';
import { pathBelow, splitPath } from './directoryFiles';
import type { GrantedFolder } from './folderDb';
import type { RenamingPlan } from './renameSaved';

type PlannedFile = RenamingPlan['files'][number];

/** Keys of playlists that are filed under the person: they are named by ids of their own, other lists by the person's. */
const playlistsOf = async ({ jobs }: Pick<TokshelfDb, 'jobs'>, secUid: string): Promise<ReadonlySet<string>> => {
  const keys = new Set<string>();
  await jobs.each(({ owner, listKey }) => void (owner?.key === secUid && listKey !== undefined && keys.add(listKey)));
  return keys;
};

/**
 * The files of the folder that a person's new name gives another place: the person's own, and those of lists that are filed
 * under the person, in a folder of an earlier name.
 */
export const planFolderChange = async (
  db: Pick<TokshelfDb, 'records' | 'jobs'>,
  { id, handle }: GrantedFolder,
  { secUid, from, to }: FolderChange,
): Promise<RenamingPlan['files']> => {
  const before = new Set(from.map(pathKey));
  const playlists = await playlistsOf(db, secUid);
  const isTheirs = ({ authorSecUid, listKey }: SaveRecord): boolean =>
    authorSecUid === secUid || listKey.endsWith(`:${secUid}`) || playlists.has(listKey);
  const files: PlannedFile[] = [];
  await db.records.each((record) => {
    const { folder, key, bytes, path, relativePath } = record;
    if (folder !== id || !isTheirs(record) || !isOurs(record)) return;
    const place = pathBelow(handle, path);
    const { folders } = splitPath(place);
    const at = folders.findIndex((name) => before.has(pathKey(name)));
    if (at < 0) return;
    // Asked for anew by the name that was due: a number that it got may not be needed there.
    const name = splitPath(relativePath).name;
    files.push({
      key,
      bytes,
      from: place,
      to: [...folders.slice(0, at), to, ...folders.slice(at + 1), name].join('/'),
    });
  });
  return orderNames(files);
};
