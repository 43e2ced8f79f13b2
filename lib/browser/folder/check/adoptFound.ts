import { ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import { fileAt, pathBelow } from '@/lib/browser/folder/directoryFiles';
import type { FolderDb } from '@/lib/browser/folder/folderDb';
import { mediaKindSchema } from '@/lib/model/media';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Finding } from '@/lib/ports/FolderAccess';

const PIECE = 200;

type Records = Pick<TokshelfDb, 'records' | 'posts' | 'transaction'>;

/** A record of a file that nobody saw being saved: it gives no right to replace what lies there. */
const recordOf = async (
  { posts }: Records,
  { key = '', postId = '', path, folder = '' }: Finding,
  file: File,
  below: string,
): Promise<SaveRecord> => {
  const [, kind = '', ...index] = key.split(':');
  const post = await posts.get(postId);
  return {
    ...{ key, postId, kind: mediaKindSchema.parse(kind), index: index.join(':'), path, folder, relativePath: below },
    ...{ authorSecUid: post?.post.author.secUid ?? '', bytes: file.size, sha256: '', savedAt: file.lastModified },
    ...{ jobId: '', listKey: '', notes: ['exists'], imported: true },
  };
};

/**
 * Takes the files that the last look found to be of a post into the library, where they lie still; how many. What was found to be
 * missing before is so no more. `relist` has the lists of a folder written anew: such files are older than what its newest tells of.
 */
export const adoptFound = async (
  db: Records,
  own: FolderDb,
  relist: (folderId: string) => Promise<void>,
): Promise<Result<number>> => {
  const folders = new Set<string>();
  let adopted = 0;
  for (;;) {
    const found = await own.findings.where('kind').equals('adoptable').limit(PIECE).toArray();
    if (found.length === 0) break;
    const mended: string[] = [];
    for (const finding of found) {
      const folder = await own.folders.get(finding.folder ?? '');
      const below = folder ? pathBelow(folder.handle, finding.path) : '';
      const file = folder && (await (await fileAt(folder.handle, below))?.getFile());
      if (!file) continue;
      const record = await recordOf(db, finding, file, below);
      const isTaken = await db.transaction('rw', db.records, async () => {
        const known = await db.records.get(record.key);
        if (known && !known.missing) return false;
        await db.records.put(record);
        return true;
      });
      if (!isTaken) continue;
      adopted += 1;
      // Findings about records go by their keys.
      mended.push(record.key);
      if (folder) folders.add(folder.id);
    }
    await own.findings.bulkDelete([...found.map(({ id }) => id), ...mended]);
  }
  for (const id of folders) await relist(id);
  return ok(adopted);
};
