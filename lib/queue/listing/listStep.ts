import type { WaitReason } from '@/lib/base/errorPolicy';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Settings } from '@/lib/model/settings';
import { clickedPost, isPeopleKind, traitsOf } from '@/lib/model/source';
import type { Template } from '@/lib/naming/template/Template';
import type { Tables } from '@/lib/ports/Store';
import { passed } from '@/lib/queue/core/judgeRefusal';
import { type Core, listsOf } from '@/lib/queue/core/QueueCore';
import { askPost, gapOf } from '@/lib/queue/files/resolvePost';
import { unblock } from '@/lib/queue/hold/holdWork';
import { noteGone } from '@/lib/queue/planning/noteGone';
import { ownerFolder } from '@/lib/queue/planning/ownerFolder';
import { type Planned, planPosts } from '@/lib/queue/planning/planPosts';
import { beginLists } from '@/lib/queue/rules/beginLists';
import { changeListing, clearError, drainJob } from '@/lib/queue/rules/jobTransitions';
import { afterKnownRun } from '@/lib/queue/rules/listMemory';
import { withRoom } from '@/lib/queue/rules/listRoom';
import { markGone } from '@/lib/queue/rules/markGone';
import { readInterval } from '@/lib/queue/rules/readInterval';
import { kindsOf } from '@/lib/queue/rules/sortPosts';
import { askInSession } from './askInSession';
import { failList } from './failList';
import { openList } from './openList';
import { peopleStep } from './peopleStep';

interface RunSettings {
  readonly settings: Settings;
  readonly template: Template;
}

/** A list is asked for its end a second time when more posts are missing than privacy settings usually hide. */
const seemsShort = ({ listing }: Job): boolean => {
  const total = listing.total ?? 0;
  return !listing.confirmed && !listing.jumped && total - listing.listed > Math.max(5, total / 20);
};

/** A page that is planned, and the job as the plan leaves it. */
interface PlannedPage {
  readonly core: Core;
  readonly job: Job;
  readonly page: Page<ReadPost>;
  readonly plan: Planned;
  readonly settings: Settings;
}

const endOf = async (tables: Tables, { core, job, page, plan, settings }: PlannedPage): Promise<Job> => {
  const now = core.clock.now();
  const next = changeListing(job, { cursor: page.cursor });
  const { maxCount } = job.options;
  const { chronological, incremental } = traitsOf(job.source.kind);
  if (maxCount && job.counts.seen >= maxCount) return drainJob(next, 'count', now);
  if (plan.tooOld && chronological) return drainJob(next, 'date', now);
  if (plan.nothingNew && chronological) return drainJob(next, 'known', now);
  if (!page.hasMore) {
    // Kept at the old cursor: the same page once more, for a list that broke off.
    if (seemsShort(job)) return changeListing(job, { confirmed: true });
    const ended = drainJob(next, 'end', now);
    if (!job.listing.jumped) await markGone(tables, ended, now);
    return ended;
  }
  // What was deleted may lie anywhere below what is still there.
  if (incremental && settings.deleted === 'leave' && job.listing.knownInARow >= core.tuning.knownStop) {
    const list = job.listKey === undefined ? undefined : await tables.lists.get(job.listKey);
    const verdict = afterKnownRun(job, list, kindsOf(job, settings));
    if (verdict.action === 'stop') return drainJob(next, 'known', now);
    if (verdict.action === 'jump') return changeListing(job, { cursor: verdict.cursor, jumped: true, knownInARow: 0 });
  }
  return next;
};

const isStuck = (job: Job, page: Page<ReadPost>): boolean => page.hasMore && page.cursor === job.listing.cursor;

/** Nothing at all of a list that is said to have posts: misread or held back, no end. */
const isLost = ({ listing }: Job, page: Page<ReadPost>): boolean =>
  !page.hasMore &&
  page.items.length === 0 &&
  !page.lists?.length &&
  !listing.jumped &&
  listing.listed === 0 &&
  (listing.total ?? 0) > 0 &&
  page.problems.length === 0;

