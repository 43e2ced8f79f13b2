import type { Job } from '@/lib/model/job';
import type { TurnRow } from '@/lib/model/people/peopleRows';
import type { Tables } from '@/lib/ports/Store';
import { drainJob } from './jobTransitions';
import { orderTurns } from './orderTurns';

/** A turn that waits. */
export const newTurn = (job: Job, position: number, who: Pick<TurnRow, 'secUid' | 'uniqueId'>): TurnRow => ({
  id: `${job.id}:${position}`,
  jobId: job.id,
  state: 'waiting',
  position,
  ...who,
  ...{ tries: 0, posts: 0, lost: 0 },
});

/**
 * The job once all of its list are known: their turns begin in the order that was asked for, or nothing is left to do. Runs
 * inside a transaction.
 */
export const allListed = async (tables: Tables, job: Job, now: number): Promise<Job> => {
  const { posts, order = 'list' } = job.options.people ?? { posts: false };
  const people = job.people ?? { total: 0, done: 0, skipped: 0, failed: 0 };
  const listed: Job = { ...job, people: { ...people, listed: true } };
  if (!posts || people.total === 0) return drainJob(listed, 'end', now);
  await orderTurns(tables, job.id, order);
  return listed;
};
