import type { Badge } from '@/lib/browser/events/badge';
import { type Job, waitsForPerson } from '@/lib/model/job';
import type { Store } from '@/lib/ports/Store';
import { throttle } from './throttle';

/** From the unfinished jobs: `!` when one waits for the person, else how many files are still to come. */
export const badgeOf = (jobs: readonly Job[]): Badge => {
  if (jobs.some(waitsForPerson)) return { kind: 'attention' };
  const count = jobs.reduce((sum, { counts }) => sum + Math.max(0, counts.planned - counts.saved - counts.failed), 0);
  return count === 0 && jobs.length === 0 ? { kind: 'none' } : { kind: 'count', count: Math.max(1, count) };
};

const AFTER_MS = 1_000;

/** Keeps the badge up to date: called at every change, reads the jobs at most once a second. */
export const createBadger = (store: Store, show: (badge: Badge) => Promise<void>): (() => void) =>
  throttle(async () => show(badgeOf(await store.jobs.active())), AFTER_MS);
