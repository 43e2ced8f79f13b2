import { bytesToHex } from '@noble/hashes/utils.js';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { hasSameOptions, isUnfinished, type Job, type JobOptions } from '@/lib/model/job';
import type { Post } from '@/lib/model/post';
import { clickedPost, type Source, traitsOf } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { planPosts } from '@/lib/queue/planning/planPosts';
import type { PlanContext } from '@/lib/queue/planning/planRows';
import { changeListing, clearError, countJob, drainJob, releaseJob } from '@/lib/queue/rules/jobTransitions';
import { withMoreRoom } from '@/lib/queue/rules/listRoom';
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
  /** Just these files of `post`, by record key, with the path that each is to have. */
  readonly only?: ReadonlyMap<string, string>;
}

const newJob = (core: Core, source: Source, options: JobOptions, more: StartMore): Job => {
  const now = core.clock.now();
  return {
    id: `${now.toString(36)}-${bytesToHex(core.random.bytes(6))}`,
    source,
    options,
    state: 'listing',
    phase: 'listing',
    priority: more.priority ?? (clickedPost(source) ? 0 : more.watch ? 2 : 1),
    counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 },
    listing: { cursor: '', listed: 0, knownInARow: 0 },
    ...(clickedPost(source) ? {} : { listKey: core.lists.listKey(source) }),
    ...(more.replace ? { replace: true } : {}),
    ...(more.watch ? { watch: more.watch } : {}),
    createdAt: now,
    updatedAt: now,
  };
};

/** Whether a job gives all that is asked for. One that replaces files serves who only wants them, not the other way round. */
const serves = (job: Job, request: Job): boolean =>
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
const forgetMissing = async ({ records }: Tables, postId: string): Promise<void> => {
  const missing = (await records.ofPosts([postId])).filter((record) => record.missing);
  if (missing.length > 0) await records.deleteMany(missing.map(({ key }) => key));
};

/** Files of earlier runs of the list that failed but might pass now: a short second run would not come by them. */
const adoptFailed = async (tables: Tables, job: Job): Promise<Job> => {
  if (job.listKey === undefined || job.options.maxCount || job.options.files) return job;
  const last = (await tables.jobs.ofList(job.listKey)).at(-1);
  if (!last || isUnfinished(last)) return job;
  // A task does not tell whether its post passes a filter; the ones that the earlier run applied it has passed.
  if (Object.keys(job.options).length > 0 && !hasSameOptions(job.options, last.options)) return job;
  const failed = (await tables.tasks.ofJob(last.id, ['failed'])).flatMap((task) =>
    task.state === 'failed' && !task.final && task.basePath !== '' ? [task] : [],
  );
  const saved = new Set((await tables.records.getMany(failed.map(({ recordKey }) => recordKey))).map(({ key }) => key));
  const adopted = failed.filter(({ recordKey }) => !saved.has(recordKey)).slice(0, 200);
  await tables.tasks.putMany(
    adopted.map(({ error, final: _, ...task }) => ({
      ...task,
      id: `${job.id}:${task.recordKey}`,
      jobId: job.id,
      priority: job.priority,
      attempts: 0,
      notBefore: 0,
      lastError: error,
      state: 'planned' as const,
    })),
  );
  return countJob(job, { planned: adopted.length }, job.createdAt);
};

/**
 * Writes a request down. A single post that is saved, or whose data is at hand, needs no request. The same request twice is
 * one job. Returns the job's id. Error: `input`.
 */
export const startJob = async (
  core: Core,
  source: Source,
  options: JobOptions,
  more: StartMore,
): Promise<Result<string>> => {
  const interval = readInterval(options.interval);
  if (!interval.ok) return interval;
  if (traitsOf(source.kind).shape === 'stream') return err(failure('input', 'a live is no job: it is recorded'));
  const { settings, template } = await core.runSettings();
  const job = newJob(core, source, options, more);
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
      await tables.jobs.put(await adoptFailed(tables, job));
      return job.id;
    }
    if (!more.replace) await forgetMissing(tables, click.postId);
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
