import type { LibraryRow } from '@/lib/model/libraryRow';
import type { MediaKind } from '@/lib/model/media';

export type SortBy = 'saved' | 'posted' | 'size' | 'author';

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

export const emptyQuery: LibraryQuery = {
  words: '',
  kind: 'all',
  author: undefined,
  from: '',
  to: '',
  sortBy: 'saved',
  ascending: false,
};

/** A row with its words folded once, so that each key typed costs a look and no work. */
export interface IndexedRow {
  readonly row: LibraryRow;
  readonly text: string;
}

/** Text without case and accents. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase();

/** Prepares rows for {@link filterRows}. */
export const indexRows = (rows: readonly LibraryRow[]): IndexedRow[] =>
  rows.map((row) => ({
    row,
    text: foldText(`${row.desc}\n${row.nickname}\n@${row.uniqueId}\n${row.path}\n${row.postId}`),
  }));

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Midnight of a local day, `offset` days later; days have 23 or 25 hours twice a year, so the calendar counts. */
const midnight = (day: string, offset: number): number | undefined => {
  const [, year, month, date] = DAY.exec(day) ?? [];
  return year === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(date) + offset).getTime();
};

const orders: Record<SortBy, (a: LibraryRow, b: LibraryRow) => number> = {
  saved: (a, b) => a.savedAt - b.savedAt,
  posted: (a, b) => a.postedAt - b.postedAt,
  size: (a, b) => a.bytes - b.bytes,
  author: (a, b) => (a.uniqueId < b.uniqueId ? -1 : a.uniqueId > b.uniqueId ? 1 : a.savedAt - b.savedAt),
};

/** The rows that hold every word and fit the rest of the query. `rows` come newest saved first. */
export const filterRows = (rows: readonly IndexedRow[], query: LibraryQuery): LibraryRow[] => {
  const words = foldText(query.words).split(/\s+/).filter(Boolean);
  const from = midnight(query.from, 0) ?? Number.NEGATIVE_INFINITY;
  const to = midnight(query.to, 1) ?? Number.POSITIVE_INFINITY;
  const found: LibraryRow[] = [];
  for (const { row, text } of rows) {
    if (query.kind !== 'all' && row.kind !== query.kind) continue;
    if (query.author !== undefined && row.uniqueId !== query.author) continue;
    if (row.postedAt < from || row.postedAt >= to) continue;
    if (words.every((word) => text.includes(word))) found.push(row);
  }
  if (query.sortBy === 'saved' && !query.ascending) return found;
  const order = orders[query.sortBy];
  return found.sort((a, b) => (query.ascending ? order(a, b) : order(b, a)));
};

/** True when the query shows less than everything. */
export const isFiltering = (query: LibraryQuery): boolean =>
  query.words.trim() !== '' ||
  query.kind !== 'all' ||
  query.author !== undefined ||
  query.from !== '' ||
  query.to !== '';
