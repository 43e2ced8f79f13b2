import { type Failure, failure } from '@/lib/base/failure';
import type { PlannedFile } from '@/lib/media/plannedFiles';
import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { ListEntry } from '@/lib/model/listEntry';
import { fileTraitsOf } from '@/lib/model/media';
import type { ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Tables } from '@/lib/ports/Store';
import { bookAuthors } from '@/lib/queue/rules/bookAuthors';
import { choosePaths } from '@/lib/queue/rules/choosePaths';
import { countJob } from '@/lib/queue/rules/jobTransitions';
import { knownUntil } from '@/lib/queue/rules/listMemory';
import { isListedLate, isNew, untold } from '@/lib/queue/rules/postFilter';
import { pathOf, sortPosts, type Wanted } from '@/lib/queue/rules/sortPosts';
import type { PlanContext, RowContext } from './planRows';
import { isSameRow, newTask, postRowOf, problemTask } from './planRows';

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

/** What the store knows of the wanted posts and their files. */
interface Known {
  readonly rows: ReadonlyMap<string, PostRow>;
  /** Whether a file is on disk, failed for good, or belongs to a post that was taken over: a click asks again for such. */
  readonly isSettled: (post: Post, key: string) => boolean;
  /** Whether this job has the file among its tasks. */
  readonly isMine: (key: string) => boolean;
  /** The post that a file lies on disk with, or is among this job's tasks with. */
  readonly holderOf: (key: string) => string | undefined;
}

const isPersons = ({ kind }: PlannedFile): boolean => fileTraitsOf(kind).belongsTo === 'person';

/** Leaves each file of a person to one post: the one that has it already, else the first that may still get it. */
const leaveToOne = (wanted: readonly Wanted[], { holderOf, isSettled }: Known): readonly Wanted[] => {
  if (!wanted.some(({ files }) => files.some(isPersons))) return wanted;
  const chosen = new Map<string, string>();
  const isHolder = (post: Post, key: string): boolean => {
    const holder = holderOf(key) ?? chosen.get(key);
    // What failed for good or counts as saved with this post may be had with the next.
    if (holder === undefined && isSettled(post, key)) return false;
    chosen.set(key, holder ?? post.id);
    return (holder ?? post.id) === post.id;
  };
  return wanted.map((one) => ({
    ...one,
    files: one.files.filter((file) => !isPersons(file) || isHolder(one.post, file.key)),
  }));
};

const readKnown = async (
  tables: Tables,
  job: Job,
  wanted: readonly Wanted[],
  { settings }: PlanContext,
): Promise<Known> => {
  const rows = new Map((await tables.posts.getMany(wanted.map(({ post }) => post.id))).map((row) => [row.id, row]));
  const keys = wanted.flatMap(({ files }) => files.map(({ key }) => key));
  const isThere = ({ missing }: SaveRecord): boolean => settings.deleted === 'leave' || !missing;
  // One that replaces is not kept from it by what lies there, but for what lies there with another post.
  const asked = job.replace ? wanted.flatMap(({ files }) => files.filter(isPersons).map(({ key }) => key)) : keys;
  const records = (asked.length > 0 ? await tables.records.getMany(asked) : []).filter(isThere);
  const saved = new Set(job.replace ? [] : records.map(({ key }) => key));
  const tasks = await tables.tasks.getMany(keys.map((key) => `${job.id}:${key}`));
  const holders = new Map([
    ...records.map(({ key, postId }) => [key, postId] as const),
    ...tasks.map(({ recordKey, postId }) => [recordKey, postId] as const),
  ]);
  const mine = new Set(tasks.map(({ recordKey }) => recordKey));
  const isLost = (postId: string, key: string): boolean =>
    job.priority !== 0 && rows.get(postId)?.unavailable.includes(key) === true;
  const isTaken = (postId: string): boolean =>
    job.priority !== 0 && job.replace !== true && rows.get(postId)?.takenOver !== undefined;
  return {
    rows,
    isSettled: ({ id }, key) => saved.has(key) || isLost(id, key) || isTaken(id),
    isMine: (key) => mine.has(key),
    holderOf: (key) => holders.get(key),
  };
};

/** Tasks for these posts' files, each with a path of its own. Books the posts' authors, whose folders are in the paths. */
const makeTasks = async (
  tables: Tables,
  job: Job,
  wanted: readonly Wanted[],
  isToDo: (post: Post, key: string) => boolean,
  context: PlanContext,
): Promise<FileTask[]> => {
  const authors = wanted.map(({ post }) => post.author);
  const folders = await bookAuthors(tables, authors, context.settings.onRename, context.now);
  const toDo = wanted.flatMap((one) =>
    one.files.map((file, at) => ({ ...file, at, one })).filter(({ key }) => isToDo(one.post, key)),
  );
  const basePaths = await choosePaths(
    tables,
    toDo.map(({ one, key, ...file }) => ({
      recordKey: key,
      postId: one.post.id,
      basePath: context.only?.get(key) ?? pathOf(one, file, job, context, folders.get(one.post.author.secUid)),
    })),
  );
  return toDo.map(({ one, at, ...file }) =>
    newTask(job, one, { ...file, at, basePath: basePaths.get(file.key) ?? '' }, context),
  );
};

