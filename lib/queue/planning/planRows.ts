import { policyOf } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { MediaKind } from '@/lib/model/media';
import type { PostRow } from '@/lib/model/postRow';
import { recordKey } from '@/lib/model/saveRecord';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Interval } from '@/lib/queue/rules/readInterval';
import type { PathContext } from '@/lib/queue/rules/sortPosts';
import { kindsOf, type Wanted } from '@/lib/queue/rules/sortPosts';

/** What planning needs beside the posts. */
export interface PlanContext extends PathContext {
  readonly interval: Interval | undefined;
  /** The cursor that brought the posts. */
  readonly pageCursor: string;
  /** By which route the posts came. */
  readonly route?: string;
  /** Just these files, by record key, with the path that each is to have; absent = all that are wanted. */
  readonly only?: ReadonlyMap<string, string>;
}

/** What the rows of posts need beside. */
export interface RowContext extends PlanContext {
  /** The items that the posts were read from, by post id. */
  readonly rawOf: ReadonlyMap<string, unknown>;
}

const TASKS_PER_POST = 1000;

/** A file with its path decided. */
export interface NamedFile {
  readonly kind: MediaKind;
  readonly index: string;
  /** Record key. */
  readonly key: string;
  /** Place among the post's files. */
  readonly at: number;
  readonly basePath: string;
}

/** The planned task of a file. */
export const newTask = (
  job: Job,
  { post, ordinal }: Wanted,
  { kind, index, key, at, basePath }: NamedFile,
  { pageCursor, now }: PlanContext,
): FileTask => ({
  id: `${job.id}:${key}`,
  jobId: job.id,
  postId: post.id,
  kind,
  index,
  recordKey: key,
  priority: job.priority,
  position: ordinal * TASKS_PER_POST + at,
  basePath,
  basePathKey: pathKey(basePath),
  pageCursor,
  ...(job.replace ? { overwrite: true } : {}),
  attempts: 0,
  notBefore: 0,
  updatedAt: now,
  state: 'planned',
});

/** The failed task that stands for a post which could not be read from its list, the `at`-th such of its page. */
export const problemTask = (
  job: Job,
  problem: Failure,
  ordinal: number,
  at: number,
  { pageCursor, now }: PlanContext,
): FileTask => {
  const postId = problem.postId ?? '';
  // Known by its place on the page where it has no id, so that a page read twice counts it once.
  const key = postId === '' ? `unread:${job.id}:${pageCursor}:${at}` : recordKey(postId, 'video', '0');
  return {
    id: `${job.id}:${key}`,
    jobId: job.id,
    postId,
    kind: 'video',
    index: '0',
    recordKey: key,
    priority: job.priority,
    position: ordinal * TASKS_PER_POST,
    // Without data there is no name; a retry asks for the post again and plans it then.
    basePath: '',
    basePathKey: '',
    pageCursor,
    attempts: 0,
    notBefore: 0,
    updatedAt: now,
    state: 'failed',
    error: problem,
    final: postId === '' || policyOf(problem.code).verdict === 'gone',
  };
};

/** What a row keeps until the post's files are made. */
const untilMade = (
  old: PostRow | undefined,
  { post, files }: Wanted,
  rawOf: RowContext['rawOf'],
  fetch: boolean,
): Partial<PostRow> => {
  if (!fetch) return { ...(old?.pending ? { pending: old.pending } : {}), ...(old?.raw ? { raw: old.raw } : {}) };
  const raw = files.some(({ kind }) => kind === 'metadata') ? (rawOf.get(post.id) ?? old?.raw) : undefined;
  return { pending: post.assets, ...(raw === undefined ? {} : { raw }) };
};

/** The row of a planned post; `fetch` = its addresses are needed. A click asks again for what failed for good. */
export const postRowOf = (
  old: PostRow | undefined,
  wanted: Wanted,
  job: Job,
  context: RowContext,
  fetch: boolean,
): PostRow => ({
  id: wanted.post.id,
  post: { ...wanted.post, assets: [] },
  ...untilMade(old, wanted, context.rawOf, fetch),
  kinds: [...kindsOf(job, context.settings)],
  keys: wanted.files.map(({ key }) => key),
  ...(context.route === undefined ? {} : { route: context.route }),
  unavailable: job.priority === 0 ? [] : (old?.unavailable ?? []),
  ...(old?.failure && job.priority !== 0 ? { failure: old.failure } : {}),
  ...(old?.takenOver && job.priority !== 0 && !job.replace ? { takenOver: old.takenOver } : {}),
  updatedAt: context.now,
});

/** Whether a post is kept as wanted already, so that a page of known posts writes nothing. */
export const isSameRow = (old: PostRow | undefined, row: PostRow): boolean =>
  old !== undefined && old.kinds.join() === row.kinds.join() && old.keys.join() === row.keys.join();
