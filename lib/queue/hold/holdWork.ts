import type { Failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdJob, isRunning } from '@/lib/queue/rules/jobTransitions';
import { waitReason } from '@/lib/queue/rules/judgeFailure';

// What stands in the way of one job stands in the way of all of them; a captcha or a login only of those that ask the
// site, which they find out by the first of their own requests.
const everybody: ReadonlySet<string> = new Set(['offline', 'space', 'folder', 'permission', 'cap']);

const nextLook = (reason: string, core: Core, now: number): number | undefined => {
  if (reason === 'offline') return now + core.tuning.offlinePause;
  if (reason === 'space' || reason === 'folder' || reason === 'permission' || reason === 'login')
    return now + core.tuning.spacePause;
  return reason === 'captcha' || reason === 'gate' ? now + core.tuning.probePause : undefined;
};

/**
 * Lets a job, or all of them, wait because of a failure of verdict `hold`. Runs inside a transaction; returns the ids of
 * the jobs that wait now.
 */
export const holdWork = async (
  { jobs }: Tables,
  core: Core,
  jobId: string,
  error: Failure,
  until?: number,
): Promise<string[]> => {
  const now = core.clock.now();
  const reason = waitReason(error);
  const affected = (await jobs.active()).filter(
    (job: Job) => isRunning(job) && (job.id === jobId || everybody.has(reason)),
  );
  for (const job of affected) await jobs.put(holdJob(job, reason, error, until ?? nextLook(reason, core, now), now));
  return affected.map(({ id }) => id);
};
