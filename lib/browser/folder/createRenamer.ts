import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import type { TokshelfDb } from '@/lib/browser/database/db';
import type { Settings } from '@/lib/model/settings';
import { isNamedBefore } from '@/lib/naming/folders/folderChange';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { templateFailure } from '@/lib/naming/template/Template';
import type { RenamedPerson, Renamer, RenamingReason } from '@/lib/ports/FolderAccess';
import { peopleFolders } from '@/lib/queue/api/peopleFolders';
import { failureIn } from './chosenFolder';
import { currentFolder, type GrantedFolder } from './folderDb';
import { namesInTheWay } from './namesInTheWay';
import { planFolderChanges } from './planFolderChanges';
import { planNewNames } from './planNewNames';
import {
  goOnRenaming,
  letGoOfRenaming,
  planRenaming,
  type RenamingParts,
  type RenamingPlan,
  renamingStatus,
  settleMoves,
  turnRenaming,
} from './renameSaved';

const SHOWN = 20;

const keptKey = (secUid: string): string => `rename-kept:${secUid}`;

/** Builds it on the library's database and the folders'. */
export const createRenamer = (
  parts: RenamingParts & { readonly db: TokshelfDb },
  settings: () => Promise<Settings>,
): Renamer => {
  const { db, folders } = parts;
  const store = createDexieStore(db);
  const people = peopleFolders({ store, settings, clock: { now: () => Date.now() } });

  /** Runs `work` on the chosen folder, whose records say where files lie. */
  const inFolder = async <T>(work: (folder: GrantedFolder) => Promise<Result<T>>): Promise<Result<T>> => {
    const folder = await currentFolder(folders);
    if (!folder) return err(failure('grant', 'no folder was chosen'));
    try {
      const settled = await settleMoves(parts);
      return settled.ok ? await work(folder) : settled;
    } catch (error) {
      return err(await failureIn(folder.handle, error));
    }
  };

  const write = ({ id }: GrantedFolder, reason: RenamingReason, files: RenamingPlan['files']): Promise<Result<true>> =>
    planRenaming(folders, { folderId: id, reason, files });

  return {
    status: () => renamingStatus(folders),
    preview: (wanted) =>
      inFolder(async (folder) => {
        const template = parseTemplate(wanted.template, wanted.customFields);
        if (!template.ok) return err(templateFailure(template.error));
        const { files, unnamed } = await planNewNames(db, folder, wanted, template.value);
        const taken = await namesInTheWay(folder.handle, files);
        return ok({
          total: files.length,
          first: files.slice(0, SHOWN).map((file) => ({ ...file, isTaken: taken.has(file.key) })),
          taken: taken.size,
          unnamed,
          begin: () => write(folder, { kind: 'template' }, files),
        });
      }),
    people: async () => {
      const folder = await currentFolder(folders);
      if (!folder || !(await settings()).askRename) return [];
      const found: RenamedPerson[] = [];
      const rows = await db.authors.filter(isNamedBefore).toArray();
      const named = (await Promise.all(rows.map(({ secUid }) => people.changeOf(secUid)))).filter(
        (one) => one !== undefined,
      );
      const kept = await db.kv.bulkGet(named.map(({ change }) => keptKey(change.secUid)));
      // Who keeps a name is not gone through all records for.
      const changes = named.filter(({ change }, at) => kept[at]?.value !== change.to);
      const plans = await planFolderChanges(
        db,
        folder,
        changes.map(({ change }) => change),
      );
      for (const { change, before } of changes) {
        const { secUid, to } = change;
        const files = plans.get(secUid)?.length ?? 0;
        if (files > 0) found.push({ secUid, before, now: to, files });
      }
      return found;
    },
    beginPerson: (secUid) =>
      inFolder(async (folder) => {
        const known = await people.changeOf(secUid);
        if (!known) return err(failure('input', 'nobody of that id'));
        const { change, before } = known;
        const files = (await planFolderChanges(db, folder, [change])).get(secUid) ?? [];
        return write(folder, { kind: 'person', secUid, before, name: change.to }, files);
      }),
    keepName: async ({ secUid, now }) => {
      await db.kv.put({ key: keptKey(secUid), value: now });
    },
    run: async (signals) => {
      const renaming = await renamingStatus(folders);
      if (renaming?.reason.kind === 'person') {
        const { secUid, before, name } = renaming.reason;
        await people.keepFolder(secUid, renaming.direction === 'there' ? name : before);
      }
      return goOnRenaming(parts, signals);
    },
    turnBack: () => turnRenaming(folders),
    letGo: () => letGoOfRenaming(folders),
  };
};
