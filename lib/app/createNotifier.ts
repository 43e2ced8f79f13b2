import { finishTime, type Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { Store } from '@/lib/ports/Store';

export interface NotifierParts {
  readonly store: Store;
  readonly clock: Clock;
  settings(): Promise<Settings>;
  notify(job: Job): Promise<void>;
}

/** Older ends are news of an earlier life of the worker, which told them. */
const FRESH_MS = 60_000;

// A watch tells of its own looks, a job over many of its own end.
const isEnd = ({ state, source, parent, watch }: Job): boolean =>
  source.kind !== 'one' && parent === undefined && watch === undefined && (state === 'done' || state === 'failed');

/** Tells the person that a list has come to its end, once for each end, when the settings ask for it. */
export const createNotifier = ({ store, clock, settings, notify }: NotifierParts) => {
  const told = new Map<string, number>();
  return async (jobId: string): Promise<void> => {
    if (!(await settings()).notifyAtEnd) return;
    const job = await store.jobs.get(jobId);
    const ended = (job && finishTime(job)) ?? 0;
    if (!job || !isEnd(job) || told.get(jobId) === ended || clock.now() - ended > FRESH_MS) return;
    told.set(jobId, ended);
    await notify(job);
  };
};
