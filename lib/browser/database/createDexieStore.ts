import { Dexie, type Table } from 'dexie';
import { failure, TokError } from '@/lib/base/failure';
import type { FileTaskState } from '@/lib/model/fileTask';
import { byTurn, type Job } from '@/lib/model/job';
import { type TurnState, turnStates } from '@/lib/model/people/peopleRows';
import type { JobTable, RecordTable, Store, Tables, TakenPath, TaskTable, TurnTable } from '@/lib/ports/Store';
import { boundTables, type DbTables, type TokshelfDb } from './db';
import { deleteJob, putJob, wholeJobs } from './jobRows';

const { minKey, maxKey } = Dexie;

// One `getAll` each: `anyOf` walks a cursor, and each of its steps is a call to the browser's own process.
const rowsOf = async <T>(
  table: Table<T, string> | Table<T, [string, string]>,
  index: string,
  values: readonly string[],
): Promise<T[]> =>
  (await Promise.all([...new Set(values)].map((value) => table.where(index).equals(value).toArray()))).flat();

const present = <T>(rows: readonly (T | undefined)[]): T[] => rows.filter((row) => row !== undefined);

const jobTable = (db: DbTables): JobTable => {
  const { jobs } = db;
  const whole = async (rows: PromiseLike<Job[]>): Promise<Job[]> => wholeJobs(db, await rows);
  return {
    get: async (id) => {
      const row = await jobs.get(id);
      return row && (await wholeJobs(db, [row]))[0];
    },
    put: (job) => putJob(db, job),
    delete: (id) => deleteJob(db, id),
    active: async () => {
      const rows = await whole(rowsOf(jobs, 'state', ['listing', 'draining', 'waiting']));
      return rows.sort(byTurn);
    },
    paused: () => whole(jobs.where('state').equals('paused').toArray()),
    ofPosts: async (postIds) => {
      const rows = await rowsOf(jobs, 'source.postId', postIds);
      return rows.sort((a, b) => a.createdAt - b.createdAt);
    },
    ofList: (listKey) => whole(jobs.where('listKey').equals(listKey).sortBy('createdAt')),
    ofParent: (jobId) => jobs.where('parent.jobId').equals(jobId).sortBy('createdAt'),
    recent: (limit) => whole(jobs.orderBy('createdAt').reverse().limit(limit).toArray()),
    surplus: async (keep, limit) => {
      const finished = await rowsOf(jobs, 'state', ['done', 'failed', 'cancelled']);
      const {
        one = [],
        list = [],
        turn = [],
      } = Object.groupBy(
        finished.sort((a, b) => b.createdAt - a.createdAt),
        ({ source, parent }) => (parent ? 'turn' : source.kind === 'one' ? 'one' : 'list'),
      );
      return [...one.slice(keep), ...list.slice(keep), ...turn.slice(keep)].slice(0, limit).map(({ id }) => id);
    },
  };
};

// A shorter array sorts before every longer one that begins alike, an array after every number.
const ordered = '[jobId+state+notBefore+position]';

