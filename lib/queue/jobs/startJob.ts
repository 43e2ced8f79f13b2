import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { hasSameOptions, isUnfinished, type Job, type JobOptions } from '@/lib/model/job';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import { clickedPost, type Source, traitsOf } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { planPosts } from '@/lib/queue/planning/planPosts';
import type { PlanContext } from '@/lib/queue/planning/planRows';
import { adoptFailed } from '@/lib/queue/rules/adoptFailed';
import { allListed, newTurn } from '@/lib/queue/rules/allListed';
import { changeListing, clearError, countJob, drainJob, releaseJob } from '@/lib/queue/rules/jobTransitions';
import { withMoreRoom } from '@/lib/queue/rules/listRoom';
import { newJob } from '@/lib/queue/rules/newJob';
import { readInterval } from '@/lib/queue/rules/readInterval';
import { kindsOf } from '@/lib/queue/rules/sortPosts';
import { postAddress } from '@/lib/tiktok/address/readAddress';

/**
 * Starts a job that fetches a post's files once more: those that the settings ask for, and those of other kinds that are
 * recorded. A record stays until its file is replaced: the site may not have the post any more. Returns the job's id.
 */
export const saveAgain = async (core: Core, postId: string, uniqueId?: string): Promise<Result<string>> => {
  const { settings } = await core.runSettings();
  const recorded = (await core.store.records.ofPosts([postId])).map(({ kind }) => kind);
  const kinds = [...new Set([...settings.files, ...recorded])];
  const files = kinds.length > settings.files.length ? { files: kinds } : {};
  const source: Source = { kind: 'one', postId, ...(uniqueId === undefined ? {} : { uniqueId }) };
  return startJob(core, source, files, { replace: true });
};

/** A post by which its page's address is made. */
export interface KnownPost {
  readonly postId: string;
  readonly uniqueId?: string | undefined;
  readonly photos?: boolean | undefined;
}

/**
 * Starts one job that fetches the files of many posts once more, as {@link saveAgain} does for one; at most as many as one
 * may paste links of.
 */
export const saveManyAgain = async (core: Core, posts: readonly KnownPost[]): Promise<Result<string>> => {
  const { settings } = await core.runSettings();
  const recorded = (await core.store.records.ofPosts(posts.map(({ postId }) => postId))).map(({ kind }) => kind);
  const kinds = [...new Set([...settings.files, ...recorded])];
  const files = kinds.length > settings.files.length ? { files: kinds } : {};
  const links = posts.map(({ postId, uniqueId, photos }) => postAddress(postId, uniqueId, photos));
  return startJob(core, { kind: 'links', links }, files, { replace: true });
};

/** What may come with a request. */
export interface StartMore {
  /** Lower goes first; absent = 0 for a single post, 1 for a list, 2 for a watch's. */
  readonly priority?: number;
  /** The post, where it is known already: no request is needed. */
  readonly post?: Post;
  /** The item that `post` was read from. */
  readonly raw?: unknown;
  /** Replace what was saved before. */
  readonly replace?: boolean;
  /** The watch on whose behalf it is, and the due time that it serves. */
  readonly watch?: NonNullable<Job['watch']>;
  /** The list's first page, read already. */
  readonly page?: Page<ReadPost>;
  /** The posts of a list that the person pointed at one by one, as a click does: their deleted files are wanted back. */
  readonly pointedAt?: readonly string[];
  /** Just these files of `post`, by record key, with the path that each is to have. */
  readonly only?: ReadonlyMap<string, string>;
}

/** Posts that were ticked one by one, on a page of the site or in the popup. */
export interface ChosenPost {
  readonly postId: string;
  readonly uniqueId?: string | undefined;
  /** The post, where it is known already: no request is needed for it. */
  readonly read?: ReadPost | undefined;
}

/**
 * Starts one job of the posts that a person ticked; at most as many as one may paste links of. Those whose data is at hand
 * come first and are planned at once; the others are asked for one by one, as pasted links are.
 */
export const saveChosen = async (core: Core, chosen: readonly ChosenPost[]): Promise<Result<string>> => {
  const posts = [...new Map(chosen.map((one) => [one.postId, one])).values()];
  const known = posts.flatMap((one) => (one.read ? [one.read] : []));
  const links = [
    ...known.map(({ post }) => postAddress(post.id, post.author.uniqueId, post.kind === 'photos')),
    ...posts.flatMap(({ postId, uniqueId, read }) => (read ? [] : [postAddress(postId, uniqueId)])),
  ];
  const page: Page<ReadPost> = {
    items: known,
    cursor: String(known.length),
    hasMore: known.length < links.length,
    problems: [],
    total: links.length,
    raw: undefined,
  };
  const more = { page, pointedAt: posts.map(({ postId }) => postId) };
  return startJob(core, { kind: 'links', links, chosen: true }, {}, more);
};

