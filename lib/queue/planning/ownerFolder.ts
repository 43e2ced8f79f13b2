import type { Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import { type SourceKind, traitsOf } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';

/** Where the folder that a list's owner keeps stands in the key-value table. */
export const ownerFolderKey = (kind: SourceKind, ownerKey: string): string =>
  `folder:${traitsOf(kind).folderKey}:${ownerKey}`;

/** Where the folder that a person's lists keep stands in the key-value table. */
export const folderKeysOf = (secUid: string): readonly string[] => [`folder:profile:${secUid}`, `folder:mix:${secUid}`];

/**
 * The folder that a list's owner keeps: the first name that it was called by. Runs inside a transaction. undefined for
 * posts that are filed under their authors (the author's folder says it), or when folders follow the names.
 */
export const ownerFolder = async (
  { authors, kv }: Tables,
  job: Job,
  onRename: Settings['onRename'],
): Promise<string | undefined> => {
  const { owner, source } = job;
  const isAuthors = traitsOf(source.kind).filedUnder === 'author';
  if (!owner || isAuthors || onRename === 'new') return undefined;
  const kept = await kv.get(ownerFolderKey(source.kind, owner.key));
  if (typeof kept === 'string') return kept;
  const author = 'secUid' in source ? await authors.get(source.secUid) : undefined;
  const folder = author?.folder ?? owner.name;
  await kv.put(ownerFolderKey(source.kind, owner.key), folder);
  return folder;
};
