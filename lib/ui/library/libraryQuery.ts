import { foldText } from '@/lib/base/foldText';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { fileTraitsOf, type MediaKind } from '@/lib/model/media';

/** A post with how many of its files are listed. */
export interface PostTile {
  /** The file that stands for the post: what can be looked at, rather than its sound or its texts. */
  readonly row: LibraryRow;
  readonly files: number;
  /** At least one of the files is gone from the disk. */
  readonly missing: boolean;
}

const isPicture = ({ kind }: LibraryRow): boolean => fileTraitsOf(kind).standsForPost;

/** The rows by post, in the order of each post's first row. */
export const groupPosts = (rows: readonly LibraryRow[]): PostTile[] => {
  const tiles = new Map<string, PostTile>();
  for (const row of rows) {
    const tile = tiles.get(row.postId);
    if (!tile) tiles.set(row.postId, { row, files: 1, missing: row.missing });
    else {
      const first = isPicture(row) && !isPicture(tile.row) ? row : tile.row;
      tiles.set(row.postId, { row: first, files: tile.files + 1, missing: tile.missing || row.missing });
    }
  }
  return [...tiles.values()];
};

/** The rows' posts, each once. */
export const postIdsOf = (rows: readonly Pick<LibraryRow, 'postId'>[]): ReadonlySet<string> =>
  new Set(rows.map(({ postId }) => postId));

export const sortColumns = ['saved', 'posted', 'size', 'author'] as const;
export type SortBy = (typeof sortColumns)[number];

/** What the list of saved files is narrowed to, and in which order. */
export interface LibraryQuery {
  readonly words: string;
  readonly kind: MediaKind | 'all';
  /** A handle. */
  readonly author: string | undefined;
  /** `YYYY-MM-DD` in local time, or empty. */
  readonly from: string;
  readonly to: string;
  readonly sortBy: SortBy;
  readonly ascending: boolean;
}

/** The words of a query, folded, each of which has to be found. */
export const wordsOf = ({ words }: LibraryQuery): readonly string[] => foldText(words).split(/\s+/).filter(Boolean);

export const emptyQuery: LibraryQuery = {
  words: '',
  kind: 'all',
  author: undefined,
  from: '',
  to: '',
  sortBy: 'saved',
  ascending: false,
};

/** True when the query shows less than everything. */
export const isFiltering = (query: LibraryQuery): boolean =>
  query.words.trim() !== '' ||
  query.kind !== 'all' ||
  query.author !== undefined ||
  query.from !== '' ||
  query.to !== '';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Midnight of a local day, `offset` days later; days have 23 or 25 hours twice a year, so the calendar counts. */
const midnight = (day: string, offset: number): number | undefined => {
  const [, year, month, date] = DAY.exec(day) ?? [];
  return year === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(date) + offset).getTime();
};

/** The time that a query's days span, ms: from inclusive, to exclusive. */
export const spanOf = ({ from, to }: LibraryQuery): readonly [number, number] => [
  midnight(from, 0) ?? Number.NEGATIVE_INFINITY,
  midnight(to, 1) ?? Number.POSITIVE_INFINITY,
];
