import { policyOf, waitPolicy } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import { clickedPost } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import { meansAll } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdWork } from '@/lib/queue/hold/holdWork';
import { changeListing, drainJob, holdJob } from '@/lib/queue/rules/jobTransitions';
import { judgeFailure } from '@/lib/queue/rules/judgeFailure';

const isOne = ({ source }: Job): boolean => clickedPost(source) !== undefined;

// A refusal that outlasts three pauses is not a matter of speed; still the job looks again by itself.
const GATES = 3;

const settle = async (tables: Tables, core: Core, job: Job, error: Failure, isShared: boolean): Promise<string[]> => {
  const now = core.clock.now();
  const verdict = judgeFailure(error);
  // Looking whether a captcha or a login still stands in the way is no try.
  if (verdict === 'hold') return holdWork(tables, core, job.id, error, { byList: true });
  const tries = (job.listing.tries ?? 0) + 1;
  const tried = changeListing(job, { tries });
  const limit = isOne(job) ? core.tuning.clickTries : core.tuning.listTries;
  // A bulk job waits for a site that is slow or gone for as long as it takes; whoever clicked wants an answer.
  const endless = !isOne(job) && (verdict === 'slow' || policyOf(error.code).lineMayBeLost === true);
  if (verdict === 'gone' || verdict === 'never' || (tries >= limit && !endless)) {
    await tables.jobs.put({ ...drainJob(tried, 'error', now), error });
    return [];
  }
  const { waitsFor } = policyOf(error.code);
  const reason = verdict === 'slow' && waitsFor !== undefined && tries > GATES ? waitsFor : 'time';
  const own = now + Math.min(core.tuning.backoffMax, core.tuning.retryFirst * 2 ** (tries - 1));
  const due = isShared ? core.breaker.until() : own;
  const until = reason === 'time' ? due : Math.max(due, now + core.tuning.probePause);
  const { filesGoOn } = waitPolicy[reason];
  await tables.jobs.put(holdJob(tried, { reason, until, filesGoOn }, error, now));
  return [];
};

// One page, or one post, may answer badly all by itself.
const subjectOf = ({ source, listKey, listing }: Job): string =>
  clickedPost(source)?.postId ?? `${listKey} ${listing.cursor}`;

/** Puts the failure of a list's request where it belongs: the job tries again later, waits for the person, or ends with what it has. */
export const failList = async (core: Core, jobId: string, error: Failure): Promise<void> => {
  const row = await core.store.jobs.get(jobId);
  const isShared =
    row !== undefined && judgeFailure(error) === 'slow' && meansAll(core, error, { subject: subjectOf(row) });
  if (isShared) await core.breaker.trip();
  const held = await core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    return job?.state === 'listing' ? settle(tables, core, job, error, isShared) : [];
  });
  for (const id of new Set([...held, jobId])) core.tellJob(id);
};
