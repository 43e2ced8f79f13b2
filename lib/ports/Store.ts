import type { AuthorRow } from '@/lib/model/authorRow';
import type { FileTask, FileTaskState } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { ListEntry, ListState } from '@/lib/model/listEntry';
import type { MemberRow, PersonRow, TurnRow, TurnState } from '@/lib/model/people/peopleRows';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';

/** A base path in use: `basePathKey` is taken by the file `recordKey`. */
export interface TakenPath {
  readonly basePathKey: string;
  readonly recordKey: string;
}

export interface JobTable {
  get(id: string): Promise<Job | undefined>;
  put(job: Job): Promise<void>;
  delete(id: string): Promise<void>;
  /** Listing, draining and waiting jobs; lower priority number first, then the older. */
  active(): Promise<Job[]>;
  /** Paused jobs. */
  paused(): Promise<Job[]>;
  /** Single-post jobs of these posts, oldest first. */
  ofPosts(postIds: readonly string[]): Promise<Job[]>;
  /** Jobs of a list, oldest first. */
  ofList(listKey: string): Promise<Job[]>;
  /** The jobs that are turns of a job over many people, oldest first. */
  ofParent(jobId: string): Promise<Job[]>;
  /** Newest first. */
  recent(limit: number): Promise<Job[]>;
  /**
   * Ids of finished jobs beyond the newest `keep` of single posts, of lists, and of turns of jobs over many people, at most
   * `limit`: clicks must not push out a list, whose failed files are remembered by its job alone.
   */
  surplus(keep: number, limit: number): Promise<string[]>;
}

export interface TaskTable {
  get(id: string): Promise<FileTask | undefined>;
  getMany(ids: readonly string[]): Promise<FileTask[]>;
  put(task: FileTask): Promise<void>;
  putMany(tasks: readonly FileTask[]): Promise<void>;
  /** Planned tasks of a job whose time has come, the never tried ones first, then by position. */
  runnable(jobId: string, now: number, limit: number): Promise<FileTask[]>;
  /** When the next planned task of a job is due, after `now`. */
  nextDue(jobId: string, now: number): Promise<number | undefined>;
  /** Fetching and saving tasks of all jobs. */
  inFlight(): Promise<FileTask[]>;
  ofPosts(postIds: readonly string[]): Promise<FileTask[]>;
  /** Tasks of all jobs that want this file. */
  ofKey(recordKey: string): Promise<FileTask[]>;
  /** Tasks of a job in these states (all when absent), by position. */
  ofJob(jobId: string, states?: readonly FileTaskState[]): Promise<FileTask[]>;
  count(jobId: string, states: readonly FileTaskState[]): Promise<number>;
  takenPaths(basePathKeys: readonly string[]): Promise<TakenPath[]>;
  delete(id: string): Promise<void>;
  deleteOfJob(jobId: string): Promise<void>;
}

export interface RecordTable {
  get(key: string): Promise<SaveRecord | undefined>;
  getMany(keys: readonly string[]): Promise<SaveRecord[]>;
  put(record: SaveRecord): Promise<void>;
  putMany(records: readonly SaveRecord[]): Promise<void>;
  deleteMany(keys: readonly string[]): Promise<void>;
  ofPosts(postIds: readonly string[]): Promise<SaveRecord[]>;
  /** Keys of the records of posts from `first` to `last`, both included, in the order of the posts' ids as text; at most `limit`. */
  keysBetween(first: string, last: string, limit: number): Promise<string[]>;
  takenPaths(basePathKeys: readonly string[]): Promise<TakenPath[]>;
  /** How many were saved at or after this time. */
  countSince(time: number): Promise<number>;
  recent(limit: number): Promise<SaveRecord[]>;
}

export interface PostTable {
  get(id: string): Promise<PostRow | undefined>;
  getMany(ids: readonly string[]): Promise<PostRow[]>;
  /** Rows with ids from `first` to `last`, both included, in the order of the ids as text; at most `limit`. */
  between(first: string, last: string, limit: number): Promise<PostRow[]>;
  put(row: PostRow): Promise<void>;
  putMany(rows: readonly PostRow[]): Promise<void>;
  deleteMany(ids: readonly string[]): Promise<void>;
}

export interface AuthorTable {
  get(secUid: string): Promise<AuthorRow | undefined>;
  getMany(secUids: readonly string[]): Promise<AuthorRow[]>;
  /** Authors whose first folder has one of these keys. */
  ofFolders(folderKeys: readonly string[]): Promise<AuthorRow[]>;
  putMany(rows: readonly AuthorRow[]): Promise<void>;
}

export interface EntryTable {
  getMany(listKey: string, postIds: readonly string[]): Promise<ListEntry[]>;
  putMany(rows: readonly ListEntry[]): Promise<void>;
  /** All of a list, by position. */
  ofList(listKey: string): Promise<ListEntry[]>;
  ofPosts(postIds: readonly string[]): Promise<ListEntry[]>;
}

export interface ListTable {
  get(listKey: string): Promise<ListState | undefined>;
  put(state: ListState): Promise<void>;
}

export interface PeopleTable {
  getMany(secUids: readonly string[]): Promise<PersonRow[]>;
  /** Who has, or had, this handle, whatever the case of its letters. */
  ofHandle(handle: string): Promise<PersonRow[]>;
  putMany(rows: readonly PersonRow[]): Promise<void>;
}

export interface MemberTable {
  getMany(listKey: string, secUids: readonly string[]): Promise<MemberRow[]>;
  /** All of a list, by position. */
  ofList(listKey: string): Promise<MemberRow[]>;
  putMany(rows: readonly MemberRow[]): Promise<void>;
}

export interface TurnTable {
  get(id: string): Promise<TurnRow | undefined>;
  putMany(rows: readonly TurnRow[]): Promise<void>;
  /** The next that waits, by position. */
  next(jobId: string): Promise<TurnRow | undefined>;
  /** Turns of a job in these states (all when absent), by position. */
  ofJob(jobId: string, states?: readonly TurnState[]): Promise<TurnRow[]>;
  count(jobId: string, states: readonly TurnState[]): Promise<number>;
  deleteOfJob(jobId: string): Promise<void>;
}

export interface KvTable {
  /** What was put; the reader checks its shape. */
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** The tables. Rows are values: a row that was read or put is never changed in place. */
export interface Tables {
  readonly jobs: JobTable;
  readonly tasks: TaskTable;
  readonly records: RecordTable;
  readonly posts: PostTable;
  readonly authors: AuthorTable;
  readonly entries: EntryTable;
  readonly lists: ListTable;
  readonly people: PeopleTable;
  readonly members: MemberTable;
  readonly turns: TurnTable;
  readonly kv: KvTable;
}

/** Where everything is kept that must outlive the worker. */
export interface Store extends Tables {
  /**
   * Runs `run` so that its writes happen together or not at all, one transaction after the other.
   * Only calls of the given tables may be awaited in it: IndexedDB ends a transaction at any other wait.
   */
  transaction<T>(run: (tables: Tables) => Promise<T>): Promise<T>;
}
