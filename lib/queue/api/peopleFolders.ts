import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { AuthorRow } from '@/lib/model/authorRow';
import type { Author } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import type { Mode } from '@/lib/model/source';
import { authorFolder } from '@/lib/naming/folders/authorFolder';
import { createUserFolder } from '@/lib/naming/folders/createUserFolder';
import { folderName } from '@/lib/naming/folders/folderName';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Clock } from '@/lib/ports/Clock';
import type { Store, Tables } from '@/lib/ports/Store';
import { folderKeysOf } from '@/lib/queue/planning/ownerFolder';
import { bookAuthors } from '@/lib/queue/rules/bookAuthors';

/** What people and their folders are kept with. */
export interface PeopleParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: () => Promise<Settings>;
}

/** A person as kept, and where that person's files go below the downloads folder. */
export interface UserData {
  readonly author: AuthorRow;
  readonly folder: string;
}

const lastName = (row: AuthorRow, names: 'handles' | 'nicknames'): string => row[names].at(-1)?.value ?? '';

const rename = async ({ authors, kv }: Tables, row: AuthorRow, nickname: string): Promise<string> => {
  const person = { nickname, uniqueId: lastName(row, 'handles'), uid: row.uid, secUid: row.secUid };
  const rivals = await authors.ofFolders([pathKey(folderName(person))]);
  const taken = (key: string): boolean =>
    rivals.some((rival) => rival.folderKey === key && rival.secUid !== row.secUid);
  const { folder } = authorFolder({ author: person, first: row.folder, onRename: 'new', taken });
  await authors.putMany([{ ...row, folder, folderKey: pathKey(folder) }]);
  for (const key of folderKeysOf(row.secUid)) if ((await kv.get(key)) !== undefined) await kv.put(key, folder);
  return folder;
};

/** Keeps people by their secUid, and decides their folders. */
export const peopleFolders = ({ store, clock, settings }: PeopleParts) => {
  /** Keeps the person's names and decides the folder. Error: `input` for somebody without secUid. */
  const book = async (author: Author, mode: Mode): Promise<Result<UserData>> => {
    if (author.secUid === '') return err(failure('input', 'secUid'));
    const { onRename } = await settings();
    const { row, name } = await store.transaction(async (tables) => {
      const folders = await bookAuthors(tables, [author], onRename, clock.now());
      return { row: await tables.authors.get(author.secUid), name: folders.get(author.secUid) ?? '' };
    });
    if (!row) return err(failure('bug', 'the author was not kept'));
    const folder = createUserFolder({ mode, author: { ...author, nickname: name } });
    return folder.ok ? ok({ author: row, folder: folder.value }) : folder;
  };

  /** Gives the folder at a path another name for files to come. Error: `input` when it is nobody's folder. */
  const renameFolder = async (oldPath: string, nickname: string): Promise<Result<string>> => {
    const parts = oldPath.split('/');
    const name = parts.at(-1) ?? '';
    if (nickname.trim() === '') return err(failure('input', 'nickname: empty'));
    const folder = await store.transaction(async (tables) => {
      const [row] = await tables.authors.ofFolders([pathKey(name)]);
      return row && name !== '' ? rename(tables, row, nickname) : undefined;
    });
    if (folder === undefined) return err(failure('input', `nobody's folder: ${oldPath}`));
    return ok([...parts.slice(0, -1), folder].join('/'));
  };

  return { book, renameFolder };
};
