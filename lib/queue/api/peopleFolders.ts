import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { AuthorRow } from '@/lib/model/authorRow';
import type { Author } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import type { Mode } from '@/lib/model/source';
import { authorFolder } from '@/lib/naming/folders/authorFolder';
import { createUserFolder } from '@/lib/naming/folders/createUserFolder';
import { folderChange, personOf } from '@/lib/naming/folders/folderChange';
import { folderName } from '@/lib/naming/folders/folderName';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Clock } from '@/lib/ports/Clock';
import type { FolderChange, SavedFiles } from '@/lib/ports/SavedFiles';
import type { Store, Tables } from '@/lib/ports/Store';
import { folderKeysOf } from '@/lib/queue/planning/ownerFolder';
import { bookAuthors } from '@/lib/queue/rules/bookAuthors';

/** What people and their folders are kept with. */
export interface PeopleParts {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  readonly settings: () => Promise<Settings>;
  /** Absent where saved files cannot be moved. */
  readonly savedFiles?: SavedFiles;
}

/** A person as kept, and where that person's files go below the downloads folder. */
export interface UserData {
  readonly author: AuthorRow;
  readonly folder: string;
}

/** The folder that a person of this name gets, beside those of others. */
const folderFor = async ({ authors }: Tables, row: AuthorRow, nickname?: string): Promise<string> => {
  const person = personOf(row, nickname);
  const rivals = await authors.ofFolders([pathKey(folderName(person))]);
  const taken = (key: string): boolean =>
    rivals.some((rival) => rival.folderKey === key && rival.secUid !== row.secUid);
  return authorFolder({ author: person, first: row.folder, onRename: 'new', taken }).folder;
};

const keepFolder = async ({ authors, kv }: Tables, row: AuthorRow, folder: string): Promise<FolderChange> => {
  const { formerFolders = [] } = row;
  const former = [...new Set([...formerFolders, row.folder])].filter((name) => name !== folder);
  const next = { ...row, folder, folderKey: pathKey(folder), ...(former.length > 0 ? { formerFolders: former } : {}) };
  if (row.folder !== folder) await authors.putMany([next]);
  for (const key of folderKeysOf(row.secUid)) if ((await kv.get(key)) !== undefined) await kv.put(key, folder);
  return folderChange(next, folder);
};

/** Keeps people by their secUid, and decides their folders. */
export const peopleFolders = ({ store, clock, settings, savedFiles }: PeopleParts) => {
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

  /** Has the files follow, where they can. */
  const moveFiles = async (change: FolderChange): Promise<Result<true>> => {
    const moved = change.from.length > 0 ? await savedFiles?.moveFolders(change) : undefined;
    return moved && !moved.ok ? moved : ok(true);
  };

  return {
    book,
    /** {@link book}; where folders follow names and files can be moved, those that are there go to the folder of now. Errors: those of SavedFiles, too. */
    bookAndMove: async (author: Author, mode: Mode): Promise<Result<UserData>> => {
      const booked = await book(author, mode);
      if (!booked.ok || !savedFiles || (await settings()).onRename === 'keep') return booked;
      const change = await store.transaction(async (tables) => {
        const row = await tables.authors.get(author.secUid);
        return row && keepFolder(tables, row, await folderFor(tables, row));
      });
      const moved = change ? await moveFiles(change) : ok(true);
      return moved.ok ? booked : moved;
    },
    /**
     * Gives the folder at a path another name for files to come; those that are there go with it where they can. Errors: `input` when
     * it is nobody's folder; those of SavedFiles: called with the new path, it then goes on.
     */
    renameFolder: async (oldPath: string, nickname: string): Promise<Result<string>> => {
      const parts = oldPath.split('/');
      const name = parts.at(-1) ?? '';
      if (nickname.trim() === '') return err(failure('input', 'nickname: empty'));
      const change = await store.transaction(async (tables) => {
        const [row] = await tables.authors.ofFolders([pathKey(name)]);
        return row && name !== '' ? keepFolder(tables, row, await folderFor(tables, row, nickname)) : undefined;
      });
      if (change === undefined) return err(failure('input', `nobody's folder: ${oldPath}`));
      const moved = await moveFiles(change);
      return moved.ok ? ok([...parts.slice(0, -1), change.to].join('/')) : moved;
    },
    /** The change that the person's name of now asks for; undefined for somebody unknown. */
    changeOf: (secUid: string): Promise<{ readonly change: FolderChange; readonly before: string } | undefined> =>
      store.transaction(async (tables) => {
        const row = await tables.authors.get(secUid);
        return row && { change: folderChange(row, await folderFor(tables, row)), before: row.folder };
      }),
    /** The folder for files to come. */
    keepFolder: (secUid: string, folder: string): Promise<void> =>
      store.transaction(async (tables) => {
        const row = await tables.authors.get(secUid);
        if (row) await keepFolder(tables, row, folder);
      }),
  };
};
