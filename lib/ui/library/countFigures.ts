import type { LibraryRow } from '@/lib/model/libraryRow';
import type { MediaKind } from '@/lib/model/media';

/** How much was saved of something. */
export interface Amount {
  readonly files: number;
  readonly posts: number;
  readonly bytes: number;
}

/** A post that a whole read of its list missed. */
export interface GoneTime {
  readonly postId: string;
  readonly goneAt: number;
}

/** The library in numbers. */
export interface Figures {
  readonly files: number;
  /** `YYYY-MM` in local time, oldest first, those without a file among them. */
  readonly months: readonly (readonly [string, Amount])[];
  /** By handle, empty where it is not known; the most files first. */
  readonly authors: readonly (readonly [string, Amount])[];
  /** The most space first. */
  readonly kinds: readonly (readonly [MediaKind, Amount])[];
  /** Files up to so many bytes, and more than the step before; the last holds the rest. */
  readonly sizes: readonly (readonly [number, number])[];
  /** Posts gone from lists by month, oldest first: how many, and how many of them are saved. */
  readonly gone: readonly (readonly [string, { readonly posts: number; readonly kept: number }])[];
  /** Saved files that are gone from the disk. */
  readonly missing: number;
}

/** What the figures are counted from: every saved file once, and what is gone. */
export interface FiguresSource {
  rowChunks(): AsyncIterable<readonly LibraryRow[]>;
  goneTimes(): Promise<readonly GoneTime[]>;
}

/** Steps of size, bytes. */
const STEPS = [100_000, 1_000_000, 10_000_000, 100_000_000, Number.POSITIVE_INFINITY];

const nothing: Amount = { files: 0, posts: 0, bytes: 0 };

const monthOf = (time: number): string => {
  const date = new Date(time);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
};

const nextMonth = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** The months from the first to the last, with nothing where nothing was. */
const inARow = <T>(found: ReadonlyMap<string, T>, empty: T): (readonly [string, T])[] => {
  const months = [...found.keys()].toSorted();
  const [first, last] = [months[0], months.at(-1)];
  const row: (readonly [string, T])[] = [];
  if (first === undefined || last === undefined) return row;
  for (let month = first; month <= last; month = nextMonth(month)) row.push([month, found.get(month) ?? empty]);
  return row;
};

/** Amounts by some key, each post counted once in each. */
const createTally = <K>() => {
  const amounts = new Map<K, { files: number; posts: Set<string>; bytes: number }>();
  return {
    add: (key: K, { postId, bytes }: LibraryRow): void => {
      const known = amounts.get(key) ?? { files: 0, posts: new Set(), bytes: 0 };
      known.files += 1;
      known.bytes += bytes;
      known.posts.add(postId);
      amounts.set(key, known);
    },
    all: (): (readonly [K, Amount])[] =>
      [...amounts].map(([key, { files, posts, bytes }]) => [key, { files, posts: posts.size, bytes }] as const),
  };
};

const countGone = (times: readonly GoneTime[], saved: ReadonlySet<string>): Figures['gone'] => {
  const gone = new Map<string, { posts: number; kept: number }>();
  for (const { postId, goneAt } of times) {
    const month = monthOf(goneAt);
    const { posts, kept } = gone.get(month) ?? { posts: 0, kept: 0 };
    gone.set(month, { posts: posts + 1, kept: kept + (saved.has(postId) ? 1 : 0) });
  }
  return inARow(gone, { posts: 0, kept: 0 });
};

/** Counts all figures in one pass over the saved files. */
export const countFigures = async (source: FiguresSource): Promise<Figures> => {
  const [months, authors, kinds] = [createTally<string>(), createTally<string>(), createTally<MediaKind>()];
  const sizes = STEPS.map(() => 0);
  const saved = new Set<string>();
  let [files, missing] = [0, 0];
  for await (const rows of source.rowChunks())
    for (const row of rows) {
      files += 1;
      if (row.missing) missing += 1;
      saved.add(row.postId);
      months.add(monthOf(row.savedAt), row);
      authors.add(row.uniqueId, row);
      kinds.add(row.kind, row);
      const step = STEPS.findIndex((most) => row.bytes <= most);
      sizes[step] = (sizes[step] ?? 0) + 1;
    }
  return {
    files,
    missing,
    months: inARow(new Map(months.all()), nothing),
    authors: authors.all().toSorted(([, a], [, b]) => b.files - a.files || b.bytes - a.bytes),
    kinds: kinds.all().toSorted(([, a], [, b]) => b.bytes - a.bytes),
    sizes: STEPS.map((most, at) => [most, sizes[at] ?? 0] as const),
    gone: countGone(await source.goneTimes(), saved),
  };
};