/** Whether a job gives all that is asked for. One that replaces files serves who only wants them, not the other way round. */
const serves = (job: Job, request: Job): boolean =>
  job.parent?.jobId === request.parent?.jobId &&
  clickedPost(job.source)?.postId === clickedPost(request.source)?.postId &&
  job.listKey === request.listKey &&
  hasSameOptions(job.options, request.options) &&
  (job.replace === true || !request.replace);

/** The job that does the same already. Asked for once more, one that stands still goes on. */
const runningTwin = async ({ jobs }: Tables, request: Job, now: number): Promise<string | undefined> => {
  const twin = [...(await jobs.active()), ...(await jobs.paused())].find(
    (job) => isUnfinished(job) && serves(job, request),
  );
  if (!twin) return undefined;
  if (twin.state === 'waiting' || twin.state === 'paused')
    await jobs.put(releaseJob(clearError(withMoreRoom(twin)), now));
  return twin.id;
};

/** How many files of a post lie on disk, when they are all that is wanted; then nothing need be asked or fetched. */
const alreadySaved = async ({ posts, records }: Tables, postId: string, kinds: readonly string[]): Promise<number> => {
  const row = await posts.get(postId);
  if (!row || !kinds.every((kind) => row.kinds.some((had) => had === kind))) return 0;
  const wanted = row.keys.filter((key) => kinds.includes(key.split(':')[1] ?? ''));
  const saved = await records.getMany(wanted);
  return saved.length === wanted.length ? saved.length : 0;
};

/** Who asks for a post whose files were deleted from the disk wants them back. */
const forgetMissing = async ({ records }: Tables, postIds: readonly string[]): Promise<void> => {
  const missing = (await records.ofPosts(postIds)).filter((record) => record.missing);
  if (missing.length > 0) await records.deleteMany(missing.map(({ key }) => key));
};

/** Pasted people are all known from the start. */
const withTurns = async (tables: Tables, job: Job, now: number): Promise<Job> => {
  if (!('handles' in job.source) || !job.people) return job;
  const { handles } = job.source;
  await tables.turns.putMany(handles.map((uniqueId, n) => newTurn(job, n, { secUid: '', uniqueId })));
  return allListed(tables, { ...job, people: { ...job.people, total: handles.length } }, now);
};

/** Plans what was read before the job began, as a step of its list would. */
const planRead = async (tables: Tables, job: Job, page: Page<ReadPost>, context: PlanContext): Promise<Job> => {
  const plan = await planPosts(tables, job, page.items, page.problems, context);
  const read = changeListing(plan.job, {
    cursor: page.cursor,
    ...(page.total === undefined ? {} : { total: page.total }),
  });
  return page.hasMore ? read : drainJob(read, 'end', context.now);
};

/**
 * Writes a request down. A single post that is saved, or whose data is at hand, needs no request. The same request twice is
 * one job. Returns the job's id. Error: `input`, among others for a list without an end and no number of posts.
 */
export const startJob = async (
  core: Core,
  source: Source,
  options: JobOptions,
  more: StartMore,
): Promise<Result<string>> => {
  const interval = readInterval(options.interval);
  if (!interval.ok) return interval;
  const { shape, endless } = traitsOf(source.kind);
  if (shape === 'stream') return err(failure('input', 'a live is no job: it is recorded'));
  if (endless && !options.maxCount) return err(failure('input', 'a list without an end: say how many posts'));
  const { settings, template } = await core.runSettings();
  // Of pasted people nothing can be wanted but their posts.
  const people = 'handles' in source ? { people: { ...options.people, posts: true } } : {};
  const job = newJob(core, source, { ...options, ...people }, more);
  if (kindsOf(job, settings).length === 0) return err(failure('input', 'the settings save no kind of file'));
  const now = job.createdAt;
  const click = clickedPost(source);
  const context: PlanContext = {
    ...{ settings, template, interval: interval.value, pageCursor: '', route: 'seen', now },
    ...(more.only ? { only: more.only } : {}),
  };
  const id = await core.store.transaction(async (tables) => {
    const twin = more.only ? undefined : await runningTwin(tables, job, now);
    if (twin !== undefined) return twin;
    if (!click) {
      if (more.pointedAt) await forgetMissing(tables, more.pointedAt);
      const begun = await withTurns(tables, await adoptFailed(tables, job), now);
      await tables.jobs.put(more.page ? await planRead(tables, begun, more.page, context) : begun);
      return job.id;
    }
    if (!more.replace) await forgetMissing(tables, [click.postId]);
    const done = more.replace ? 0 : await alreadySaved(tables, click.postId, kindsOf(job, settings));
    const isHint = more.post?.id === click.postId;
    if (done > 0) await tables.jobs.put(drainJob(countJob(job, { seen: 1, skipped: done }, now), 'end', now));
    else if (more.post && isHint) {
      const plan = await planPosts(tables, job, [{ post: more.post, raw: more.raw }], [], context);
      await tables.jobs.put(drainJob(changeListing(plan.job, { total: 1 }), 'end', now));
    } else await tables.jobs.put(job);
    return job.id;
  });
  core.tellJob(id);
  if (click) await core.tellPost(click.postId);
  return ok(id);
};
