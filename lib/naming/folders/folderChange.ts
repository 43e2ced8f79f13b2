import type { AuthorRow, NameSpan } from '@/lib/model/authorRow';
import { pathKey } from '@/lib/naming/text/safePart';
import type { FolderChange } from '@/lib/ports/SavedFiles';
import { authorFolder, foldersNamed } from './authorFolder';
import type { NamedAuthor } from './folderName';

const lastOf = (spans: readonly NameSpan[]): string => spans.at(-1)?.value ?? '';

/** The person as named now, or by another nickname. */
export const personOf = (row: AuthorRow, nickname = lastOf(row.nicknames)): NamedAuthor => ({
  nickname,
  uniqueId: lastOf(row.handles),
  uid: row.uid,
  secUid: row.secUid,
});

/**
 * From which folders to which a person's files go when the folder gets a name: from the one that is kept, those that were
 * renamed before, and those that earlier nicknames gave. Spellings that a case-insensitive disk takes for one folder are one.
 */
export const folderChange = (row: AuthorRow, to: string): FolderChange => {
  const byNames = row.nicknames.flatMap(({ value }) =>
    row.handles.length === 0
      ? foldersNamed(personOf(row, value))
      : row.handles.flatMap((handle) => foldersNamed({ ...personOf(row, value), uniqueId: handle.value })),
  );
  const names = new Map(
    [row.folder, ...(row.formerFolders ?? []), ...byNames].map((name) => [pathKey(name), name] as const),
  );
  names.delete(pathKey(to));
  return { secUid: row.secUid, from: [...names.values()], to };
};

/** Whether the kept folder is called after a nickname that the person has no more; one that was named by hand is not. */
export const isNamedBefore = (row: AuthorRow): boolean => {
  const isAfter = (nickname?: string): boolean =>
    !authorFolder({ author: personOf(row, nickname), first: row.folder, onRename: 'keep' }).renamed;
  return row.nicknames.length > 1 && !isAfter() && row.nicknames.some(({ value }) => isAfter(value));
};
