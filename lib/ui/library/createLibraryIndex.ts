import { foldText } from '@/lib/base/foldText';
import { isSame } from '@/lib/base/isSame';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { type LibraryQuery, postIdsOf, wordsOf as queryWords, type SortBy, spanOf } from './libraryQuery';

/** What a query finds, with its figures. */
export interface Found {
  readonly rows: readonly LibraryRow[];
  readonly posts: number;
  readonly bytes: number;
}

/** What a search goes by beside its words and the rows. */
export interface SearchScope {
  /** The only posts that are shown; absent = all. */
  readonly within?: ReadonlySet<string>;
  /** Whether a word, folded, stands in what else is known of a post: its tags, comments, subtitles. */
  readonly knows?: (postId: string, word: string) => boolean;
}

const EVERYTHING: SearchScope = {};

/** The saved files in memory, each with its words folded once, and every order sorted once. */
export interface LibraryIndex {
  size(): number;
  has(key: string): boolean;
  /** Keys of the files that are not on the disk any more. */
  missing(): readonly string[];
  /** Adds rows and takes over what changed of those that are there. */
  put(rows: readonly LibraryRow[]): void;
  /** Takes a post's files out. */
  removePost(postId: string): void;
  /** Takes single files out. */
  removeFiles(keys: ReadonlySet<string>): void;
  find(query: LibraryQuery, scope?: SearchScope): Found;
}

/** What the files of a post share. */
interface PostFacts {
  /** What the words were folded from, to see whether they changed. */
  words: string;
  folded: string;
  /** In which search the post was last counted. */
  countedIn: number;
  /** In which search its words were last looked through, and which of those searched for they lack. */
  lookedIn: number;
  lacks: readonly string[];
}

interface Entry {
  row: LibraryRow;
  path: string;
  readonly post: PostFacts;
}

const wordsOf = ({ desc, nickname, uniqueId, postId }: LibraryRow): string =>
  `${desc}\n${nickname}\n@${uniqueId}\n${postId}`;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const orders: Record<SortBy, (a: LibraryRow, b: LibraryRow) => number> = {
  saved: (a, b) => a.savedAt - b.savedAt,
  posted: (a, b) => a.postedAt - b.postedAt,
  size: (a, b) => a.bytes - b.bytes,
  author: (a, b) => byText(a.uniqueId, b.uniqueId) || a.savedAt - b.savedAt,
};

const sortKeysOf = ({ savedAt, postedAt, bytes, uniqueId }: LibraryRow): string =>
  `${savedAt} ${postedAt} ${bytes} ${uniqueId}`;

/** Whether all that fits `next` fits `last`, too: a word was typed on, or one more was added. */
const narrows = (last: LibraryQuery, next: LibraryQuery): boolean => {
  const parts = queryWords(next);
  return (
    isSame({ ...last, words: '' }, { ...next, words: '' }) &&
    queryWords(last).every((before) => parts.some((part) => part.includes(before)))
  );
};

/** An empty library. Twenty thousand files take about 15 MB; a search looks at each once, and at a post's words once. */
export const createLibraryIndex = (): LibraryIndex => {
  let byKey = new Map<string, Entry>();
  const posts = new Map<string, PostFacts>();
  /** Ascending. */
  const sorted = new Map<SortBy, Entry[]>();
  let search = 0;
  /** What the last search found, while nothing changed since: who types on looks through that alone. */
  let last:
    | { readonly query: LibraryQuery; readonly scope: SearchScope; readonly entries: readonly Entry[] }
    | undefined;

  const factsOf = (row: LibraryRow): PostFacts => {
    const words = wordsOf(row);
    const known = posts.get(row.postId);
    if (!known) {
      const facts = { words, folded: foldText(words), countedIn: 0, lookedIn: 0, lacks: [] };
      posts.set(row.postId, facts);
      return facts;
    }
    if (known.words !== words) Object.assign(known, { words, folded: foldText(words) });
    return known;
  };

  // A job that runs puts file after file at the newer end: that order need not be sorted anew.
  const insert = (entry: Entry): void => {
    const saved = sorted.get('saved');
    const last = saved?.at(-1);
    sorted.clear();
    if (!saved || !last || last.row.savedAt > entry.row.savedAt) return;
    saved.push(entry);
    sorted.set('saved', saved);
  };

  const putOne = (row: LibraryRow): void => {
    const known = byKey.get(row.key);
    const post = factsOf(row);
    if (!known) {
      const entry = { row, path: foldText(row.path), post };
      byKey.set(row.key, entry);
      insert(entry);
      return;
    }
    if (sortKeysOf(known.row) !== sortKeysOf(row)) sorted.clear();
    if (known.row.path !== row.path) known.path = foldText(row.path);
    known.row = row;
  };

  const inOrder = (by: SortBy): readonly Entry[] => {
    const known = sorted.get(by);
    if (known) return known;
    const order = orders[by];
    const entries = [...byKey.values()].sort((a, b) => order(a.row, b.row));
    sorted.set(by, entries);
    return entries;
  };

  const test = (query: LibraryQuery, { within, knows }: SearchScope): ((entry: Entry) => boolean) => {
    const words = queryWords(query);
    const [from, to] = spanOf(query);
    const { kind, author } = query;
    const lackedBy = (post: PostFacts, postId: string): readonly string[] => {
      if (post.lookedIn !== search) {
        post.lookedIn = search;
        post.lacks = words.filter((word) => !post.folded.includes(word) && !knows?.(postId, word));
      }
      return post.lacks;
    };
    return ({ row, path, post }) =>
      (kind === 'all' || row.kind === kind) &&
      (author === undefined || row.uniqueId === author) &&
      row.postedAt >= from &&
      row.postedAt < to &&
      (within === undefined || within.has(row.postId)) &&
      lackedBy(post, row.postId).every((word) => path.includes(word));
  };

  return {
    size: () => byKey.size,
    has: (key) => byKey.has(key),
    missing: () => [...byKey.values()].flatMap(({ row }) => (row.missing ? [row.key] : [])),
    put: (rows) => {
      last = undefined;
      for (const row of rows) putOne(row);
    },
    removePost: (postId) => {
      last = undefined;
      byKey = new Map([...byKey].filter(([, { row }]) => row.postId !== postId));
      posts.delete(postId);
      sorted.clear();
    },
    removeFiles: (keys) => {
      last = undefined;
      byKey = new Map([...byKey].filter(([key]) => !keys.has(key)));
      const left = postIdsOf([...byKey.values()].map(({ row }) => row));
      for (const postId of [...posts.keys()]) if (!left.has(postId)) posts.delete(postId);
      sorted.clear();
    },
    find: (query, scope = EVERYTHING) => {
      search += 1;
      const fits = test(query, scope);
      const found: Entry[] = [];
      const look = (entry: Entry | undefined): void => {
        if (entry && fits(entry)) found.push(entry);
      };
      if (last && last.scope === scope && narrows(last.query, query)) for (const entry of last.entries) look(entry);
      else {
        const entries = inOrder(query.sortBy);
        if (query.ascending) for (const entry of entries) look(entry);
        else for (let at = entries.length - 1; at >= 0; at -= 1) look(entries[at]);
      }
      last = { query, scope, entries: found };
      let [postCount, bytes] = [0, 0];
      const rows = found.map(({ row, post }) => {
        bytes += row.bytes;
        if (post.countedIn !== search) {
          post.countedIn = search;
          postCount += 1;
        }
        return row;
      });
      return { rows, posts: postCount, bytes };
    },
  };
};
