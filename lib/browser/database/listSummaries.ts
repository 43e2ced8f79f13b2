import { Dexie } from 'dexie';
import type { ErrorCode } from '@/lib/base/errorPolicy';
import type { Job } from '@/lib/model/job';
import type { PostGroup } from '@/lib/model/library/postGroup';
import type { ListEntry } from '@/lib/model/listEntry';
import type { GonePost, ListSummary, Refusal } from '@/lib/model/listSummary';
import { isPeopleKind, type SourceKind, sourceSchema } from '@/lib/model/source';
import { createDexieStore } from './createDexieStore';
import { pageDb } from './db';
import { inPieces } from './inPieces';

const kinds = sourceSchema.options.map((option) => option.shape.kind.value);

/** A list that can be named: pasted links are nothing but their job. */
const kindOf = (name: string, job: Job | undefined): SourceKind | undefined => {
  const kind = kinds.find((one) => one === name);
  if (kind === undefined || isPeopleKind(kind)) return undefined;
  return kind === 'one' || kind === 'live' || (kind === 'links' && !job) ? undefined : kind;
};

const count = (codes: Iterable<ErrorCode>): Refusal[] => {
  const counts = new Map<ErrorCode, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, many]) => ({ code, count: many })).sort((a, b) => b.count - a.count);
};

const failedTasks = async (jobId: string) => {
  const rows = await createDexieStore(pageDb()).tasks.ofJob(jobId, ['failed']);
  return rows.flatMap((row) => (row.state === 'failed' ? [row] : []));
};

/** Why files of a job failed, the most frequent reason first. */
export const failuresOf = async (jobId: string): Promise<Refusal[]> =>
  count((await failedTasks(jobId)).map(({ error }) => error.code));

/** Ids of all posts of which a file is saved. Keys alone are read: they begin with the post's id. */
const savedPosts = async (): Promise<ReadonlySet<string>> => {
  const keys = await pageDb().records.toCollection().primaryKeys();
  return new Set(keys.map((key) => key.slice(0, key.indexOf(':'))));
};

const entriesOf = (listKey: string): Promise<ListEntry[]> =>
  pageDb().entries.where('[listKey+position]').between([listKey, Dexie.minKey], [listKey, Dexie.maxKey]).toArray();

const refusedPosts = async (unsaved: readonly string[], job: Job | undefined): Promise<Refusal[]> => {
  const reasons = new Map<string, ErrorCode>();
  const rows = await pageDb().posts.bulkGet([...unsaved]);
  for (const row of rows) if (row?.failure) reasons.set(row.id, row.failure.code);
  const wanted = new Set(unsaved);
  // Items that could not be read at all are posts that nothing else is known of.
  const failed = job ? await failedTasks(job.id) : [];
  for (const task of failed) {
    if (wanted.has(task.postId) || task.basePath === '') reasons.set(task.postId || task.id, task.error.code);
  }
  return count(reasons.values());
};

const ownerOf = async (kind: SourceKind, key: string): Promise<string | undefined> => {
  if (kind === 'search') return key;
  const row = await pageDb().authors.get(key);
  return row?.nicknames.at(-1)?.value ?? row?.handles.at(-1)?.value;
};