const taskTable = ({ tasks }: DbTables): TaskTable => ({
  get: (id) => tasks.get(id),
  getMany: async (ids) => present(await tasks.bulkGet([...ids])),
  put: async (task) => {
    await tasks.put(task);
  },
  putMany: async (rows) => {
    await tasks.bulkPut([...rows]);
  },
  runnable: (jobId, now, limit) =>
    tasks.where(ordered).between([jobId, 'planned'], [jobId, 'planned', now, maxKey]).limit(limit).toArray(),
  nextDue: async (jobId, now) => {
    const range = tasks.where(ordered).between([jobId, 'planned', now, maxKey], [jobId, 'planned', maxKey]);
    return (await range.first())?.notBefore;
  },
  inFlight: () => rowsOf(tasks, 'state', ['fetching', 'saving']),
  ofPosts: (postIds) => rowsOf(tasks, 'postId', postIds),
  ofKey: (recordKey) => tasks.where('recordKey').equals(recordKey).toArray(),
  ofJob: async (jobId, states) => {
    if (!states) return tasks.where('[jobId+position]').between([jobId, minKey], [jobId, maxKey]).toArray();
    const rows = await Promise.all(
      states.map((state) => tasks.where(ordered).between([jobId, state], [jobId, state, maxKey]).toArray()),
    );
    return rows.flat().sort((a, b) => a.position - b.position);
  },
  count: async (jobId, states: readonly FileTaskState[]) => {
    const counts = await Promise.all(
      states.map((state) => tasks.where(ordered).between([jobId, state], [jobId, state, maxKey]).count()),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  },
  takenPaths: async (basePathKeys): Promise<TakenPath[]> => {
    const rows = await rowsOf(tasks, 'basePathKey', basePathKeys);
    return rows.map(({ basePathKey, recordKey }) => ({ basePathKey, recordKey }));
  },
  delete: (id) => tasks.delete(id),
  deleteOfJob: async (jobId) => {
    await tasks.where('[jobId+position]').between([jobId, minKey], [jobId, maxKey]).delete();
  },
});

const turnTable = ({ turns }: DbTables): TurnTable => {
  const inState = (jobId: string, state: TurnState) =>
    turns.where('[jobId+state+position]').between([jobId, state, minKey], [jobId, state, maxKey]);
  return {
    get: (id) => turns.get(id),
    putMany: async (rows) => {
      await turns.bulkPut([...rows]);
    },
    next: (jobId) => inState(jobId, 'waiting').first(),
    ofJob: async (jobId, states = turnStates) => {
      const rows = await Promise.all(states.map((state) => inState(jobId, state).toArray()));
      return rows.flat().sort((a, b) => a.position - b.position);
    },
    count: async (jobId, states) => {
      const counts = await Promise.all(states.map((state) => inState(jobId, state).count()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    deleteOfJob: async (jobId) => {
      await turns.where('[jobId+state+position]').between([jobId, minKey], [jobId, maxKey]).delete();
    },
  };
};

const recordTable = ({ records }: DbTables): RecordTable => ({
  get: (key) => records.get(key),
  getMany: async (keys) => present(await records.bulkGet([...keys])),
  put: async (record) => {
    await records.put(record);
  },
  putMany: async (rows) => {
    await records.bulkPut([...rows]);
  },
  deleteMany: (keys) => records.bulkDelete([...keys]),
  ofPosts: (postIds) => rowsOf(records, 'postId', postIds),
  keysBetween: (first, last, limit) =>
    records.where('postId').between(first, last, true, true).limit(limit).primaryKeys(),
  takenPaths: async (basePathKeys): Promise<TakenPath[]> => {
    const rows = await rowsOf(records, 'basePathKey', basePathKeys);
    return rows.flatMap(({ basePathKey, key }) => (basePathKey === undefined ? [] : [{ basePathKey, recordKey: key }]));
  },
  countSince: (time) => records.where('savedAt').aboveOrEqual(time).count(),
  recent: (limit) => records.orderBy('savedAt').reverse().limit(limit).toArray(),
});

const tablesOf = (db: DbTables): Tables => ({
  jobs: jobTable(db),
  tasks: taskTable(db),
  records: recordTable(db),
  posts: {
    get: (id) => db.posts.get(id),
    getMany: async (ids) => present(await db.posts.bulkGet([...ids])),
    between: (first, last, limit) => db.posts.where('id').between(first, last, true, true).limit(limit).toArray(),
    put: async (row) => {
      await db.posts.put(row);
    },
    putMany: async (rows) => {
      await db.posts.bulkPut([...rows]);
    },
    deleteMany: (ids) => db.posts.bulkDelete([...ids]),
  },
  authors: {
    get: (secUid) => db.authors.get(secUid),
    getMany: async (secUids) => present(await db.authors.bulkGet([...secUids])),
    ofFolders: (folderKeys) => rowsOf(db.authors, 'folderKey', folderKeys),
    putMany: async (rows) => {
      await db.authors.bulkPut([...rows]);
    },
  },
  entries: {
    getMany: async (listKey, postIds) => present(await db.entries.bulkGet(postIds.map((postId) => [listKey, postId]))),
    putMany: async (rows) => {
      await db.entries.bulkPut([...rows]);
    },
    ofList: (listKey) => db.entries.where('[listKey+position]').between([listKey, minKey], [listKey, maxKey]).toArray(),
    ofPosts: (postIds) => rowsOf(db.entries, 'postId', postIds),
  },
  lists: {
    get: (listKey) => db.lists.get(listKey),
    put: async (state) => {
      await db.lists.put(state);
    },
  },
  people: {
    getMany: async (secUids) => present(await db.people.bulkGet([...secUids])),
    ofHandle: (handle) => db.people.where('known').equals(handle.toLowerCase()).toArray(),
    putMany: async (rows) => {
      await db.people.bulkPut([...rows]);
    },
  },
  members: {
    getMany: async (listKey, secUids) => present(await db.members.bulkGet(secUids.map((secUid) => [listKey, secUid]))),
    ofList: (listKey) => db.members.where('[listKey+position]').between([listKey, minKey], [listKey, maxKey]).toArray(),
    putMany: async (rows) => {
      await db.members.bulkPut([...rows]);
    },
  },
  turns: turnTable(db),
  kv: {
    get: async (key) => (await db.kv.get(key))?.value,
    put: async (key, value) => {
      await db.kv.put({ key, value });
    },
    delete: (key) => db.kv.delete(key),
  },
});

/** What Dexie and the browser call a database that cannot be used, whatever was asked of it. */
const unusable = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'NoSuchDatabaseError',
  'NotFoundError',
  'NotReadableError',
  'OpenFailedError',
  'SecurityError',
  'UnknownError',
  'UpgradeError',
  'VersionError',
]);

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : '');

/** The browser's own words may name folders of the person's: only the error's kind is handed on. */
const orFailure = (error: unknown): unknown =>
  unusable.has(nameOf(error)) ? new TokError(failure('database', nameOf(error)), { cause: error }) : error;

const isClosed = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'DatabaseClosedError' || error.name === 'InvalidStateError');

