import { policyOf } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import { readableName } from '@/lib/base/readableName';
import { err, ok, type Result } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Account } from '@/lib/model/offer';
import type { TurnRow } from '@/lib/model/people/peopleRows';
import type { Profile } from '@/lib/model/profile';
import type { Settings } from '@/lib/model/settings';
import type { Tables } from '@/lib/ports/Store';
import { passed } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { gapOf } from '@/lib/queue/files/resolvePost';
import { askAccount, isHidden, sessionFault } from '@/lib/queue/hold/sessionCheck';
import { adoptFailed } from '@/lib/queue/rules/adoptFailed';
import { bookPeople } from '@/lib/queue/rules/bookPeople';
import { changeListing, clearError, drainJob } from '@/lib/queue/rules/jobTransitions';
import { judgeFailure } from '@/lib/queue/rules/judgeFailure';
import { withRoom } from '@/lib/queue/rules/listRoom';
import { newJob } from '@/lib/queue/rules/newJob';
import { lastVisits } from '@/lib/queue/rules/orderTurns';
import { countTurn } from '@/lib/queue/rules/settleTurn';

/** The job once a turn has begun or ended: without another that waits, only files are left. */
const goOn = async ({ jobs, turns }: Tables, job: Job, now: number): Promise<void> => {
  const read = { ...changeListing(clearError(job), { tries: 0 }), updatedAt: now };
  const next = await turns.next(job.id);
  await jobs.put(next || read.state !== 'listing' ? read : drainJob(read, 'end', now));
};

/** Runs `change` while the job and the turn are still as they were: nobody stopped either meanwhile. */
const changeTurn = (
  core: Core,
  turn: TurnRow,
  change: (tables: Tables, job: Job, now: number) => Promise<Job>,
): Promise<void> =>
  core.store.transaction(async (tables) => {
    const [job, current] = [await tables.jobs.get(turn.jobId), await tables.turns.get(turn.id)];
    if (!job || current?.state !== 'waiting') return;
    const now = core.clock.now();
    await goOn(tables, await change(tables, job, now), now);
  });

/** Ends the turns at the head of the line of those who were saved a short while ago. */
const passRecent = (core: Core, jobId: string, since: number): Promise<void> =>
  core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    if (job?.state !== 'listing') return;
    const waiting = await tables.turns.ofJob(jobId, ['waiting']);
    const visits = await lastVisits(
      tables,
      waiting.map(({ secUid }) => secUid),
    );
    const stop = waiting.findIndex(({ secUid }) => (visits.get(secUid) ?? 0) < since);
    const recent = stop === -1 ? waiting : waiting.slice(0, stop);
    if (recent.length === 0) return;
    await tables.turns.putMany(recent.map((turn) => ({ ...turn, state: 'recent' as const })));
    const counted = recent.reduce<Job>((sum) => countTurn(sum, 'recent'), job);
    await goOn(tables, counted, core.clock.now());
  });

/** Finds a person by what is known of them: secUid outlives every rename, a handle may be another's by now. */
const find = async (core: Core, { secUid, uniqueId }: TurnRow, settings: Settings): Promise<Result<Profile>> => {
  const ask = (who: { readonly secUid?: string; readonly uniqueId?: string }) =>
    core.limiter.run(() => core.lists.profile(who), gapOf(settings));
  const found = await ask(secUid === '' ? { uniqueId } : { secUid, uniqueId });
  const isGone = !found.ok && found.error.code === 'removed';
  if (secUid !== '') {
    const isOther = found.ok && found.value.author.secUid !== secUid;
    return isGone || isOther ? ask({ secUid }) : found;
  }
  // Nobody has that handle: somebody who had it may go by another now.
  const [former] = isGone ? await core.store.people.ofHandle(uniqueId) : [];
  return former ? ask({ secUid: former.secUid }) : found;
};

