import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { type Job, OTHER_ACCOUNT } from '@/lib/model/job';
import type { Account } from '@/lib/model/offer';
import { type Source, traitsOf } from '@/lib/model/source';
import type { Core } from '@/lib/queue/core/QueueCore';

/** Who the session belongs to now; undefined where nobody is logged in, nor can be found out, or the list is anybody's. */
export const askAccount = async (core: Core, source: Source): Promise<Result<Account | undefined>> => {
  try {
    const { personal, needsLogin, mayHide } = traitsOf(source.kind);
    return ok(await core.lists.account(personal || needsLogin || mayHide));
  } catch (error) {
    if (error instanceof TokError) return err(error.failure);
    throw error;
  }
};

/** The failure of a list of one account that another one's session is about to be asked for. */
export const otherAccount = (): Failure => failure('login', OTHER_ACCOUNT);

/** Whether a refusal may be meant for one account and not for another. */
export const isHidden = ({ code }: Failure): boolean => policyOf(code).byAccount === true;

/**
 * Why what is asked for a job is not to be asked, or not to be believed: the session is not the one that the job began
 * with. `hides` = the site refused something that it may show to the job's own account.
 */
export const sessionFault = async (core: Core, job: Job, hides = false): Promise<Failure | undefined> => {
  const { personal, needsLogin } = traitsOf(job.source.kind);
  if (job.accountUid === undefined || !(personal || needsLogin || hides)) return undefined;
  const account = await askAccount(core, job.source);
  if (!account.ok) return account.error;
  if (account.value === undefined) return personal || hides ? failure('login') : undefined;
  return account.value.uid === job.accountUid ? undefined : otherAccount();
};
