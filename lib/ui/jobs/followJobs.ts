import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Job } from '@/lib/model/job';
import { addSample, jobShare, type Pace, type PaceSample, paceOf } from './jobPace';

/** A job as a page follows it. */
export interface JobRow {
  readonly job: Job;
  /** Of a job over many people, the person whose turn it is. */
  readonly child?: Job;
  /** Bytes of its files received so far. */
  readonly bytes: number;
}

/** Where a page hears of jobs. */
export interface JobFeed {
  /** Jobs that run, and those that ended a short while ago; newest first. Returns the function that stops this. */
  watchJobs(onRows: (rows: readonly JobRow[]) => void): () => void;
  /** Milliseconds since 1970. */
  now(): number;
}

/** A job with its figures. */
export interface JobView {
  readonly job: Job;
  readonly child?: Job;
  /** 0 to 1; absent while nobody knows how long the list is. */
  readonly share?: number;
  readonly pace: Pace;
}

/** Follows the jobs and their pace. */
export interface JobFollower {
  readonly rows: ReadonlySignal<readonly JobRow[]>;
  readonly views: ReadonlySignal<readonly JobView[]>;
  /** Starts watching; `onChange` is called after each change. Returns the function that stops it. */
  start(onChange: () => void): () => void;
}

const through = ({ counts }: Job): number => counts.saved + counts.skipped + counts.failed;
const filesThrough = (job: Job, child: Job | undefined): number => through(job) + (child ? through(child) : 0);
const isMoving = ({ state }: Job): boolean => state === 'listing' || state === 'draining';

/** Builds a follower on a page's feed. */
export const followJobs = (ports: JobFeed): JobFollower => {
  const rows = signal<readonly JobRow[]>([]);
  const samples = new Map<string, readonly PaceSample[]>();

  const measure = ({ job, child, bytes }: JobRow): void => {
    // A job that stands still starts its measurement afresh, so that the pause does not count as slowness.
    if (!isMoving(job)) samples.delete(job.id);
    else {
      const sample = { at: ports.now(), files: filesThrough(job, child), bytes };
      samples.set(job.id, addSample(samples.get(job.id) ?? [], sample));
    }
  };

  const view = ({ job, child }: JobRow): JobView => {
    const share = jobShare(job);
    return {
      job,
      ...(child ? { child } : {}),
      ...(share === undefined ? {} : { share }),
      pace: paceOf(job, samples.get(job.id) ?? []),
    };
  };

  return {
    rows,
    views: computed(() => rows.value.map(view)),
    start: (onChange) =>
      ports.watchJobs((next) => {
        for (const row of next) measure(row);
        rows.value = next;
        onChange();
      }),
  };
};
