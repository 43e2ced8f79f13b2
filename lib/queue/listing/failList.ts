import { policyOf } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import { clickedPost } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdWork } from '@/lib/queue/hold/holdWork';
import { changeListing, drainJob, holdJob } from '@/lib/queue/rules/jobTransitions';
import { judgeFailure } from '@/lib/queue/rules/judgeFailure';

const isOne = ({ source }: Job): boolean => clickedPost(source) !== undefined;

// A refusal that outlasts three pauses is not a matter of speed; still the job looks again by itself.
const GATES = 3;

const settle = async (tables: Tables, core: Core, job: Job, error: Failure): Promise<string[]> => {
  const now = core.clock.now();
  const verdict = judgeFailure(error);
  // Looking whether a captcha or a login still stands in the way is no try.
  if (verdict === 'hold') return holdWork(tables, core, job.id, error);
  const tries = (job.listing.tries ?? 0) + 1;
  const tried = changeListing(job, { tries });
  const limit = isOne(job) ? core.tuning.clickTries : core.tuning.listTries;
  // A bulk job waits for a site that is slow or gone for as long as it takes; whoever clicked wants an answer.
  const endless = !isOne(job) && (verdict === 'slow' || policyOf(error.code).lineMayBeLost === true);
  if (verdict === 'gone' || verdict === 'never' || (tries >= limit && !endless)) {
    await tables.jobs.put({ ...drainJob(tried, 'error', now), error });
    return [];
  }
  if (verdict === 'slow') {
    const isGate = error.code === 'gate' && tries > GATES;
    const until = isGate ? Math.max(core.breaker.until(), now + core.tuning.probePause) : core.breaker.until();
    await tables.jobs.put(holdJob(tried, isGate ? 'gate' : 'time', error, until, now));
  } else {
    const pause = Math.min(core.tuning.backoffMax, core.tuning.retryFirst * 2 ** (tries - 1));
    await tables.jobs.put(holdJob(tried, 'time', error, now + pause, now));
  }
  return [];
};

/** Puts the failure of a list's request where it belongs: the job tries again later, waits for the person, or ends with what it has. */
export const failList = async (core: Core, jobId: string, error: Failure): Promise<void> => {
  if (judgeFailure(error) === 'slow') await core.breaker.trip();
  const held = await core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    return job?.state === 'listing' ? settle(tables, core, job, error) : [];
  });
  for (const id of new Set([...held, jobId])) core.tellJob(id);
};
