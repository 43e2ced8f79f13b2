import type { WaitReason } from '@/lib/model/job';
import type { Core } from '@/lib/queue/core/QueueCore';
import { releaseJob } from '@/lib/queue/rules/jobTransitions';

/** Lets the jobs go on that wait for one of these reasons: it has passed, whatever time they were to look again at. */
export const unblock = async (core: Core, reasons: readonly WaitReason[]): Promise<void> => {
  const isHeld = (reason: WaitReason | undefined): boolean => reason !== undefined && reasons.includes(reason);
  const held = (await core.store.jobs.active()).filter(({ waiting }) => isHeld(waiting?.reason));
  if (held.length === 0) return;
  await core.store.transaction(async ({ jobs }) => {
    for (const { id } of held) {
      const job = await jobs.get(id);
      if (job?.state === 'waiting' && isHeld(job.waiting?.reason)) await jobs.put(releaseJob(job, core.clock.now()));
    }
  });
  for (const { id } of held) core.tellJob(id);
};
