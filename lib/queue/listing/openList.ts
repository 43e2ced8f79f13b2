import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import { traitsOf } from '@/lib/model/source';
import { passed } from '@/lib/queue/core/judgeRefusal';
import { type Core, listsOf } from '@/lib/queue/core/QueueCore';
import { gapOf } from '@/lib/queue/files/resolvePost';
import { askAccount, otherAccount } from '@/lib/queue/hold/sessionCheck';
import { changeListing } from '@/lib/queue/rules/jobTransitions';
import { withRoom } from '@/lib/queue/rules/listRoom';

const change = (core: Core, jobId: string, more: (job: Job) => Job): Promise<void> =>
  core.store.transaction(async ({ jobs }) => {
    const current = await jobs.get(jobId);
    if (current) await jobs.put({ ...more(current), updatedAt: core.clock.now() });
  });

/** Finds out, once per job, whom the list belongs to. Errors: those of Lists.open; `login` when nobody is logged in. */
export const openList = async (core: Core, job: Job, settings: Settings): Promise<Result<undefined>> => {
  if (job.owner) return ok(undefined);
  const needsLogin = traitsOf(job.source.kind).needsLogin;
  const asked = await askAccount(core, job.source);
  // Where anybody may see the list it does not matter that nobody tells who asks, so long as the browser lets us ask.
  if (!asked.ok && (needsLogin || asked.error.code === 'permission')) return asked;
  const account = asked.ok ? asked.value : undefined;
  if (!account && needsLogin) return err(failure('login'));
  if (account && needsLogin && 'secUid' in job.source && job.source.secUid !== account.secUid)
    return err(otherAccount());
  // Before it is opened: a session that changes meanwhile is seen by what comes after.
  if (account) await change(core, job.id, (current) => ({ ...current, accountUid: account.uid }));
  const opened = await core.limiter.run(() => listsOf(core, job).open(job.source), gapOf(settings));
  if (!opened.ok) return opened;
  await passed(core);
  const { owner, total } = opened.value;
  await change(core, job.id, (current) => ({
    ...withRoom(
      changeListing(current, { nextPageAt: core.limiter.freeAt(), ...(total === undefined ? {} : { total }) }),
      total,
    ),
    owner,
  }));
  return ok(undefined);
};
