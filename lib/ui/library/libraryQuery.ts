import type { MediaKind } from '@/lib/model/media';

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
