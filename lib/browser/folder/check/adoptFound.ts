import { ok, type Result } from '@/lib/base/result';
import type { TokshelfDb } from '@/lib/browser/database/db';
import { fileAt, pathBelow } from '@/lib/browser/folder/directoryFiles';
import type { FolderDb, GrantedFolder } from '@/lib/browser/folder/folderDb';
import { mediaKindSchema } from '@/lib/model/media';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Finding } from '@/lib/ports/FolderAccess';

const PIECE = 200;
// Questions to the browser's own process, which answers many at once sooner than one after the other.
const AT_ONCE = 25;

type Records = Pick<TokshelfDb, 'records' | 'posts' | 'transaction'>;

/** A file that was found, and where below its folder it lies. */
interface FoundFile {
  readonly finding: Finding;
  readonly folder: GrantedFolder;
  readonly below: string;
  readonly file: File;
}

/** A record of a file that nobody saw being saved: it gives no right to replace what lies there. */
const recordOf = ({ finding, below, file }: FoundFile, row: PostRow | undefined): SaveRecord => {
  const { key = '', postId = '', path, folder = '' } = finding;
  const [, kind = '', ...index] = key.split(':');
  return {
    ...{ key, postId, kind: mediaKindSchema.parse(kind), index: index.join(':'), path, folder, relativePath: below },
    ...{ authorSecUid: row?.post?.author.secUid ?? '', bytes: file.size, sha256: '', savedAt: file.lastModified },
    ...{ jobId: '', listKey: '', notes: ['exists'], imported: true },
  };
};

const look = async ({ folders }: FolderDb, finding: Finding): Promise<FoundFile | undefined> => {
  const folder = await folders.get(finding.folder ?? '');
  if (!folder) return undefined;
  const below = pathBelow(folder.handle, finding.path);
  const file = await (await fileAt(folder.handle, below))?.getFile();
  return file && { finding, folder, below, file };
};

/** Writes records of those whose place in the library is free; their keys. */
const take = async (db: Records, files: readonly FoundFile[]): Promise<readonly string[]> => {
  const rows = await db.posts.bulkGet(files.map(({ finding }) => finding.postId ?? ''));
  const records = files.map((file, at) => recordOf(file, rows[at]));
  return db.transaction('rw', db.records, async () => {
    const known = await db.records.bulkGet(records.map(({ key }) => key));
    const free = records.filter((_, at) => known[at] === undefined || known[at]?.missing === true);
    await db.records.bulkPut(free);
    return free.map(({ key }) => key);
  });
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
    const files: FoundFile[] = [];
    for (let at = 0; at < found.length; at += AT_ONCE) {
      const looked = await Promise.all(found.slice(at, at + AT_ONCE).map((finding) => look(own, finding)));
      files.push(...looked.filter((file) => file !== undefined));
    }
    const taken = await take(db, files);
    adopted += taken.length;
    for (const { folder } of files) folders.add(folder.id);
    // Findings about records go by their keys.
    await own.findings.bulkDelete([...found.map(({ id }) => id), ...taken]);
  }
  for (const id of folders) await relist(id);
  return ok(adopted);
};
