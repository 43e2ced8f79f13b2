import { type WaitReason, waitPolicy } from '@/lib/base/errorPolicy';
import { type Job, waitOf } from '@/lib/model/job';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdJob, runsFiles } from '@/lib/queue/rules/jobTransitions';
import { waitReason } from '@/lib/queue/rules/judgeFailure';
import { unblock } from './holdWork';

/** What a place is closed for until it is open again, or the person says what is to become of a lost library. */
const closings: readonly WaitReason[] = ['grant', 'lost'];

/**
 * Lets jobs wait where the place that files go to is closed: neither a list nor a file is asked for whose bytes nobody could
 * keep. What waits for just that looks again later, and goes on at the worker's first look (`isFirst`) where the place is
 * open again; at others it may wait because of a write that failed though the place seems open. Returns whether jobs
 * changed; the place is not asked about without work to do.
 */
export const holdForPlace = async (core: Core, jobs: readonly Job[], isFirst: boolean): Promise<boolean> => {
  const now = core.clock.now();
  const isDue = (job: Job): boolean => (waitOf(job)?.until ?? now + 1) <= now;
  const asks = (job: Job): boolean => runsFiles(job) || isDue(job);
  const waits = isFirst && jobs.some((job) => closings.some((reason) => reason === waitOf(job)?.reason));
  if (!core.downloads.closed || !(waits || jobs.some(asks))) return false;
  const error = await core.downloads.closed();
  if (!error) {
    if (waits) await unblock(core, closings);
    return waits;
  }
  const reason = waitReason(error);
  const { look } = waitPolicy[reason];
  const waiting = { reason, until: look && now + core.tuning[look], filesGoOn: undefined };
  const held = await core.store.transaction(async (tables) => {
    const stopped = (await tables.jobs.active()).filter(asks);
    for (const job of stopped) await tables.jobs.put(holdJob(job, waiting, error, now));
    return stopped;
  });
  for (const { id } of held) core.tellJob(id);
  return true;
};
