import { type Failure, failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { type Job, OTHER_ACCOUNT } from '@/lib/model/job';
import type { Account } from '@/lib/model/offer';
import { type Source, traitsOf } from '@/lib/model/source';
import type { Core } from '@/lib/queue/core/QueueCore';

/** Who the session belongs to now; undefined where nobody is logged in, nor can be found out, or the list is anybody's. */
export const askAccount = async (core: Core, source: Source): Promise<Result<Account | undefined>> => {
  try {
    return ok(await core.lists.account(traitsOf(source.kind).personal || traitsOf(source.kind).needsLogin));
  } catch (error) {
    if (error instanceof TokError) return err(error.failure);
    throw error;
  }
};

/** The failure of a list of one account that another one's session is about to be asked for. */
export const otherAccount = (): Failure => failure('login', OTHER_ACCOUNT);

/** Why a page of the job's list is not to be read, or not to be believed: the session is not the one the job began with. */
export const sessionFault = async (core: Core, job: Job): Promise<Failure | undefined> => {
  if (job.accountUid === undefined || traitsOf(job.source.kind).shape === 'post') return undefined;
  const account = await askAccount(core, job.source);
  if (!account.ok) return account.error;
  if (account.value === undefined) return traitsOf(job.source.kind).personal ? failure('login') : undefined;
  return account.value.uid === job.accountUid ? undefined : otherAccount();
};
