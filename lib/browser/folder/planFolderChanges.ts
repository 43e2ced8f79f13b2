import type { TokshelfDb } from '@/lib/browser/database/db';
import { inPieces } from '@/lib/browser/database/inPieces';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { pathKey } from '@/lib/naming/text/safePart';
import type { FolderChange } from '@/lib/ports/SavedFiles';
import { orderNames } from '@/lib/queue/rules/orderNames';
import { isOurs } from './createSavedMover';
import { pathBelow, splitPath } from './directoryFiles';
import type { GrantedFolder } from './folderDb';
import type { RenamingPlan } from './renameSaved';

type PlannedFile = RenamingPlan['files'][number];

/** To whom playlists belong, by list key: they are named by ids of their own, other lists by the person's. */
const playlists = async ({ jobs }: Pick<TokshelfDb, 'jobs'>): Promise<ReadonlyMap<string, string>> => {
  const owners = new Map<string, string>();
  for await (const piece of inPieces(jobs))
    for (const { owner, listKey } of piece) if (owner && listKey !== undefined) owners.set(listKey, owner.key);
  return owners;
};

/**
 * The files of the folder that people's new names give another place, by the person's secUid: their own, and those of lists
 * that are filed under them, in a folder of an earlier name.
 */
export const planFolderChanges = async (
  db: Pick<TokshelfDb, 'records' | 'jobs'>,
  { id, handle }: GrantedFolder,
  changes: readonly FolderChange[],
): Promise<ReadonlyMap<string, RenamingPlan['files']>> => {
  const plans = new Map(
    changes.map(({ secUid, from, to }) => [
      secUid,
      { before: new Set(from.map(pathKey)), to, files: [] as PlannedFile[] },
    ]),
  );
  if (plans.size === 0) return new Map();
  const owners = await playlists(db);
  const look = (record: SaveRecord): void => {
    const { folder, authorSecUid, listKey, key, bytes, path, relativePath } = record;
    if (folder !== id || !isOurs(record)) return;
    const place = pathBelow(handle, path);
    const { folders } = splitPath(place);
    for (const secUid of [authorSecUid, owners.get(listKey) ?? listKey.slice(listKey.indexOf(':') + 1)]) {
      const plan = plans.get(secUid);
      const at = plan ? folders.findIndex((name) => plan.before.has(pathKey(name))) : -1;
      if (!plan || at < 0) continue;
      // Asked for anew by the name that was due: a number that it got may not be needed there.
      const name = splitPath(relativePath).name;
      const to = [...folders.slice(0, at), plan.to, ...folders.slice(at + 1), name].join('/');
      plan.files.push({ key, bytes, from: place, to });
      return;
    }
  };
  for await (const records of inPieces(db.records)) records.forEach(look);
  return new Map([...plans].map(([secUid, { files }]) => [secUid, orderNames(files)]));
};
