import { failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { Core } from '@/lib/queue/core/QueueCore';
import { runsFiles } from '@/lib/queue/rules/jobTransitions';
import { holdWork } from './holdWork';

const localMidnight = (now: number, plusDays: number): number => {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() + plusDays);
  return day.getTime();
};

/** How many files may still be started today, those in hand counted; Infinity without a cap. */
export const dailyAllowance = async (core: Core, dailyCap: number, inHand: number): Promise<number> => {
  if (dailyCap === 0) return Number.POSITIVE_INFINITY;
  const today = await core.store.records.countSince(localMidnight(core.clock.now(), 0));
  return dailyCap - today - inHand;
};

/** Lets the jobs wait until midnight when there is something that the cap holds back. Returns whether they wait. */
export const holdForCap = async (core: Core, jobs: readonly Job[], dailyCap: number): Promise<boolean> => {
  for (const job of jobs.filter(runsFiles)) {
    if ((await core.store.tasks.count(job.id, ['planned'])) === 0) continue;
    const error = failure('cap', `${dailyCap} files a day`);
    const until = localMidnight(core.clock.now(), 1);
    const held = await core.store.transaction((tables) => holdWork(tables, core, job.id, error, { until }));
    for (const id of held) core.tellJob(id);
    return true;
  }
  return false;
};
