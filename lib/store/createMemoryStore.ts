import type { AuthorRow } from '@/lib/model/authorRow';
import type { FileTask } from '@/lib/model/fileTask';
import { byTurn, type Job } from '@/lib/model/job';
import type { ListEntry, ListState } from '@/lib/model/listEntry';
import type { MemberRow, PersonRow, TurnRow } from '@/lib/model/people/peopleRows';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Store, Tables } from '@/lib/ports/Store';

/** A map that keeps groups of its rows and can take back what was done since a mark. */
class Rows<T extends object> {
  readonly rows = new Map<string, T>();
  private readonly groups = new Map<string, Map<string, Set<string>>>();
  private readonly readers: [Map<string, Set<string>>, (row: T) => string | undefined][] = [];
  private undo: (() => void)[] | undefined;

  constructor(
    private readonly keyOf: (row: T) => string,
    by: Readonly<Record<string, (row: T) => string | undefined>> = {},
  ) {
    for (const [name, read] of Object.entries(by)) {
      const sets = new Map<string, Set<string>>();
      this.groups.set(name, sets);
      this.readers.push([sets, read]);
    }
  }

  mark(): void {
    this.undo = [];
  }

  settle(keep: boolean): void {
    const steps = this.undo ?? [];
    this.undo = undefined;
    if (!keep) for (const step of steps.reverse()) step();
  }

  private regroup(key: string, old: T | undefined, row: T | undefined): void {
    for (const [sets, read] of this.readers) {
      const before = old && read(old);
      const now = row && read(row);
      if (before === now) continue;
      if (before !== undefined) sets.get(before)?.delete(key);
      if (now === undefined) continue;
      const set = sets.get(now);
      if (set) set.add(key);
      else sets.set(now, new Set([key]));
    }
  }

  private write(key: string, row: T | undefined): void {
    const old = this.rows.get(key);
    if (row) this.rows.set(key, row);
    else this.rows.delete(key);
    this.regroup(key, old, row);
    this.undo?.push(() => this.write(key, old));
  }

  get = (key: string): T | undefined => this.rows.get(key);
  put = (row: T): void => this.write(this.keyOf(row), Object.freeze(row));
  delete = (key: string): void => this.write(key, undefined);
  many = (keys: readonly string[]): T[] => keys.flatMap((key) => this.rows.get(key) ?? []);

  count(name: string, value: string): number {
    return this.groups.get(name)?.get(value)?.size ?? 0;
  }

  each(name: string, value: string, visit: (row: T) => void): void {
    for (const key of this.groups.get(name)?.get(value) ?? []) {
      const row = this.rows.get(key);
      if (row) visit(row);
    }
  }

  in(name: string, values: readonly string[]): T[] {
    const sets = this.groups.get(name);
    return [...new Set(values)].flatMap((value) => this.many([...(sets?.get(value) ?? [])]));
  }
}

const byPosition = (a: { position: number }, b: { position: number }): number => a.position - b.position;
const byCreation = (a: Job, b: Job): number => a.createdAt - b.createdAt;
const finished = new Set(['done', 'failed', 'cancelled']);