const planPage = async (
  core: Core,
  jobId: string,
  given: Page<ReadPost>,
  { settings, template }: RunSettings,
): Promise<Result<readonly string[]>> =>
  core.store.transaction(async (tables) => {
    const job = await tables.jobs.get(jobId);
    if (job?.state !== 'listing') return ok([]);
    const interval = readInterval(job.options.interval);
    if (!interval.ok) return interval;
    if (isStuck(job, given)) return err(failure('list', 'the cursor does not move'));
    const { listing } = withRoom(job, job.listing.total ?? given.total);
    const listed = job.listing.listed + given.items.length;
    if (listing.room !== undefined && listed > listing.room)
      return err(failure('surplus', `${listed} posts where ${job.listing.total ?? 'fewer'} were expected`));
    const folder = await ownerFolder(tables, job, settings.onRename);
    const route = core.lists.route?.();
    const plan = await planPosts(tables, job, given.items, given.problems, {
      settings,
      template,
      interval: interval.value,
      pageCursor: job.listing.cursor,
      now: core.clock.now(),
      ...(folder === undefined ? {} : { ownerFolder: folder }),
      ...(route === undefined ? {} : { route }),
    });
    const stale = plan.fresh > 0 ? 0 : (job.listing.stale ?? 0) + 1;
    const { mayRepeat, endless } = traitsOf(job.source.kind);
    const repeats = given.hasMore && !mayRepeat && stale >= core.tuning.stalePages;
    if (repeats && !endless) return err(failure('list', 'pages repeat'));
    // A feed has nothing new for the moment: that is its end.
    const page = repeats ? { ...given, hasMore: false } : given;
    const total = page.total ?? job.listing.total;
    const { room } = listing;
    const progress = {
      tries: 0,
      stale,
      nextPageAt: core.limiter.freeAt(),
      ...(room === undefined ? {} : { room }),
      ...(total === undefined ? {} : { total }),
    };
    const read = changeListing(clearError(plan.job), progress);
    if (isLost(read, page)) return err(failure('list', `expected ${total} posts, the list is empty`));
    await tables.jobs.put(await endOf(tables, { core, job: read, page, plan, settings }));
    return ok(await beginLists(core, tables, given.lists ?? []));
  });

const asPage = (items: readonly ReadPost[]): Page<ReadPost> => ({
  items,
  cursor: '',
  hasMore: false,
  problems: [],
  total: items.length,
  raw: undefined,
});

const request = async (core: Core, job: Job, settings: Settings): Promise<Result<Page<ReadPost>>> => {
  const { source } = job;
  const click = clickedPost(source);
  if (click) {
    const post = await askPost(core, settings, click.postId, click.uniqueId, false);
    return post.ok ? ok(asPage([post.value])) : post;
  }
  const opened = await openList(core, job, settings);
  if (!opened.ok) return opened;
  return core.limiter.run(() => listsOf(core, job).page(source, job.listing.cursor), gapOf(settings));
};

// The site answers: what a captcha or a refusal held back goes on by itself.
const answered: readonly WaitReason[] = ['captcha', 'gate'];

const postsStep = async (core: Core, job: Job, runSettings: RunSettings): Promise<Result<undefined>> => {
  const page = await askInSession(core, job, () => request(core, job, runSettings.settings));
  if (!page.ok) return page;
  await passed(core);
  if (runSettings.settings.deleted === 'fetch') await noteGone(core, page.value.items);
  const begun = await planPage(core, job.id, page.value, runSettings);
  if (!begun.ok) return begun;
  for (const jobId of begun.value) core.tellJob(jobId);
  return ok(undefined);
};

/** Reads one page of a job's list and plans it, or begins the next of its people. Whatever comes back, the job's row says afterwards what is next. */
export const listStep = async (core: Core, job: Job): Promise<void> => {
  const runSettings = await core.runSettings();
  const planned = await (isPeopleKind(job.source.kind)
    ? peopleStep(core, job, runSettings.settings)
    : postsStep(core, job, runSettings));
  if (planned.ok) await unblock(core, answered);
  else await failList(core, job.id, planned.error);
  core.tellJob(job.id);
  const click = clickedPost(job.source);
  if (click) await core.tellPost(click.postId);
};