/** The rows that have something new to say. */
const newRows = (
  wanted: readonly Wanted[],
  tasks: readonly FileTask[],
  rows: ReadonlyMap<string, PostRow>,
  job: Job,
  context: RowContext,
): PostRow[] => {
  const busy = new Set(tasks.map(({ postId }) => postId));
  return wanted.flatMap((one) => {
    const old = rows.get(one.post.id);
    const isBusy = busy.has(one.post.id);
    const row = postRowOf(old, one, job, context, isBusy);
    return isBusy || !isSameRow(old, row) ? [row] : [];
  });
};

/** Stand-ins for what the page held in a form that could not be read; none for what this job noted before. */
const makeStandIns = async (
  { tasks }: Tables,
  job: Job,
  problems: readonly Failure[],
  listed: number,
  context: PlanContext,
): Promise<FileTask[]> => {
  const all = problems.map((problem, at) => problemTask(job, problem, listed + at + 1, at, context));
  const noted = new Set((await tasks.getMany(all.map(({ id }) => id))).map(({ id }) => id));
  return all.filter(({ id }) => !noted.has(id));
};

const metBefore = async ({ entries }: Tables, { listKey }: Job, posts: readonly Post[]) => {
  const ids = posts.map(({ id }) => id);
  const rows: ListEntry[] = listKey === undefined ? [] : await entries.getMany(listKey, ids);
  return new Map(rows.map((row) => [row.postId, row]));
};

// What the filters cannot judge is neither saved nor passed over in silence.
const unjudgedOf = (
  posts: readonly Post[],
  job: Job,
  met: ReadonlyMap<string, ListEntry>,
  { interval }: PlanContext,
): Failure[] =>
  posts.flatMap((post) => {
    const lacks = isListedLate(post, job, met.get(post.id)) ? untold(post, job.options, interval) : '';
    return lacks === '' ? [] : [failure('shape', `post: expected ${lacks} to filter by`, { postId: post.id })];
  });

/**
 * Turns posts into tasks: each wanted file that is neither on disk nor failed for good gets one, with its path. Posts
 * that the job met before (a page read twice, an overlap) change nothing. Runs inside a transaction; the caller writes
 * the job that comes back.
 */
export const planPosts = async (
  tables: Tables,
  job: Job,
  read: readonly ReadPost[],
  unreadable: readonly Failure[],
  context: PlanContext,
): Promise<Planned> => {
  const { now, interval, only } = context;
  const listed = read.map(({ post }) => post);
  const met = await metBefore(tables, job, listed);
  const unjudged = unjudgedOf(listed, job, met, context);
  const problems = [...unreadable, ...unjudged];
  const posts = listed.filter(({ id }) => !unjudged.some(({ postId }) => postId === id));
  const until = knownUntil(job, job.listKey === undefined ? undefined : await tables.lists.get(job.listKey));
  const { wanted: sortedOut, entries, filtered, ...sorted } = sortPosts(job, posts, met, context);
  const known = await readKnown(tables, job, sortedOut, context);
  const { rows, isSettled, isMine } = known;
  const wanted = leaveToOne(sortedOut, known);
  const isAsked = (key: string): boolean => (only?.has(key) ?? true) && !isMine(key);
  const tasks = await makeTasks(tables, job, wanted, (post, key) => isAsked(key) && !isSettled(post, key), context);
  const unread = await makeStandIns(tables, job, problems, sorted.listed, context);
  await tables.tasks.putMany([...tasks, ...unread]);
  await tables.posts.putMany(
    newRows(wanted, tasks, rows, job, { ...context, rawOf: new Map(read.map(({ post, raw }) => [post.id, raw])) }),
  );
  await tables.entries.putMany(entries);

  const skipped = wanted.flatMap(({ post, files }) =>
    files.filter(({ key }) => isAsked(key) && isSettled(post, key)),
  ).length;
  const filesOf = new Map(wanted.map(({ post, files }) => [post.id, files]));
  const run = knownRun(job.listing.knownInARow, posts, (post) => {
    const isOld = (met.get(post.id)?.firstSeen ?? Number.POSITIVE_INFINITY) <= until;
    const files = filesOf.get(post.id);
    if (files) return isOld && files.every(({ key }) => isSettled(post, key));
    return isOld && filtered.has(post.id) ? true : undefined;
  });
  const dated = posts.filter(({ pinned }) => !pinned);
  const planned = tasks.length + unread.length;
  return {
    job: {
      ...countJob(job, { seen: sorted.seen, planned, failed: unread.length, skipped }, now),
      listing: { ...job.listing, listed: sorted.listed + unread.length, knownInARow: run },
    },
    fresh: entries.length + unread.length,
    tooOld:
      interval !== undefined &&
      dated.length > 0 &&
      dated.every(({ createdAt }) => createdAt > 0 && createdAt < interval.from),
    nothingNew: dated.length > 0 && dated.every((post) => !isNew(post, job.options)),
  };
};
