import { err, ok, type Result } from '@/lib/base/result';
import { pageDb } from '@/lib/browser/database/db';
import { forgetShelf } from '@/lib/browser/database/forgetShelf';
import { listDownloads } from '@/lib/browser/downloads/listDownloads';
import { call } from '@/lib/browser/events/commands';
import { relistFolder } from '@/lib/browser/folder/catalogue';
import { adoptFound } from '@/lib/browser/folder/check/adoptFound';
import { checkAlone } from '@/lib/browser/folder/check/checkAlone';
import { CHECK_ID } from '@/lib/browser/folder/check/checkLibrary';
import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { folderFailure } from '@/lib/browser/folder/directoryFiles';
import { folderDb } from '@/lib/browser/folder/folderDb';
import type { CheckStatus, Finding, FindingKind } from '@/lib/ports/FolderAccess';
import type { CheckPorts, CheckRemedy } from './createCheckModel';

// As many as a message may name, of files and of posts.
const MOST_FILES = 1000;
const MOST_POSTS = 5000;
const SHOWN = 50;

const findings = (kind: FindingKind) => folderDb().findings.where('kind').equals(kind);

const drop = (found: readonly Finding[]): Promise<void> => folderDb().findings.bulkDelete(found.map(({ id }) => id));

const status = async (): Promise<CheckStatus | undefined> => {
  const check = await folderDb().checks.get(CHECK_ID);
  if (!check) return undefined;
  const first = async (kind: FindingKind) => ({
    kind,
    count: await findings(kind).count(),
    paths: (await findings(kind).limit(SHOWN).toArray()).map(({ path }) => path),
  });
  const found = await Promise.all((['missing', 'changed', 'adoptable', 'foreign'] as const).map(first));
  return { isDone: check.phase === 'done', tally: check.tally, found: found.filter(({ count }) => count > 0) };
};

/** One job for each few thousand posts whose files were found missing or cut. */
const again = async (kind: FindingKind): Promise<Result<number>> => {
  const all = await findings(kind).toArray();
  const ids = [...new Set(all.flatMap(({ postId }) => postId ?? []))];
  for (let at = 0; at < ids.length; at += MOST_POSTS) {
    const piece = ids.slice(at, at + MOST_POSTS);
    const rows = await pageDb().posts.bulkGet(piece);
    const posts = piece.map((postId, place) => {
      const post = rows[place]?.post;
      const uniqueId = post?.author.uniqueId;
      return { postId, photos: post?.kind === 'photos', ...(uniqueId ? { uniqueId } : {}) };
    });
    const started = await call('saveManyAgain', { posts });
    if (!started.ok) return started;
  }
  await drop(all);
  return ok(all.length);
};

const forget = async (kind: FindingKind): Promise<Result<number>> => {
  let files = 0;
  for (;;) {
    const found = await findings(kind).limit(MOST_FILES).toArray();
    if (found.length === 0) return ok(files);
    const reply = await call('forgetFiles', { keys: found.flatMap(({ key }) => key ?? []) });
    if (!reply.ok) return reply;
    await forgetShelf(reply.value.postIds);
    await drop(found);
    files += found.length;
  }
};

const remedies: Readonly<Record<CheckRemedy, (kind: FindingKind) => Promise<Result<number>>>> = {
  again,
  forget,
  adopt: () => adoptFound(pageDb(), folderDb(), (folderId) => relistFolder(pageDb(), folderDb(), folderId)),
};

const ports: CheckPorts = {
  check: (signals) =>
    checkAlone({ db: pageDb(), own: folderDb(), downloads: listDownloads }, signals).catch((error: unknown) =>
      err(folderFailure(error)),
    ),
  status,
  remedy: (what, kind) => remedies[what](kind).catch((error: unknown) => err(folderFailure(error))),
  letGo: () =>
    folderDb().transaction('rw', folderDb().checks, folderDb().findings, async () => {
      await folderDb().checks.clear();
      await folderDb().findings.clear();
    }),
  tellChecked: async () => {
    await call('rowsCameIn', {});
  },
};

/** The ports of a look at saved files; empty where the browser grants no folders and never looks for the files of its downloads (Firefox). */
export const checkPorts = (): { readonly check?: CheckPorts } => (canChooseFolder() ? { check: ports } : {});
