import type { AuthorRow, NameSpan } from '@/lib/model/authorRow';
import type { Author } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import { authorFolder } from '@/lib/naming/folders/authorFolder';
import { folderName } from '@/lib/naming/folders/folderName';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Tables } from '@/lib/ports/Store';
import { seenName } from './seenName';

const merge = (row: AuthorRow, author: Author, now: number): AuthorRow => ({
  ...row,
  uid: author.uid || row.uid,
  handles: seenName(row.handles, author.uniqueId, now),
  nicknames: seenName(row.nicknames, author.nickname, now),
});

const lastOf = (spans: readonly NameSpan[]): string => JSON.stringify(spans.at(-1));

const changed = (a: AuthorRow, b: AuthorRow): boolean =>
  a.uid !== b.uid || lastOf(a.handles) !== lastOf(b.handles) || lastOf(a.nicknames) !== lastOf(b.nicknames);

/**
 * Keeps the history of handles and nicknames and decides each author's folder (settings' onRename). Authors without
 * secUid are not kept. Runs inside a transaction. Returns the folder by secUid.
 */
export const bookAuthors = async (
  { authors }: Tables,
  met: readonly Author[],
  onRename: Settings['onRename'],
  now: number,
): Promise<ReadonlyMap<string, string>> => {
  const known = met.filter(({ secUid }) => secUid !== '');
  const rows = new Map((await authors.getMany(known.map(({ secUid }) => secUid))).map((row) => [row.secUid, row]));
  const rivals = await authors.ofFolders([...new Set(known.map((author) => pathKey(folderName(author))))]);
  const owners = new Map<string, string>(rivals.map(({ folderKey, secUid }) => [folderKey, secUid]));
  const folders = new Map<string, string>();
  const writes = new Map<string, AuthorRow>();
  for (const author of known) {
    const old = writes.get(author.secUid) ?? rows.get(author.secUid);
    const taken = (key: string): boolean => owners.has(key) && owners.get(key) !== author.secUid;
    const { folder } = authorFolder({ author, ...(old ? { first: old.folder } : {}), onRename, taken });
    const base: AuthorRow = old ?? {
      secUid: author.secUid,
      uid: author.uid,
      handles: [],
      nicknames: [],
      folder,
      folderKey: pathKey(folder),
    };
    const row = merge(base, author, now);
    if (!old || changed(old, row)) writes.set(author.secUid, row);
    if (!owners.has(pathKey(folder))) owners.set(pathKey(folder), author.secUid);
    folders.set(author.secUid, folder);
  }
  if (writes.size > 0) await authors.putMany([...writes.values()]);
  return folders;
};