/** A store that forgets with the process, for Node and tests. Behaves as the one in IndexedDB: test/contract/store.test.ts. */
export const createMemoryStore = (): Store => {
  const jobs = new Rows<Job>((row) => row.id, {
    state: (row) => row.state,
    post: (row) => (row.source.kind === 'one' ? row.source.postId : undefined),
    list: (row) => row.listKey,
    parent: (row) => row.parent?.jobId,
  });
  const tasks = new Rows<FileTask>((row) => row.id, {
    state: (row) => row.state,
    post: (row) => row.postId,
    key: (row) => row.recordKey,
    basePath: (row) => row.basePathKey,
    job: (row) => row.jobId,
    jobState: (row) => `${row.jobId} ${row.state}`,
  });
  const records = new Rows<SaveRecord>((row) => row.key, {
    post: (row) => row.postId,
    basePath: (row) => row.basePathKey,
  });
  const posts = new Rows<PostRow>((row) => row.id);
  const authors = new Rows<AuthorRow>((row) => row.secUid, { folder: (row) => row.folderKey });
  const entries = new Rows<ListEntry>((row) => `${row.listKey} ${row.postId}`, {
    list: (row) => row.listKey,
    post: (row) => row.postId,
  });
  const lists = new Rows<ListState>((row) => row.listKey);
  const people = new Rows<PersonRow>((row) => row.secUid);
  const members = new Rows<MemberRow>((row) => `${row.listKey} ${row.secUid}`, { list: (row) => row.listKey });
  const turns = new Rows<TurnRow>((row) => row.id, {
    job: (row) => row.jobId,
    jobState: (row) => `${row.jobId} ${row.state}`,
  });
  const kv = new Rows<{ key: string; value: unknown }>((row) => row.key);

  const before = (a: FileTask, b: FileTask): boolean =>
    a.notBefore < b.notBefore || (a.notBefore === b.notBefore && a.position < b.position);

  // Only the few that are asked for are kept in order: sorting all of a job's tasks each time is what takes the time.
  const runnable = (jobId: string, now: number, limit: number): FileTask[] => {
    const best: FileTask[] = [];
    tasks.each('jobState', `${jobId} planned`, (task) => {
      const worst = best[limit - 1];
      if (task.notBefore > now || (worst && before(worst, task))) return;
      const at = best.findIndex((other) => before(task, other));
      best.splice(at === -1 ? best.length : at, 0, task);
      if (best.length > limit) best.pop();
    });
    return best;
  };

  const tables: Tables = {
    jobs: {
      get: async (id) => jobs.get(id),
      put: async (job) => jobs.put(job),
      delete: async (id) => jobs.delete(id),
      active: async () => jobs.in('state', ['listing', 'draining', 'waiting']).sort(byTurn),
      paused: async () => jobs.in('state', ['paused']),
      ofPosts: async (ids) => jobs.in('post', ids).sort(byCreation),
      ofList: async (listKey) => jobs.in('list', [listKey]).sort(byCreation),
      ofParent: async (jobId) => jobs.in('parent', [jobId]).sort(byCreation),
      recent: async (limit) => [...jobs.rows.values()].sort(byCreation).reverse().slice(0, limit),
      surplus: async (keep, limit) => {
        const newest = jobs
          .in('state', [...finished])
          .sort(byCreation)
          .reverse();
        const groupOf = ({ source, parent }: Job): string => (parent ? 'turn' : source.kind === 'one' ? 'one' : 'list');
        const beyond = ['one', 'list', 'turn'].flatMap((group) =>
          newest.filter((job) => groupOf(job) === group).slice(keep),
        );
        return beyond.slice(0, limit).map(({ id }) => id);
      },
    },
    tasks: {
      get: async (id) => tasks.get(id),
      getMany: async (ids) => tasks.many(ids),
      put: async (task) => tasks.put(task),
      putMany: async (rows) => rows.forEach(tasks.put),
      runnable: async (jobId, now, limit) => runnable(jobId, now, limit),
      nextDue: async (jobId, now) => {
        const due = tasks
          .in('jobState', [`${jobId} planned`])
          .map(({ notBefore }) => notBefore)
          .filter((time) => time > now);
        return due.length > 0 ? Math.min(...due) : undefined;
      },
      inFlight: async () => tasks.in('state', ['fetching', 'saving']),
      ofPosts: async (ids) => tasks.in('post', ids),
      ofKey: async (key) => tasks.in('key', [key]),
      ofJob: async (jobId, states) =>
        tasks
          .in('job', [jobId])
          .filter(({ state }) => !states || states.includes(state))
          .sort(byPosition),
      count: async (jobId, states) =>
        states.reduce((sum, state) => sum + tasks.count('jobState', `${jobId} ${state}`), 0),
      takenPaths: async (keys) =>
        tasks.in('basePath', keys).map(({ basePathKey, recordKey }) => ({ basePathKey, recordKey })),
      delete: async (id) => tasks.delete(id),
      deleteOfJob: async (jobId) => {
        for (const { id } of tasks.in('job', [jobId])) tasks.delete(id);
      },
    },
    records: {
      get: async (key) => records.get(key),
      getMany: async (keys) => records.many(keys),
      put: async (record) => records.put(record),
      putMany: async (rows) => rows.forEach(records.put),
      deleteMany: async (keys) => keys.forEach(records.delete),
      ofPosts: async (ids) => records.in('post', ids),
      keysBetween: async (first, last, limit) =>
        [...records.rows.values()]
          .filter(({ postId }) => postId >= first && postId <= last)
          .sort((a, b) => (a.postId === b.postId ? (a.key < b.key ? -1 : 1) : a.postId < b.postId ? -1 : 1))
          .slice(0, limit)
          .map(({ key }) => key),
      takenPaths: async (keys) =>
        records.in('basePath', keys).map(({ basePathKey = '', key }) => ({ basePathKey, recordKey: key })),
      countSince: async (time) => [...records.rows.values()].filter(({ savedAt }) => savedAt >= time).length,
      recent: async (limit) =>
        [...records.rows.values()].sort((a, b) => b.savedAt - a.savedAt || (a.key < b.key ? 1 : -1)).slice(0, limit),
    },
    posts: {
      get: async (id) => posts.get(id),
      getMany: async (ids) => posts.many(ids),
      between: async (first, last, limit) =>
        [...posts.rows.values()]
          .filter(({ id }) => id >= first && id <= last)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      put: async (row) => posts.put(row),
      putMany: async (rows) => rows.forEach(posts.put),
      deleteMany: async (ids) => ids.forEach(posts.delete),
    },
    authors: {
      get: async (secUid) => authors.get(secUid),
      getMany: async (secUids) => authors.many(secUids),
      ofFolders: async (keys) => authors.in('folder', keys),
      putMany: async (rows) => rows.forEach(authors.put),
    },
    entries: {
      getMany: async (listKey, ids) => entries.many(ids.map((id) => `${listKey} ${id}`)),
      putMany: async (rows) => rows.forEach(entries.put),
      ofList: async (listKey) => entries.in('list', [listKey]).sort(byPosition),
      ofPosts: async (ids) => entries.in('post', ids),
    },
    lists: { get: async (key) => lists.get(key), put: async (state) => lists.put(state) },
    people: {
      getMany: async (secUids) => people.many(secUids),
      ofHandle: async (handle) => [...people.rows.values()].filter(({ known }) => known.includes(handle.toLowerCase())),
      putMany: async (rows) => rows.forEach(people.put),
    },
    members: {
      getMany: async (listKey, secUids) => members.many(secUids.map((secUid) => `${listKey} ${secUid}`)),
      ofList: async (listKey) => members.in('list', [listKey]).sort(byPosition),
      putMany: async (rows) => rows.forEach(members.put),
    },
    turns: {
      get: async (id) => turns.get(id),
      putMany: async (rows) => rows.forEach(turns.put),
      next: async (jobId) => turns.in('jobState', [`${jobId} waiting`]).sort(byPosition)[0],
      ofJob: async (jobId, states) =>
        turns
          .in('job', [jobId])
          .filter(({ state }) => !states || states.includes(state))
          .sort(byPosition),
      count: async (jobId, states) =>
        states.reduce((sum, state) => sum + turns.count('jobState', `${jobId} ${state}`), 0),
      deleteOfJob: async (jobId) => {
        for (const { id } of turns.in('job', [jobId])) turns.delete(id);
      },
    },
    kv: {
      get: async (key) => kv.get(key)?.value,
      put: async (key, value) => kv.put({ key, value }),
      delete: async (key) => kv.delete(key),
    },
  };

  const all = [jobs, tasks, records, posts, authors, entries, lists, people, members, turns, kv];
  let last: Promise<unknown> = Promise.resolve();
  const exclusive = async <T>(run: (tables: Tables) => Promise<T>): Promise<T> => {
    for (const rows of all) rows.mark();
    try {
      const value = await run(tables);
      for (const rows of all) rows.settle(true);
      return value;
    } catch (error) {
      for (const rows of all) rows.settle(false);
      throw error;
    }
  };
  return {
    ...tables,
    transaction: (run) => {
      const turn = last.then(() => exclusive(run));
      // The next one waits for the end of this one, whichever it is; who called it gets the error.
      last = turn.catch(() => undefined);
      return turn;
    },
  };
};
