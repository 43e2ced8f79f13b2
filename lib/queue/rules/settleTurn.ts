import { finishTime, type Job } from '@/lib/model/job';
import type { TurnRow, TurnState } from '@/lib/model/people/peopleRows';
import type { Tables } from '@/lib/ports/Store';
import { countJob } from './jobTransitions';

type Ended = Exclude<TurnState, 'waiting' | 'running'>;

const counted: Readonly<Record<Ended, 'done' | 'skipped' | 'failed'>> = {
  done: 'done',
  recent: 'skipped',
  stopped: 'skipped',
  failed: 'failed',
};

/** A job over many people with one more turn at its end. */
export const countTurn = (job: Job, ended: Ended): Job => {
  if (!job.people) return job;
  const name = counted[ended];
  return { ...job, people: { ...job.people, [name]: job.people[name] + 1 } };
};

const endOf = ({ state }: Job): Ended => (state === 'done' || state === 'failed' ? state : 'stopped');

/**
 * Ends the turn that a job is, once: what came of it is written into the turn, and counted in the job over many people. Runs
 * inside the transaction that ends the job.
 */
export const settleTurn = async (
  { jobs, turns, people }: Pick<Tables, 'jobs' | 'turns' | 'people'>,
  child: Job,
  now: number,
): Promise<void> => {
  if (!child.parent) return;
  const [turn, parent] = [await turns.get(child.parent.turnId), await jobs.get(child.parent.jobId)];
  if (turn?.state !== 'running' || turn.childId !== child.id) return;
  const state = endOf(child);
  const settled: TurnRow = {
    ...turn,
    state,
    ...(state === 'failed' && child.error ? { code: child.error.code } : {}),
    posts: child.counts.seen,
    lost: child.counts.failed,
  };
  await turns.putMany([settled]);
  if (state === 'done') {
    const rows = await people.getMany([turn.secUid]);
    await people.putMany(rows.map((row) => ({ ...row, visitedAt: finishTime(child) ?? now })));
  }
  if (!parent?.people) return;
  const { seen, saved, skipped, failed } = child.counts;
  const counts = countJob(countTurn(parent, state), { seen, saved, skipped, failed, planned: saved + failed }, now);
  const pause = (parent.options.people?.pause ?? 0) * 1000;
  await jobs.put({
    ...counts,
    ...(child.bytes ? { bytes: (parent.bytes ?? 0) + child.bytes } : {}),
    people: { ...(counts.people ?? parent.people), ...(pause > 0 ? { nextAt: now + pause } : {}) },
  });
};