// A browser closes the connections of a worker that slept (Dexie issue 1805); one fresh opening mends it.
const reopening =
  (db: TokshelfDb) =>
  async <T>(query: () => PromiseLike<T>): Promise<T> => {
    try {
      return await query();
    } catch (error) {
      if (!isClosed(error)) throw orFailure(error);
    }
    try {
      db.close({ disableAutoOpen: false });
      await db.open();
      return await query();
    } catch (error) {
      throw orFailure(error);
    }
  };

type Method = (...args: never[]) => Promise<unknown>;

const guarded = <T extends object>(table: T, run: ReturnType<typeof reopening>): T =>
  new Proxy(table, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => run(() => Reflect.apply(method as Method, target, args));
    },
  });

/** The store in IndexedDB, shared by the worker and the extension's pages. */
export const createDexieStore = (db: TokshelfDb): Store => {
  const plain = tablesOf(db);
  // These are written beside the queue: neither waits for the other.
  const beside = new Set(['thumbs', 'tags', 'words', 'facetPieces']);
  const queueTables = db.tables.filter(({ name }) => !beside.has(name));
  const run = reopening(db);
  return {
    jobs: guarded(plain.jobs, run),
    tasks: guarded(plain.tasks, run),
    records: guarded(plain.records, run),
    posts: guarded(plain.posts, run),
    authors: guarded(plain.authors, run),
    entries: guarded(plain.entries, run),
    lists: guarded(plain.lists, run),
    people: guarded(plain.people, run),
    members: guarded(plain.members, run),
    turns: guarded(plain.turns, run),
    kv: guarded(plain.kv, run),
    // The tables are bound to the transaction by hand: Dexie's own following of awaits loses it in Chromium's worker
    // (Dexie 4.4.7, Chromium 156: PrematureCommitError after a dozen awaits).
    transaction: (work) => run(() => db.transaction('rw', queueTables, (tx) => work(tablesOf(boundTables(tx))))),
  };
};
