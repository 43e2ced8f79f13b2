import { policyOf, type Verdict } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { Tables } from '@/lib/ports/Store';
import { meansAll } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { holdWork } from '@/lib/queue/hold/holdWork';
import { isHidden, sessionFault } from '@/lib/queue/hold/sessionCheck';
import { dropPending } from '@/lib/queue/rules/dropPending';
import { countJob } from '@/lib/queue/rules/jobTransitions';
import { judgeFailure } from '@/lib/queue/rules/judgeFailure';
import { failTask, type RunningTask, replanTask } from '@/lib/queue/rules/taskTransitions';

/** The row as it is now, if this worker still holds the task's lease: a pause, a cancel or another claim may have come between. */
export const heldTask = async ({ tasks }: Tables, task: RunningTask): Promise<RunningTask | undefined> => {
  const now = await tasks.get(task.id);
  return now?.state === task.state && 'since' in now && now.since === task.since ? now : undefined;
};

const pauseOf = (verdict: Verdict, attempts: number, { tuning }: Core): number =>
  (verdict === 'refetch' ? tuning.refetchFirst : tuning.retryFirst) * 2 ** attempts;

/** The post can never be had: every open file of it in this job fails for good, and later runs need not ask again. */
const failPost = async (tables: Tables, task: RunningTask, error: Failure, now: number): Promise<number> => {
  const open = (await tables.tasks.ofPosts([task.postId])).filter(
    (other) => other.jobId === task.jobId && (other.state === 'planned' || other.id === task.id),
  );
  await tables.tasks.putMany(open.map((one) => failTask(one, error, true, now)));
  const row = await tables.posts.get(task.postId);
  if (row) {
    const unavailable = [...new Set([...row.unavailable, ...open.map(({ recordKey }) => recordKey)])];
    await tables.posts.put({ ...row, unavailable, failure: error, updatedAt: now });
  }
  return open.length;
};

const settle = async (
  tables: Tables,
  core: Core,
  task: RunningTask,
  error: Failure,
  verdict: Verdict,
): Promise<void> => {
  const now = core.clock.now();
  const attempts = task.attempts + 1;
  const lastTry = attempts >= (task.priority === 0 ? core.tuning.clickTries : core.tuning.fileTries);
  // Waiting for a login or a captcha is no try. Waiting for room is one: the file itself may be too large.
  const countsAsTry = verdict !== 'hold' || policyOf(error.code).waitIsTry === true;
  const fails = verdict === 'never' || (countsAsTry && lastTry);
  if (verdict === 'gone' || fails) {
    const failed = verdict === 'gone' ? await failPost(tables, task, error, now) : 1;
    if (verdict !== 'gone') await tables.tasks.put(failTask(task, error, false, now));
    const job = await tables.jobs.get(task.jobId);
    if (job) await tables.jobs.put(countJob(job, { failed }, now));
    await dropPending(tables, core.openTasks, task.postId);
    return;
  }
  const holds = verdict === 'hold';
  const notBefore = holds || verdict === 'slow' ? core.breaker.until() : now + pauseOf(verdict, task.attempts, core);
  await tables.tasks.put(
    replanTask(task, { attempts: countsAsTry ? attempts : task.attempts, notBefore, lastError: error }, now),
  );
};

/** Who refused: a media host, one of the site's own replies, or the browser when it was to save. */
export type FailedAt = 'media' | 'site' | 'disk';

// What befalls one file is that file's own matter; what befalls several in a row is everybody's.
const IN_A_ROW = 3;
// So many connections of one kind broken and none made: not the hosts are gone but the way to them, though the browser
// believes itself online (a router without a line, a dead proxy).
const LOST = 8;

const isLost = (core: Core, { code }: Failure, host: string | undefined): boolean =>
  policyOf(code).lineMayBeLost === true &&
  (core.inARow.get(code) ?? 0) >= LOST &&
  (host === undefined || !core.refusals.media.standsAlone(host));

const hostOf = (core: Core, { id }: RunningTask, at: FailedAt): string | undefined =>
  at === 'media' ? (core.hosts.get(id) ?? '') : undefined;

const verdictOf = (
  core: Core,
  task: RunningTask,
  error: Failure,
  at: FailedAt,
): { verdict: Verdict; holds: boolean } => {
  const inARow = (core.inARow.get(error.code) ?? 0) + 1;
  core.inARow.set(error.code, inARow);
  const verdict = judgeFailure(error);
  if (policyOf(error.code).holdsInARow)
    return inARow < IN_A_ROW ? { verdict: 'never', holds: false } : { verdict: 'hold', holds: true };
  if (policyOf(error.code).mayBeChance && at === 'media' && task.attempts < core.tuning.captchaTries) {
    return { verdict: 'again', holds: false };
  }
  // A fresh address that does not work either is a refusal.
  if (verdict === 'slow' || verdict === 'stale') {
    const isShared = meansAll(core, error, { host: hostOf(core, task, at), subject: task.postId });
    return { verdict: isShared ? 'slow' : 'again', holds: false };
  }
  return { verdict, holds: verdict === 'hold' };
};

/** What the site shows to the job's own account may be refused to another one that is logged in now. */
const inSession = async (core: Core, task: RunningTask, error: Failure, at: FailedAt): Promise<Failure> => {
  const job = at === 'site' && isHidden(error) ? await core.store.jobs.get(task.jobId) : undefined;
  return (job && (await sessionFault(core, job, true))) ?? error;
};

/** Puts a file's failure where it belongs: tried again later, failed, or a matter of the whole job, or of all of them. */
export const failFile = async (core: Core, task: RunningTask, failed: Failure, at: FailedAt): Promise<void> => {
  if (!(await heldTask(core.store, task))) {
    // A fetch that was stopped says nothing of the line; that the site wants us to slow down is true whoever hears it.
    if (policyOf(failed.code).forAll) await core.breaker.trip();
    return;
  }
  const error = await inSession(core, task, failed, at);
  const judged = verdictOf(core, task, error, at);
  const lost = at !== 'disk' && isLost(core, error, hostOf(core, task, at));
  const { verdict, holds } = lost ? { verdict: 'hold' as const, holds: true } : judged;
  const reason = lost ? { ...error, code: 'offline' as const } : error;
  // A lost connection is believed lost until something passes: the first failure after a pause brings the next one.
  if (holds && !lost) core.inARow.delete(error.code);
  if (verdict === 'slow') await core.breaker.trip();
  const held = await core.store.transaction(async (tables) => {
    const row = await heldTask(tables, task);
    if (!row) return [];
    // A job that waited for such a failure to pass and has saved nothing since waits on: each look would cost some files otherwise.
    const before = (await tables.jobs.get(task.jobId))?.error?.code;
    const relapses = policyOf(reason.code).holdsInARow === true && before === reason.code;
    await settle(tables, core, row, reason, relapses ? 'hold' : verdict);
    return holds || relapses ? await holdWork(tables, core, task.jobId, reason) : [];
  });
  for (const jobId of held) core.tellJob(jobId);
  core.tellJob(task.jobId);
  await core.tellPost(task.postId);
};
