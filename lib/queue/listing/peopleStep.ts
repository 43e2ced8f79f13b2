import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Page } from '@/lib/model/page';
import type { MemberRow } from '@/lib/model/people/peopleRows';
import type { Person } from '@/lib/model/people/person';
import type { Settings } from '@/lib/model/settings';
import type { Tables } from '@/lib/ports/Store';
import { passed } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';
import { gapOf } from '@/lib/queue/files/resolvePost';
import { allListed, newTurn } from '@/lib/queue/rules/allListed';
import { bookPeople } from '@/lib/queue/rules/bookPeople';
import { changeListing, clearError } from '@/lib/queue/rules/jobTransitions';
import { withRoom } from '@/lib/queue/rules/listRoom';
import { askInSession } from './askInSession';
import { openList } from './openList';
import { visitNext } from './visitNext';

/** Those of a list whom a whole reading has missed are not on it any more. */
const markLeft = async ({ members }: Tables, job: Job, now: number): Promise<void> => {
  const { listing, listKey = '' } = job;
  // Where the site holds back more than it usually hides, nobody can say who left.
  if ((listing.total ?? 0) - listing.listed > Math.max(5, (listing.total ?? 0) / 20)) return;
  const left = (await members.ofList(listKey)).filter(({ jobId, goneAt }) => jobId !== job.id && goneAt === undefined);
  await members.putMany(left.map((row) => ({ ...row, goneAt: now })));
};

/** Writes the people of a page down; returns those whom this job had not met, with the handle each had before. */
const bookPage = async (tables: Tables, job: Job, people: readonly Person[], now: number) => {
  const { listKey = '' } = job;
  const unique = [...new Map(people.map((person) => [person.author.secUid, person])).values()];
  const ids = unique.map(({ author }) => author.secUid);
  const known = new Map((await tables.members.getMany(listKey, ids)).map((row) => [row.secUid, row]));
  const fresh = unique.filter(({ author }) => known.get(author.secUid)?.jobId !== job.id);
  const former = await bookPeople(tables, fresh, now);
  await tables.members.putMany(
    fresh.map(
      ({ author: { secUid } }, n): MemberRow => ({
        listKey,
        secUid,
        position: job.listing.listed + n,
        firstSeen: known.get(secUid)?.firstSeen ?? now,
        lastSeen: now,
        jobId: job.id,
      }),
    ),
  );
  return { fresh, former };
};

const planPeople = (core: Core, jobId: string, page: Page<Person>): Promise<Result<undefined>> =>
  core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    if (job?.state !== 'listing') return ok(undefined);
    const now = core.clock.now();
    const { listing, people = { total: 0, done: 0, skipped: 0, failed: 0 } } = job;
    if (page.hasMore && page.cursor === listing.cursor) return err(failure('list', 'the cursor does not move'));
    const total = listing.total ?? page.total;
    const { room } = withRoom(job, total).listing;
    if (room !== undefined && listing.listed + page.items.length > room)
      return err(
        failure('surplus', `${listing.listed + page.items.length} people where ${total ?? 'fewer'} were expected`),
      );
    if (!page.hasMore && page.items.length === 0 && listing.listed === 0 && (total ?? 0) > 0)
      return err(failure('list', `expected ${total} people, the list is empty`));
    const { fresh, former } = await bookPage(tables, job, page.items, now);
    const stale = fresh.length > 0 ? 0 : (listing.stale ?? 0) + 1;
    if (page.hasMore && stale >= core.tuning.stalePages) return err(failure('list', 'pages repeat'));
    if (job.options.people?.posts)
      await tables.turns.putMany(
        fresh.map(({ author: { secUid, uniqueId } }, n) => {
          const before = former.get(secUid);
          return {
            ...newTurn(job, people.total + n, { secUid, uniqueId }),
            ...(before !== undefined && before !== uniqueId ? { formerHandle: before } : {}),
          };
        }),
      );
    const read = changeListing(clearError(job), {
      ...{ cursor: page.cursor, listed: listing.listed + fresh.length, tries: 0, stale },
      nextPageAt: core.limiter.freeAt(),
      ...(room === undefined ? {} : { room }),
      ...(total === undefined ? {} : { total }),
    });
    const next: Job = { ...read, people: { ...people, total: people.total + fresh.length }, updatedAt: now };
    if (!page.hasMore) await markLeft(tables, next, now);
    await tables.jobs.put(page.hasMore ? next : await allListed(tables, next, now));
    return ok(undefined);
  });

/**
 * One step of a list of people: its next page, or, once all are known, the next person's turn. Errors: those of the site that
 * are no matter of one person.
 */
export const peopleStep = async (core: Core, job: Job, settings: Settings): Promise<Result<undefined>> => {
  if (job.people?.listed) return visitNext(core, job, settings);
  const page = await askInSession(core, job, async () => {
    const opened = await openList(core, job, settings);
    if (!opened.ok) return opened;
    return core.limiter.run(() => core.lists.people(job.source, job.listing.cursor), gapOf(settings));
  });
  if (!page.ok) return page;
  await passed(core);
  return planPeople(core, job.id, page.value);
};