/** Whether a failure ends this person's turn, and not the job's: it is theirs alone, or has been tried often enough. */
const isTheirs = (core: Core, error: Failure, tries: number): boolean => {
  const verdict = judgeFailure(error);
  if (verdict === 'gone' || verdict === 'never') return true;
  const endless = verdict === 'hold' || verdict === 'slow' || policyOf(error.code).lineMayBeLost === true;
  return !endless && tries >= core.tuning.listTries;
};

const failTurn = (core: Core, turn: TurnRow, code: Failure['code']): Promise<void> =>
  changeTurn(core, turn, async ({ turns }, job) => {
    await turns.putMany([{ ...turn, state: 'failed', code }]);
    return countTurn(job, 'failed');
  });

const tryAgain = (core: Core, { id }: TurnRow): Promise<void> =>
  core.store.transaction(async ({ turns }) => {
    const turn = await turns.get(id);
    if (turn?.state === 'waiting') await turns.putMany([{ ...turn, tries: turn.tries + 1 }]);
  });

/** The job of a person's posts, opened: the profile tells all that opening the list would ask for. */
const childOf = (
  core: Core,
  job: Job,
  turn: TurnRow,
  { author, stats }: Profile,
  account: Account | undefined,
): Job => {
  const { secUid, uniqueId, nickname } = author;
  const { people: _, ...options } = job.options;
  const child = newJob(core, { kind: 'posts', secUid, ...(uniqueId ? { uniqueId } : {}) }, options, {
    priority: job.priority,
    parent: { jobId: job.id, turnId: turn.id },
  });
  return {
    ...withRoom(changeListing(child, { total: stats.videos }), stats.videos),
    ...(account ? { accountUid: account.uid } : {}),
    owner: { key: secUid, name: readableName(nickname, uniqueId, secUid) },
  };
};

const begin = (core: Core, turn: TurnRow, profile: Profile, account: Account | undefined): Promise<void> =>
  changeTurn(core, turn, async (tables, job, now) => {
    const { author, bio, stats } = profile;
    const { secUid, uniqueId } = author;
    await bookPeople(tables, [{ author, bio, counts: stats }], now);
    const child = await adoptFailed(tables, childOf(core, job, turn, profile, account));
    const former = turn.uniqueId.toLowerCase() === uniqueId.toLowerCase() ? turn.formerHandle : turn.uniqueId;
    await tables.jobs.put(child);
    await tables.turns.putMany([
      {
        ...turn,
        ...{ state: 'running', secUid, uniqueId, childId: child.id },
        ...(former === undefined ? {} : { formerHandle: former }),
      },
    ]);
    return job;
  });

/** What stands in the way of asking for the posts of people in this session; else who asks. */
const whoAsks = async (core: Core, job: Job): Promise<Result<Account | undefined>> => {
  const fault = await sessionFault(core, job);
  if (fault) return err(fault);
  const asked = await askAccount(core, job.source);
  // Where anybody may see posts it does not matter that nobody tells who asks, so long as the browser lets us ask.
  return asked.ok || asked.error.code === 'permission' ? asked : ok(undefined);
};

/**
 * Begins the next person's turn: finds the person, then writes turn and job down together. Who is private, gone or cannot be
 * read costs their own turn only. Errors: those of the site that are no matter of one person.
 */
export const visitNext = async (core: Core, job: Job, settings: Settings): Promise<Result<undefined>> => {
  const since = job.options.people?.doneSince;
  if (since !== undefined) await passRecent(core, job.id, since);
  const turn = await core.store.turns.next(job.id);
  if (!turn) return ok(undefined);
  const account = await whoAsks(core, job);
  if (!account.ok) return account;
  const found = await find(core, turn, settings);
  if (found.ok) {
    await passed(core);
    await begin(core, turn, found.value, account.value);
    return ok(undefined);
  }
  // Another account may be shown who is hidden from this one.
  const fault = isHidden(found.error) ? await sessionFault(core, job, true) : undefined;
  if (fault) return err(fault);
  if (isTheirs(core, found.error, turn.tries + 1)) {
    await failTurn(core, turn, found.error.code);
    return ok(undefined);
  }
  await tryAgain(core, turn);
  return found;
};
