import { foldText } from '@/lib/base/foldText';
import { isSame } from '@/lib/base/isSame';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { isFiltering, type LibraryQuery, wordsOf as queryWords, type SortBy, spanOf } from './libraryQuery';

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
  /** Takes the files of posts out. */
  removePosts(postIds: ReadonlySet<string>): void;
  /** Takes single files out. */
  removeFiles(keys: ReadonlySet<string>): void;
  find(query: LibraryQuery, scope?: SearchScope): Found;
}

/** What the files of a post share. */
interface PostFacts {
  /** What the words were folded from, to see whether they changed. */
  words: string;
  folded: string;
  /** How many of its files there are. */
  files: number;
  /** In which search the post was last counted. */
  countedIn: number;
  /** In which search its words were last looked through, and which of those searched for they lack. */
  lookedIn: number;
  lacks: readonly string[];
}

interface Entry {
  row: LibraryRow;
  path: string;
  /** The row's own, where a sum over all files need not follow each to its row. */
  bytes: number;
  readonly post: PostFacts;
}

/** What a search found, with the files it looks through again when somebody types on. */
interface Search {
  readonly query: LibraryQuery;
  readonly scope: SearchScope;
  readonly entries: readonly Entry[];
  readonly found: Found;
}

const NONE: readonly string[] = [];

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
  const byKey = new Map<string, Entry>();
  const posts = new Map<string, PostFacts>();
  /** Ascending. */
  const sorted = new Map<SortBy, Entry[]>();
  let search = 0;
  /** What the last search found, while nothing changed since: who types on looks through that alone. */
  let last: Search | undefined;
  /** The whole library in an order, for whoever empties the search field. */
  const whole = new Map<string, Search>();

  const forget = (): void => {
    last = undefined;
    whole.clear();
  };

  const factsOf = (row: LibraryRow): PostFacts => {
    const words = wordsOf(row);
    const known = posts.get(row.postId);
    if (!known) {
      const facts = { words, folded: foldText(words), files: 0, countedIn: 0, lookedIn: 0, lacks: [] };
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
      const entry = { row, path: foldText(row.path), bytes: row.bytes, post };
      byKey.set(row.key, entry);
      post.files += 1;
      insert(entry);
      return;
    }
    if (sortKeysOf(known.row) !== sortKeysOf(row)) sorted.clear();
    if (known.row.path !== row.path) known.path = foldText(row.path);
    known.row = row;
    known.bytes = row.bytes;
  };

  const remove = (keys: ReadonlySet<string>): void => {
    forget();
    for (const key of keys) {
      const entry = byKey.get(key);
      if (!entry) continue;
      byKey.delete(key);
      entry.post.files -= 1;
      if (entry.post.files === 0) posts.delete(entry.row.postId);
    }
    // What is left stands in the same order: to sort it anew takes fifty times as long.
    for (const [by, entries] of sorted)
      sorted.set(
        by,
        entries.filter(({ row }) => !keys.has(row.key)),
      );
  };

  const inOrder = (by: SortBy): readonly Entry[] => {
    const known = sorted.get(by);
    if (known) return known;
    const order = orders[by];
    const entries = [...byKey.values()].sort((a, b) => order(a.row, b.row));
    sorted.set(by, entries);
    return entries;
  };

  /** The test of everything but words; undefined where nothing is left out by it. */
  const narrowing = (
    query: LibraryQuery,
    within: SearchScope['within'],
  ): ((row: LibraryRow) => boolean) | undefined => {
    const { kind, author } = query;
    const [from, to] = spanOf(query);
    if (kind === 'all' && author === undefined && query.from === '' && query.to === '' && !within) return undefined;
    return (row) =>
      (kind === 'all' || row.kind === kind) &&
      (author === undefined || row.uniqueId === author) &&
      row.postedAt >= from &&
      row.postedAt < to &&
      (within === undefined || within.has(row.postId));
  };

  /** Finds the file's words in its post's, once a post, and what these lack in its path. */
  const wording = (words: readonly string[], knows: SearchScope['knows']): ((entry: Entry) => boolean) | undefined => {
    if (words.length === 0) return undefined;
    return ({ post, path, row }) => {
      if (post.lookedIn !== search) {
        post.lookedIn = search;
        const lacks = words.filter((word) => !post.folded.includes(word) && !knows?.(row.postId, word));
        post.lacks = lacks.length === 0 ? NONE : lacks;
      }
      return post.lacks === NONE || post.lacks.every((word) => path.includes(word));
    };
  };

  // A hundred thousand files are gone through at each key: no look at a file but the one, and none at what is not asked for.
  const look = (query: LibraryQuery, scope: SearchScope): Search => {
    search += 1;
    const fits = narrowing(query, scope.within);
    const holds = wording(queryWords(query), scope.knows);
    const entries: Entry[] = [];
    const rows: LibraryRow[] = [];
    let [posts, bytes] = [0, 0];
    const take = (entry: Entry): void => {
      if ((fits && !fits(entry.row)) || (holds && !holds(entry))) return;
      entries.push(entry);
      rows.push(entry.row);
      bytes += entry.bytes;
      if (entry.post.countedIn === search) return;
      entry.post.countedIn = search;
      posts += 1;
    };
    if (last && last.scope === scope && narrows(last.query, query)) last.entries.forEach(take);
    else if (query.ascending) inOrder(query.sortBy).forEach(take);
    else {
      const ordered = inOrder(query.sortBy);
      for (let at = ordered.length - 1; at >= 0; at -= 1) {
        const entry = ordered[at];
        if (entry) take(entry);
      }
    }
    return { query, scope, entries, found: { rows, posts, bytes } };
  };

  return {
    size: () => byKey.size,
    has: (key) => byKey.has(key),
    missing: () => [...byKey.values()].flatMap(({ row }) => (row.missing ? [row.key] : [])),
    put: (rows) => {
      forget();
      for (const row of rows) putOne(row);
    },
    removePosts: (postIds) => {
      const keys = new Set<string>();
      for (const [key, { row }] of byKey) if (postIds.has(row.postId)) keys.add(key);
      remove(keys);
    },
    removeFiles: remove,
    find: (query, scope = EVERYTHING) => {
      const isWhole = scope.within === undefined && queryWords(query).length === 0 && !isFiltering(query);
      const order = `${query.sortBy} ${query.ascending}`;
      last = (isWhole ? whole.get(order) : undefined) ?? look(query, scope);
      if (isWhole) whole.set(order, last);
      return last.found;
    },
  };
};
