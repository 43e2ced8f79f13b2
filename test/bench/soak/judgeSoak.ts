import type { SoakSample } from './SoakSample.ts';

/** One thing that was to stay as it is. */
export interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly most: number;
  readonly unit: string;
  readonly ok: boolean;
}

/** Megabytes that a browser keeps of each thousand downloads whoever asks for them. */
export interface BareGrowth {
  readonly browserMb: number;
}

type Look = (sample: SoakSample) => number | undefined;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};

/** The middle one of the slopes between each two points (Theil and Sen): one odd moment does not turn it. */
export const slopeOf = (points: readonly (readonly [number, number])[]): number =>
  median(
    points.flatMap(([x, y], at) => points.slice(at + 1).flatMap(([x2, y2]) => (x2 === x ? [] : [(y2 - y) / (x2 - x)]))),
  );

const points = (samples: readonly SoakSample[], x: Look, y: Look): (readonly [number, number])[] =>
  samples.flatMap((sample) => {
    const [at, value] = [x(sample), y(sample)];
    return at === undefined || value === undefined ? [] : [[at, value] as const];
  });

/** What has to be nothing at each rest. */
const gone: readonly (readonly [string, Look])[] = [
  ['file tasks not at their end', ({ openTasks }) => openTasks],
  ['rows whose job or post is gone', ({ strayRows }) => strayRows],
  ['files of the private file system', ({ privateFiles }) => privateFiles],
  ['files of blobs', ({ blobFiles }) => blobFiles],
  ['half files', ({ halfFiles }) => halfFiles],
  ['downloads under way', ({ runningDownloads }) => runningDownloads],
  ['documents that hold bytes', ({ offscreen }) => offscreen],
];

/** How much more may be there in the middle of the second half than in that of the first: a page may be half way when it is looked at. */
const flat: readonly (readonly [string, number, Look])[] = [
  ["listeners of the site's page", 0, ({ tab }) => tab?.listeners],
  ["nodes of the site's page", 100, ({ tab }) => tab?.nodes],
  ["listeners of the extension's pages", 0, ({ own }) => own?.listeners],
  ["nodes of the extension's pages", 0, ({ own }) => own?.nodes],
];

/** Megabytes per hour. */
const slow: readonly (readonly [string, number, Look])[] = [
  ['memory of the extension', 2, ({ extensionMb }) => extensionMb],
  ["the worker's heap", 0.3, ({ worker }) => worker?.heapMb],
  ["the heap of the extension's pages", 0.1, ({ own }) => own?.heapMb],
];

/**
 * The least of the one half against that of the other: the content script holds the page's last twelve replies unread,
 * some megabytes that come and go.
 */
const TAB_MB = 5;
/** Beside what the bare loop makes of it, for a thousand downloads. */
const BROWSER_MB = 5;
/** Fewer rests tell no slope. */
const LEAST_RESTS = 4;

/**
 * What grew, of the moments of rest but the first two: before anything was done, and when everything was used once.
 * Throws for too few of them.
 */
export const judgeSoak = (samples: readonly SoakSample[], bare: BareGrowth): readonly Verdict[] => {
  const rests = samples.filter(({ rest }) => rest).slice(2);
  if (rests.length < LEAST_RESTS) throw new Error(`${rests.length} rests tell nothing`);
  const verdict = (what: string, value: number, most: number, unit: string): Verdict => {
    // What could not be measured is no good sign.
    const ok = value <= most;
    return { what, value, most, unit, ok };
  };
  const values = (part: readonly SoakSample[], look: Look): number[] => part.map((one) => look(one) ?? Number.NaN);
  const half = Math.ceil(rests.length / 2);
  const halves = [rests.slice(0, half), rests.slice(-half)];
  const [first = Number.NaN, second = Number.NaN] = halves.map((part) =>
    Math.min(...values(part, ({ tab }) => tab?.heapMb)),
  );
  const perThousand = slopeOf(
    points(
      rests,
      ({ downloads }) => downloads / 1000,
      ({ browserMb }) => browserMb,
    ),
  );
  return [
    ...gone.map(([what, look]) => verdict(what, Math.max(...values(rests, look)), 0, 'at most')),
    ...flat.map(([what, most, look]) => {
      const [before = Number.NaN, after = Number.NaN] = halves.map((part) => median(values(part, look)));
      return verdict(what, after - before, most, 'more');
    }),
    verdict("the heap of the site's page", second - first, TAB_MB, 'MB more'),
    ...slow.map(([what, most, look]) =>
      verdict(what, slopeOf(points(rests, ({ hour }) => hour, look)), most, 'MB an hour'),
    ),
    verdict(
      "memory of the browser beside the bare loop's",
      perThousand - bare.browserMb,
      BROWSER_MB,
      'MB a thousand files',
    ),
  ];
};