const summaryOf = async (
  listKey: string,
  job: Job | undefined,
  saved: ReadonlySet<string>,
): Promise<ListSummary | undefined> => {
  const [name = '', key = ''] = listKey.split(/:(.*)/s);
  const kind = kindOf(name, job);
  if (!kind) return undefined;
  const [list, entries, owner] = await Promise.all([
    pageDb().lists.get(listKey),
    entriesOf(listKey),
    ownerOf(kind, key),
  ]);
  const here = entries.filter(({ goneAt }) => goneAt === undefined);
  const unsaved = here.filter(({ postId }) => !saved.has(postId)).map(({ postId }) => postId);
  const total = list?.total ?? job?.listing.total;
  return {
    listKey,
    kind,
    posts: here.length,
    saved: here.length - unsaved.length,
    gone: entries.length - here.length,
    refused: await refusedPosts(unsaved, job),
    ...(job ? { job } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(total === undefined ? {} : { total }),
    ...(list?.listed === undefined ? {} : { listed: list.listed }),
    ...(list?.complete ? { readAt: list.complete.at } : {}),
  };
};

/** Every list that is known, with its newest job. */
const knownLists = async (): Promise<ReadonlyMap<string, Job | undefined>> => {
  const [jobs, lists] = await Promise.all([
    createDexieStore(pageDb()).jobs.recent(Number.POSITIVE_INFINITY),
    pageDb().lists.toArray(),
  ]);
  const known = new Map<string, Job | undefined>(lists.map(({ listKey }) => [listKey, undefined]));
  for (const job of jobs) if (job.listKey !== undefined) known.set(job.listKey, known.get(job.listKey) ?? job);
  return known;
};

/** The saved posts by the lists that they stood in when those were read last; keys alone are read of the entries. */
export const listGroups = async (saved: ReadonlySet<string>): Promise<PostGroup[]> => {
  const groups: PostGroup[] = [];
  for (const [listKey, job] of await knownLists()) {
    const [name = '', key = ''] = listKey.split(/:(.*)/s);
    const kind = kindOf(name, job);
    if (!kind) continue;
    const range = pageDb().entries.where(':id').between([listKey, Dexie.minKey], [listKey, Dexie.maxKey]);
    const postIds = (await range.primaryKeys()).map(([, postId]) => postId).filter((postId) => saved.has(postId));
    if (postIds.length === 0) continue;
    const owner = await ownerOf(kind, key);
    const list = { kind, ...(job ? { job } : {}), ...(owner === undefined ? {} : { owner }) };
    groups.push({ kind: 'list', key: listKey, title: owner ?? '', postIds, list });
  }
  return groups;
};

/** Every list that was read, the one that was worked on last first. Reads whole tables: for a page that asks for it. */
export const listSummaries = async (): Promise<ListSummary[]> => {
  const [lists, saved] = await Promise.all([knownLists(), savedPosts()]);
  const found: ListSummary[] = [];
  for (const [listKey, job] of lists) {
    const summary = await summaryOf(listKey, job, saved);
    if (summary) found.push(summary);
  }
  const worked = ({ job, readAt = 0 }: ListSummary): number => Math.max(job?.updatedAt ?? 0, readAt);
  return found.sort((a, b) => worked(b) - worked(a));
};

/** When posts went from lists, of all lists. A post that went from several is told of once for each. */
export const goneTimes = async (): Promise<{ readonly postId: string; readonly goneAt: number }[]> => {
  const times: { readonly postId: string; readonly goneAt: number }[] = [];
  for await (const entries of inPieces(pageDb().entries))
    for (const { postId, goneAt } of entries) if (goneAt !== undefined) times.push({ postId, goneAt });
  return times;
};

/** Posts that are gone from a list, the latest first. */
export const gonePosts = async (listKey: string, limit: number): Promise<GonePost[]> => {
  const gone = (await entriesOf(listKey)).flatMap(({ postId, goneAt }) =>
    goneAt === undefined ? [] : [{ postId, goneAt }],
  );
  const latest = gone.sort((a, b) => b.goneAt - a.goneAt).slice(0, limit);
  const ids = latest.map(({ postId }) => postId);
  const [rows, records] = await Promise.all([
    pageDb().posts.bulkGet(ids),
    pageDb().records.where('postId').anyOf(ids).toArray(),
  ]);
  const saved = new Set(records.map(({ postId }) => postId));
  return latest.map(({ postId, goneAt }, at) => {
    const post = rows[at]?.post;
    return {
      postId,
      goneAt,
      desc: post?.desc ?? '',
      uniqueId: post?.author.uniqueId ?? '',
      photos: post?.kind === 'photos',
      saved: saved.has(postId),
    };
  });
};
