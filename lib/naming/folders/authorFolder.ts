import { cleanText } from '@/lib/naming/text/cleanText';
import { pathKey, safePart } from '@/lib/naming/text/safePart';
import { folderName, type NamedAuthor } from './folderName';

/** What decides on an author's folder. */
export interface AuthorFolderInput {
  readonly author: NamedAuthor;
  /** The nickname or folder first used for this author; absent = never saved before. */
  readonly first?: string;
  /** Settings' onRename: stay with the first folder, or follow the nickname. */
  readonly onRename: 'keep' | 'new';
  /** Says whether another author (another secUid) has a folder of this {@link pathKey}; absent = nobody has. */
  readonly taken?: (key: string) => boolean;
}

/** The folder to use from now on. */
export interface AuthorFolder {
  /** One safe name, to be handed to renderPath as `authorFolder` or `ownerFolder`. */
  readonly folder: string;
  /** The author has a first folder and the nickname now asks for another one. */
  readonly renamed: boolean;
}

/** The folders that an author of this name may have, the plain one first, then those that keep it apart from others' of the name. */
export const foldersNamed = (author: NamedAuthor): readonly string[] => {
  const plain = folderName(author);
  const names = [author.uniqueId, author.uid, author.secUid].map(cleanText).filter((name) => name !== '');
  return [plain, ...names.map((name) => `${plain} (${name})`), `${plain} (${names.join(' ')})`];
};

/**
 * Decides which folder an author's files go to. Identity is the secUid, so a rename never fetches anything again: with `keep` files
 * go on into the first folder, with `new` only coming files go elsewhere. Two authors of one nickname get two folders; the later
 * one's carries the handle.
 */
export const authorFolder = ({
  author,
  first = '',
  onRename,
  taken = () => false,
}: AuthorFolderInput): AuthorFolder => {
  const kept = safePart(cleanText(first));
  const keptKey = pathKey(kept);
  const wanted = foldersNamed(author);
  const renamed = kept !== '' && !wanted.some((name) => pathKey(name) === keptKey);
  if (kept !== '' && (onRename === 'keep' || !renamed)) return { folder: kept, renamed };
  return { folder: wanted.find((name) => !taken(pathKey(name))) ?? wanted.at(-1) ?? '', renamed };
};
