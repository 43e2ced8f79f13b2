import type { Failure } from '@/lib/base/failure';
import type { Job } from '@/lib/model/job';
import type { Post } from '@/lib/model/post';
import type { Tables } from '@/lib/ports/Store';
import { bookAuthors } from './bookAuthors';
import { chooseStems } from './chooseStems';
import { countJob } from './jobMoves';
import { knownUntil } from './listMemory';
import type { PlanContext } from './PlanContext';
import { isSameRow, newTask, postRowOf, problemTask } from './planRows';
import { isNew } from './postFilter';
import { sortPosts } from './sortPosts';
import { stemOf } from './stemOf';

/** What became of the posts. */
export interface Planned {
  readonly job: Job;
  /** Posts that this job had not met before. */
  readonly fresh: number;
  /** True when every post but pinned ones is older than the interval. */
  readonly tooOld: boolean;
  /** True when every post but pinned ones is none of those that the job asks for as new. */
  readonly nothingNew: boolean;
}

/** The longest run of known posts that ends with the last post; pinned ones neither count nor break it. */
const knownRun = (start: number, posts: readonly Post[], stateOf: (post: Post) => boolean | undefined): number =>
  posts.reduce((run, post) => {
    const known = post.pinned ? undefined : stateOf(post);
    return known === undefined ? run : known ? run + 1 : 0;
  }, start);

/**
 * Turns posts into tasks: each wanted file that is neither on disk nor failed for good gets one, with its path. Posts
 * that the job met before (a page read twice, an overlap) change nothing. Runs inside a transaction; the caller writes
 * the job that comes back.
 */
export const planPosts = async (
  tables: Tables,
  job: Job,
  posts: readonly Post[],
  problems: readonly Failure[],
  context: PlanContext,
): Promise<Planned> => {
  const { now, settings, interval, only } = context;
  const ids = posts.map(({ id }) => id);
  const met = new Map(
    (job.listKey === undefined ? [] : await tables.entries.getMany(job.listKey, ids)).map((row) => [row.postId, row]),
  );
  const list = job.listKey === undefined ? undefined : await tables.lists.get(job.listKey);
  const until = knownUntil(job, list);
  const sorted = sortPosts(job, posts, met, context);
  const { wanted } = sorted;
  const rows = new Map((await tables.posts.getMany(wanted.map(({ post }) => post.id))).map((row) => [row.id, row]));
  const keys = wanted.flatMap(({ files }) => files.map(({ key }) => key));
  const saved = new Set((job.replace ? [] : await tables.records.getMany(keys)).map(({ key }) => key));
  const mine = new Set(
    (await tables.tasks.getMany(keys.map((key) => `${job.id}:${key}`))).map((task) => task.recordKey),
  );
  const lost = (post: Post): readonly string[] => (job.priority === 0 ? [] : (rows.get(post.id)?.unavailable ?? []));
  const isAsked = (key: string): boolean => only?.has(key) ?? true;
  const isSettled = (post: Post, key: string): boolean => saved.has(key) || lost(post).includes(key);
  const folders = await bookAuthors(
    tables,
    wanted.map(({ post }) => post.author),
    settings.onRename,
    now,
  );
  const settled = wanted.flatMap(({ post, files }) =>
    files.filter(({ key }) => isAsked(key) && isSettled(post, key) && !mine.has(key)),
  );
  const toDo = wanted.flatMap((one) =>
    one.files
      .map((file, at) => ({ ...file, at, one }))
      .filter(({ key }) => isAsked(key) && !isSettled(one.post, key) && !mine.has(key)),
  );
  const stems = await chooseStems(
    tables,
    toDo.map(({ one, key, ...file }) => ({
      recordKey: key,
      postId: one.post.id,
      stem: only?.get(key) ?? stemOf(one, file, job, context, folders.get(one.post.author.secUid)),
    })),
  );
  const tasks = toDo.map(({ one, key, kind, index, at }) =>
    newTask(job, one, { kind, index, key, at, stem: stems.get(key) ?? '' }, context),
  );
  const busy = new Set(tasks.map(({ postId }) => postId));
  const newRows = wanted
    .map((one) => ({ one, row: postRowOf(rows.get(one.post.id), one, job, context, busy.has(one.post.id)) }))
    .filter(({ one, row }) => busy.has(one.post.id) || !isSameRow(rows.get(one.post.id), row))
    .map(({ row }) => row);
  const unreadable = problems.map((problem, at) => problemTask(job, problem, sorted.listed + at + 1, at, context));
  const noted = new Set((await tables.tasks.getMany(unreadable.map(({ id }) => id))).map(({ id }) => id));
  const unread = unreadable.filter(({ id }) => !noted.has(id));
  await tables.tasks.putMany([...tasks, ...unread]);
  await tables.posts.putMany(newRows);
  await tables.entries.putMany(sorted.entries);

  const byId = new Map(wanted.map((one) => [one.post.id, one]));
  const run = knownRun(job.knownInARow, posts, (post) => {
    const one = byId.get(post.id);
    const isOld = (met.get(post.id)?.firstSeen ?? Number.POSITIVE_INFINITY) <= until;
    if (one) return isOld && one.files.every(({ key }) => isSettled(post, key));
    return isOld && sorted.filtered.has(post.id) ? true : undefined;
  });
  const dated = posts.filter(({ pinned }) => !pinned);
  return {
    job: {
      ...countJob(
        job,
        { seen: sorted.seen, planned: tasks.length + unread.length, failed: unread.length, skipped: settled.length },
        now,
      ),
      listed: sorted.listed + unread.length,
      knownInARow: run,
    },
    fresh: sorted.entries.length + unread.length,
    tooOld:
      interval !== undefined &&
      dated.length > 0 &&
      dated.every(({ createdAt }) => createdAt > 0 && createdAt < interval.from),
    nothingNew: dated.length > 0 && dated.every(({ id }) => !isNew(id, job.options)),
  };
};
