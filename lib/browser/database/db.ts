import { type DBCore, type DBCoreTable, Dexie, type Middleware, type Table, type Transaction } from 'dexie';
import type { AuthorRow } from '@/lib/model/authorRow';
import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { FacetPiece, TagRow, WordRow } from '@/lib/model/library/shelfRows';
import type { ListEntry, ListState } from '@/lib/model/listEntry';
import type { Recording } from '@/lib/model/live/recording';
import type { MemberRow, PersonRow, TurnRow } from '@/lib/model/people/peopleRows';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Thumb } from '@/lib/model/thumb';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { Watch } from '@/lib/model/watch/liveWatch';
import { upgradeRows } from './upgradeRows';

/** Builds what lies between Dexie and a table once: each transaction built it anew, an eighth of what a file allocates (Dexie 4.4.7). */
const keepTables: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'keepTables',
  // Above all of Dexie's own, the highest of which is 2.
  level: 3,
  create: (core) => {
    const kept = new Map<string, DBCoreTable>();
    const table = (name: string): DBCoreTable => {
      const known = kept.get(name) ?? core.table(name);
      kept.set(name, known);
      return known;
    };
    return { ...core, table };
  },
};

/**
 * The database of the worker and the extension's pages. A version that was published stays as it is: a change of tables
 * or of rows is a new one, with a recorded database of the version before in test/fixtures/database.
 */
export class TokshelfDb extends Dexie {
  readonly jobs: Table<Job, string>;
  readonly tasks: Table<FileTask, string>;
  readonly records: Table<SaveRecord, string>;
  readonly posts: Table<PostRow, string>;
  readonly authors: Table<AuthorRow, string>;
  readonly entries: Table<ListEntry, [string, string]>;
  readonly lists: Table<ListState, string>;
  readonly kv: Table<{ key: string; value: unknown }, string>;
  readonly thumbs: Table<Thumb, string>;
  /** Links that a job was started with: see jobRows.ts. */
  readonly pasted: Table<{ jobId: string; links: readonly string[] }, string>;
  readonly recordings: Table<Recording, string>;
  /** People and lists: their rows are told apart by `kind`. */
  readonly watches: Table<Watch | ListWatch, string>;
  /** The person's own tags. */
  readonly tags: Table<TagRow, string>;
  /** Words of saved subtitles and comments: see wordRows.ts. */
  readonly words: Table<WordRow, string>;
  /** What posts are grouped by: see facetPieces.ts. */
  readonly facetPieces: Table<FacetPiece, string>;

  /** People whom lists named. */
  readonly people: Table<PersonRow, string>;
  readonly members: Table<MemberRow, [string, string]>;
  /** People of jobs over many. */
  readonly turns: Table<TurnRow, string>;

  constructor(name = 'tokshelf') {
    super(name);
    this.use(keepTables);
    this.version(1).stores({
      jobs: 'id, state, createdAt, listKey, source.postId',
      tasks: 'id, state, postId, recordKey, stemKey, [jobId+position], [jobId+state+notBefore+position]',
      records: 'key, postId, savedAt, authorSecUid, stemKey',
      posts: 'id',
      authors: 'secUid, folderKey',
      entries: '[listKey+postId], [listKey+position], postId',
      lists: 'listKey',
      kv: 'key',
    });
    this.version(2).stores({ thumbs: 'postId', records: 'key, postId, savedAt, authorSecUid, stemKey, downloadId' });
    this.version(3).stores({ pasted: 'jobId' });
    this.version(4)
      .stores({
        tasks: 'id, state, postId, recordKey, basePathKey, [jobId+position], [jobId+state+notBefore+position]',
        records: 'key, postId, savedAt, authorSecUid, basePathKey, downloadId',
      })
      .upgrade(upgradeRows);
    this.version(5).stores({ recordings: 'id, state, startedAt' });
    this.version(6).stores({ watches: 'id, createdAt' });
    this.version(7).stores({ tags: 'postId, *tags', words: 'key, postId, *words', facets: 'postId' });
    this.version(8).stores({
      facets: null,
      facetPieces: 'first, size',
      // Only rows that have the mark are in its index.
      posts: 'id, takenOver.at',
      jobs: 'id, state, createdAt, listKey, source.postId, parent.jobId',
      people: 'secUid, *known',
      members: '[listKey+secUid], [listKey+position], secUid',
      turns: 'id, [jobId+state+position]',
    });
    this.jobs = this.table('jobs');
    this.tasks = this.table('tasks');
    this.records = this.table('records');
    this.posts = this.table('posts');
    this.authors = this.table('authors');
    this.entries = this.table('entries');
    this.lists = this.table('lists');
    this.kv = this.table('kv');
    this.thumbs = this.table('thumbs');
    this.pasted = this.table('pasted');
    this.recordings = this.table('recordings');
    this.watches = this.table('watches');
    this.tags = this.table('tags');
    this.words = this.table('words');
    this.facetPieces = this.table('facetPieces');
    this.people = this.table('people');
    this.members = this.table('members');
    this.turns = this.table('turns');
  }
}

/** Opens lazily, at the first query. */
export const openDb = (name?: string): TokshelfDb => new TokshelfDb(name);

let shared: TokshelfDb | undefined;

/** The connection that all queries of one page of the extension share, opened with the first of them. */
export const pageDb = (): TokshelfDb => {
  shared ??= openDb();
  return shared;
};

/** Whether a page of the extension can open the database; it cannot while the browser's own files of it are damaged. */
export const canOpenDb = async (): Promise<boolean> => {
  try {
    await pageDb().open();
    return true;
  } catch {
    // Which of many reasons it was changes nothing of what the person can do.
    return false;
  }
};

/** The tables alone, of the database or bound to a transaction. */
export type DbTables = Pick<
  TokshelfDb,
  | 'jobs'
  | 'tasks'
  | 'records'
  | 'posts'
  | 'authors'
  | 'entries'
  | 'lists'
  | 'kv'
  | 'pasted'
  | 'people'
  | 'members'
  | 'turns'
>;

/** The tables of a transaction: whatever is called on them happens in it, or fails once it is over. */
export const boundTables = (tx: Transaction): DbTables => ({
  jobs: tx.table('jobs'),
  tasks: tx.table('tasks'),
  records: tx.table('records'),
  posts: tx.table('posts'),
  authors: tx.table('authors'),
  entries: tx.table('entries'),
  lists: tx.table('lists'),
  kv: tx.table('kv'),
  pasted: tx.table('pasted'),
  people: tx.table('people'),
  members: tx.table('members'),
  turns: tx.table('turns'),
});
