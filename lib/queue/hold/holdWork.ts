import { type WaitReason, waitPolicy } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Job, JobIn } from '@/lib/model/job';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdJob, releaseJob, runsFiles } from '@/lib/queue/rules/jobTransitions';
import { waitReason } from '@/lib/queue/rules/judgeFailure';

/** Lets the jobs go on that wait for one of these reasons: it has passed, whatever time they were to look again at. */
export const unblock = async (core: Core, reasons: readonly WaitReason[]): Promise<void> => {
  const isHeld = (job: Job | undefined): job is JobIn<'waiting'> =>
    job?.state === 'waiting' && reasons.includes(job.waiting.reason);
  const held = (await core.store.jobs.active()).filter(isHeld);
  if (held.length === 0) return;
  await core.store.transaction(async ({ jobs }) => {
    for (const { id } of held) {
      const job = await jobs.get(id);
      if (isHeld(job)) await jobs.put(releaseJob(job, core.clock.now()));
    }
  });
  for (const { id } of held) core.tellJob(id);
};

const nextLook = (reason: WaitReason, core: Core, now: number): number | undefined => {
  const { look } = waitPolicy[reason];
  return look === undefined ? undefined : now + core.tuning[look];
};

interface Hold {
  /** When to look again; absent = as the reason says. */
  readonly until?: number;
  /** The list found out, of a matter that may not concern files. */
  readonly byList?: boolean;
}

/**
 * Lets a job, or all of them, wait because of a failure of verdict `hold`. Runs inside a transaction; returns the ids of
 * the jobs that wait now.
 */
export const holdWork = async (
  { jobs }: Tables,
  core: Core,
  jobId: string,
  error: Failure,
  { until, byList = false }: Hold = {},
): Promise<string[]> => {
  const now = core.clock.now();
  const reason = waitReason(error);
  const affected = (await jobs.active()).filter(
    (job: Job) => runsFiles(job) && (job.id === jobId || waitPolicy[reason].scope === 'all'),
  );
  const waiting = {
    reason,
    until: until ?? nextLook(reason, core, now),
    filesGoOn: byList ? waitPolicy[reason].filesGoOn : undefined,
  };
  for (const job of affected) await jobs.put(holdJob(job, waiting, error, now));
  return affected.map(({ id }) => id);
};
