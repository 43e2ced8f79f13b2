import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import { uniquePath } from '@/lib/naming/render/uniquePath';
import type { Template } from '@/lib/naming/template/Template';
import { baseOf } from '@/lib/naming/text/baseOf';
import { pathKey } from '@/lib/naming/text/safePart';
import { createNamesOfNow } from '@/lib/queue/planning/namesOfNow';
import { orderNames } from '@/lib/queue/rules/orderNames';
import { isOurs } from './createSavedMover';
import { pathBelow } from './directoryFiles';
import type { GrantedFolder } from './folderDb';
import type { RenamingPlan } from './renameSaved';

type PlannedFile = RenamingPlan['files'][number];

/** What the template would call the folder's files. */
export interface NewNames {
  readonly files: RenamingPlan['files'];
  /** Files that too little is known of to name them anew: they stay. */
  readonly unnamed: number;
}

const PIECE = 500;

interface Named {
  readonly record: SaveRecord;
  readonly key: string;
  readonly base: string;
  readonly end: string;
}

/** Whether a file has the name that is due, or that with what kept it apart from others. */
const isInPlace = (own: string, due: string, postId: string): boolean =>
  own === due || (own.startsWith(`${due}_`) && /^_\d+(?:_\d+)?$/.test(own.slice(due.length)) && own.includes(postId));

/** Which files of the folder have another name by the settings than the one they lie under, and which that is; no two get the same. */
export const planNewNames = async (
  db: TokshelfDb,
  { id, handle }: GrantedFolder,
  settings: Settings,
  template: Template,
): Promise<NewNames> => {
  const namesOf = createNamesOfNow(createDexieStore(db), { settings, template });
  const users = new Map<string, string>();
  const moving: Named[] = [];
  let unnamed = 0;

  const look = (record: SaveRecord, base: string | undefined): void => {
    const { basePathKey, key, relativePath, postId } = record;
    const own = basePathKey === undefined ? undefined : baseOf(relativePath, basePathKey);
    if (basePathKey === undefined || own === undefined || base === undefined) unnamed += 1;
    else if (!isInPlace(basePathKey, pathKey(base), postId)) {
      moving.push({ record, key, base, end: relativePath.slice(own.length) });
      return;
    }
    if (basePathKey !== undefined) users.set(basePathKey, key);
  };

  for (let after = ''; ; ) {
    const records = await db.records.where(':id').above(after).limit(PIECE).toArray();
    const here = records.filter(({ folder }) => folder === id);
    const names = await namesOf(here.filter(isOurs));
    let at = 0;
    for (const record of here)
      if (isOurs(record)) {
        look(record, names[at]);
        at += 1;
      } else if (record.basePathKey !== undefined) users.set(record.basePathKey, record.key);
    if (records.length < PIECE) break;
    after = records.at(-1)?.key ?? '';
  }

  // As they were saved: whoever came first had the plain name then.
  moving.sort((a, b) => a.record.savedAt - b.record.savedAt || (a.key < b.key ? -1 : 1));
  const files = moving.map(({ record, base, end }): PlannedFile => {
    const { key, postId, bytes, path } = record;
    const mine = uniquePath(base, postId, (taken) => users.has(taken));
    users.set(pathKey(mine), key);
    return { key, bytes, from: pathBelow(handle, path), to: `${mine}${end}` };
  });
  return { files: orderNames(files), unnamed };
};
