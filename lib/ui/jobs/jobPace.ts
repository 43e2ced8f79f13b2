import type { Job, PeopleCounts } from '@/lib/model/job';
import { clickedPost } from '@/lib/model/source';

/** How far a job was at a time (ms). */
export interface PaceSample {
  readonly at: number;
  /** Files that are through: saved, skipped or failed. */
  readonly files: number;
  /** Bytes received so far. */
  readonly bytes: number;
}

/** What the samples tell. */
export interface Pace {
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
}

const WINDOW_MS = 30_000;
const ENOUGH_MS = 3_000;

/** Adds a sample and drops those older than half a minute, so that the figures follow the connection. */
export const addSample = (samples: readonly PaceSample[], sample: PaceSample): readonly PaceSample[] => [
  ...samples.filter((one) => sample.at - one.at <= WINDOW_MS),
  sample,
];

/** 0 to 1, or undefined while nobody knows how long the list is. */
export const jobShare = (
  job: Pick<Job, 'phase' | 'counts' | 'listing' | 'options' | 'source' | 'people'>,
): number | undefined => {
  const { counts, people } = job;
  if (people) return peopleShare(people, job);
  const through = counts.saved + counts.skipped + counts.failed;
  const expected = expectedFiles(job);
  return expected === undefined || expected === 0 ? undefined : Math.min(1, through / expected);
};

/** Of people, those whose turn is over; while the list is read, those who are listed. */
const peopleShare = (
  { total, done, skipped, failed, listed }: PeopleCounts,
  { listing }: Pick<Job, 'listing'>,
): number | undefined => {
  if (listed) return total === 0 ? undefined : Math.min(1, (done + skipped + failed) / total);
  return listing.total ? Math.min(1, total / listing.total) : undefined;
};

/** Files in all: known once the list is read, else estimated from the files per post so far. Of people nobody knows how many posts they have. */
const expectedFiles = (
  job: Pick<Job, 'phase' | 'counts' | 'listing' | 'options' | 'source' | 'people'>,
): number | undefined => {
  const { counts, options } = job;
  if (job.people) return undefined;
  if (job.phase === 'draining' || clickedPost(job.source)) return counts.planned + counts.skipped;
  const limits = [options.maxCount, job.listing.total].filter((value) => value !== undefined && value > 0);
  if (limits.length === 0 || counts.seen === 0) return undefined;
  const posts = Math.max(counts.seen, Math.min(...limits.map(Number)));
  return ((counts.planned + counts.skipped) / counts.seen) * posts;
};

/** Speed and time left; both absent until the samples span three seconds and something moved. */
export const paceOf = (job: Job, samples: readonly PaceSample[]): Pace => {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < ENOUGH_MS) return {};
  const seconds = (last.at - first.at) / 1000;
  const bytesPerSecond = Math.max(0, last.bytes - first.bytes) / seconds;
  const filesPerSecond = (last.files - first.files) / seconds;
  const expected = expectedFiles(job);
  return {
    ...(bytesPerSecond > 0 ? { bytesPerSecond } : {}),
    ...(filesPerSecond > 0 && expected !== undefined
      ? { secondsLeft: Math.max(0, expected - last.files) / filesPerSecond }
      : {}),
  };
};
