import { Dexie } from 'dexie';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { MediaKind } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { openDb, type TokshelfDb } from './db';
import { createDexieStore } from './dexieStore';

let opened: TokshelfDb | undefined;

// One connection per page of the extension, opened with the first query.
const db = (): TokshelfDb => {
  opened ??= openDb();
  return opened;
};

/** Unfinished jobs: running, waiting and paused, in the order they will be worked on. */
export const activeJobs = async (): Promise<Job[]> => {
  const { jobs } = createDexieStore(db());
  return [...(await jobs.active()), ...(await jobs.paused())];
};

/** Newest first. */
export const recentJobs = (limit: number): Promise<Job[]> => createDexieStore(db()).jobs.recent(limit);

export const job = (id: string): Promise<Job | undefined> => db().jobs.get(id);

/** Files of a job by position. `states` absent = all. Reads no more rows than it must pass. */
export const tasksOf = async (
  jobId: string,
  { states, offset = 0, limit = 200 }: { states?: readonly FileTaskState[]; offset?: number; limit?: number } = {},
): Promise<FileTask[]> => {
  const ofJob = db().tasks.where('[jobId+position]').between([jobId, Dexie.minKey], [jobId, Dexie.maxKey]);
  const wanted = states ? ofJob.filter(({ state }) => states.includes(state)) : ofJob;
  return wanted.offset(offset).limit(limit).toArray();
};

/** The last saved files, newest first. */
export const recentRecords = (limit: number): Promise<SaveRecord[]> => createDexieStore(db()).records.recent(limit);

const inHand = (jobId: string, state: FileTaskState): Promise<FileTask[]> =>
  db().tasks.where('[jobId+state+notBefore+position]').between([jobId, state], [jobId, state, Dexie.maxKey]).toArray();

/** How far a job is: bytes saved, and bytes received by its fetches under way; the files that are being worked on. */
export const jobProgress = async (jobId: string): Promise<{ received: number; current: FileTask[] }> => {
  const found = await db().jobs.get(jobId);
  const current = [...(await inHand(jobId, 'fetching')), ...(await inHand(jobId, 'saving'))];
  const received = current.reduce((sum, task) => {
    if (task.state === 'fetching') return sum + task.received;
    return task.state === 'saving' ? sum + task.bytes : sum;
  }, found?.bytes ?? 0);
  return { received, current };
};

/** What saved files are looked for by; everything may be absent. */
export interface RecordQuery {
  /** Words that caption, nickname, handle or path must hold, in any order and case. */
  readonly text?: string;
  /** secUid. */
  readonly author?: string;
  readonly kind?: MediaKind;
  /** When saved, ms, both inclusive. */
  readonly from?: number;
  readonly to?: number;
  readonly offset?: number;
  readonly limit?: number;
}

/** A saved file with its post's facts, where they are kept. */
export interface FoundRecord {
  readonly record: SaveRecord;
  readonly post?: Post;
}

// Enough rows at a time that the captions come in one read, few enough that a page of results needs not all of them.
const BATCH = 500;

const holdsWords = (words: readonly string[], record: SaveRecord, post: Post | undefined): boolean => {
  const text = `${record.path} ${post?.desc ?? ''} ${post?.author.nickname ?? ''} ${post?.author.uniqueId ?? ''}`;
  const folded = text.toLowerCase();
  return words.every((word) => folded.includes(word));
};

/** Saved files, newest first. Reads in batches until the page is full. */
export const searchRecords = async (query: RecordQuery): Promise<FoundRecord[]> => {
  const { text = '', author, kind, from = 0, to = Number.MAX_SAFE_INTEGER, offset = 0, limit = 100 } = query;
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: FoundRecord[] = [];
  for (let start = 0; found.length < offset + limit; start += BATCH) {
    const rows = await db()
      .records.where('savedAt')
      .between(from, to, true, true)
      .reverse()
      .offset(start)
      .limit(BATCH)
      .toArray();
    const fitting = rows.filter(
      (row) => (author === undefined || row.authorSecUid === author) && (kind === undefined || row.kind === kind),
    );
    const posts = await db().posts.bulkGet(fitting.map(({ postId }) => postId));
    for (const [at, record] of fitting.entries()) {
      const post = posts[at]?.post;
      if (holdsWords(words, record, post)) found.push(post ? { record, post } : { record });
    }
    if (rows.length < BATCH) break;
  }
  return found.slice(offset, offset + limit);
};

/** How much is kept. */
export const counts = async (): Promise<{ files: number; posts: number; authors: number; jobs: number }> => {
  const { records, posts, authors, jobs } = db();
  const [files, saved, people, wishes] = await Promise.all([
    records.count(),
    posts.count(),
    authors.count(),
    jobs.count(),
  ]);
  return { files, posts: saved, authors: people, jobs: wishes };
};
