import type { Failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Core } from '@/lib/queue/core/QueueCore';
import { isHidden, sessionFault } from '@/lib/queue/hold/sessionCheck';

/** A page that only the job's own session was asked for: the person may log in as somebody else while the reply is under way. */
export const askInSession = async <T extends { readonly problems: readonly Failure[] }>(
  core: Core,
  job: Job,
  ask: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  const before = await sessionFault(core, job);
  if (before) return err(before);
  const page = await ask();
  // The row tells the account by now, if this was the request that opened the list.
  const current = (await core.store.jobs.get(job.id)) ?? job;
  // A refusal may be meant for the other one as well.
  const hides = page.ok ? page.value.problems.some(isHidden) : isHidden(page.error);
  const after = await sessionFault(core, current, hides);
  return after ? err(after) : page;
};
