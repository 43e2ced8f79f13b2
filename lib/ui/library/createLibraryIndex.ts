import type { LibraryRow } from '@/lib/model/libraryRow';
import { foldText } from '@/lib/ui/format/foldText';
import { type LibraryQuery, type SortBy, spanOf } from './libraryQuery';

/** What a query finds, with its figures. */
export interface Found {
  readonly rows: readonly LibraryRow[];
  readonly posts: number;
  readonly bytes: number;
}

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
  find(query: LibraryQuery): Found;
}

/** What the files of a post share. */
interface PostFacts {
  /** What the words were folded from, to see whether they changed. */
  words: string;
  folded: string;
  /** In which search the post was last counted. */
  countedIn: number;
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

/** An empty library. Twenty thousand files take about 15 MB; a search looks at each once, about 5 ms in all. */
export const createLibraryIndex = (): LibraryIndex => {
  let byKey = new Map<string, Entry>();
  const posts = new Map<string, PostFacts>();
  /** Ascending. */
  const sorted = new Map<SortBy, Entry[]>();
  let search = 0;

  const factsOf = (row: LibraryRow): PostFacts => {
    const words = wordsOf(row);
    const known = posts.get(row.postId);
    if (!known) {
      const facts = { words, folded: foldText(words), countedIn: 0 };
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

  const test = (query: LibraryQuery): ((entry: Entry) => boolean) => {
    const words = foldText(query.words).split(/\s+/).filter(Boolean);
    const [from, to] = spanOf(query);
    const { kind, author } = query;
    return ({ row, path, post }) =>
      (kind === 'all' || row.kind === kind) &&
      (author === undefined || row.uniqueId === author) &&
      row.postedAt >= from &&
      row.postedAt < to &&
      words.every((word) => post.folded.includes(word) || path.includes(word));
  };

  return {
    size: () => byKey.size,
    has: (key) => byKey.has(key),
    missing: () => [...byKey.values()].flatMap(({ row }) => (row.missing ? [row.key] : [])),
    put: (rows) => {
      for (const row of rows) putOne(row);
    },
    removePost: (postId) => {
      byKey = new Map([...byKey].filter(([, { row }]) => row.postId !== postId));
      posts.delete(postId);
      sorted.clear();
    },
    find: (query) => {
      const entries = inOrder(query.sortBy);
      const fits = test(query);
      const rows: LibraryRow[] = [];
      let [postCount, bytes] = [0, 0];
      search += 1;
      const look = (entry: Entry | undefined): void => {
        if (!entry || !fits(entry)) return;
        rows.push(entry.row);
        bytes += entry.row.bytes;
        if (entry.post.countedIn === search) return;
        entry.post.countedIn = search;
        postCount += 1;
      };
      if (query.ascending) for (const entry of entries) look(entry);
      else for (let at = entries.length - 1; at >= 0; at -= 1) look(entries[at]);
      return { rows, posts: postCount, bytes };
    },
  };
};
