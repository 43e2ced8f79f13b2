import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import { traitsOf } from '@/lib/model/source';
import { passed } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { gapOf } from '@/lib/queue/files/resolvePost';
import { changeListing } from '@/lib/queue/rules/jobTransitions';
import { withRoom } from '@/lib/queue/rules/listRoom';
import { askAccount, otherAccount } from './sessionCheck';

/** Finds out, once per job, whom the list belongs to. Errors: those of Lists.open; `login` when nobody is logged in. */
export const openList = async (core: Core, job: Job, settings: Settings): Promise<Result<undefined>> => {
  if (job.owner) return ok(undefined);
  const needsLogin = traitsOf(job.source.kind).needsLogin;
  const asked = await askAccount(core, job.source);
  if (!asked.ok) return asked;
  const account = asked.value;
  if (!account && needsLogin) return err(failure('login'));
  if (account && needsLogin && 'secUid' in job.source && job.source.secUid !== account.secUid)
    return err(otherAccount());
  const opened = await core.limiter.run(() => core.lists.open(job.source), gapOf(settings));
  if (!opened.ok) return opened;
  await passed(core);
  const { owner, total } = opened.value;
  await core.store.transaction(async ({ jobs }) => {
    const current = await jobs.get(job.id);
    if (!current) return;
    await jobs.put({
      ...withRoom(changeListing(current, total === undefined ? {} : { total }), total),
      owner,
      ...(account ? { accountUid: account.uid } : {}),
      updatedAt: core.clock.now(),
    });
  });
  return ok(undefined);
};
