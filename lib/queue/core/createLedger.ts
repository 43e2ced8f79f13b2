import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Store, Tables } from '@/lib/ports/Store';

/** Keys of rows that a step will read: they are read at once, beside those of other steps. */
export interface Needs {
  readonly tasks?: readonly string[];
  readonly jobs?: readonly string[];
  readonly posts?: readonly string[];
}

/**
 * Runs a step in a transaction that it may share with others which came while the last one was under way. Steps see each
 * other's writes, in the order in which they came; of several writes of a row the last one is made. What is resolved is
 * written. The rules of {@link Store.transaction} hold; a step may be run twice.
 */
export type Ledger = <T>(needs: Needs, step: (tables: Tables) => Promise<T>) => Promise<T>;

/** A transaction stays short, so that whoever opens the library is not kept waiting. */
const MOST = 32;

interface Table<Row> {
  get(key: string): Promise<Row | undefined>;
  put(row: Row): Promise<void>;
  putMany?(rows: readonly Row[]): Promise<void>;
}

interface Held<T> {
  readonly table: T;
  load(keys: readonly string[]): Promise<unknown>;
  flush(): Promise<unknown>;
}

type Method = (...args: never[]) => Promise<unknown>;

/** A table whose rows are read once and written last. Whatever else is asked of it sees what was put. */
const hold = <Row, T extends Table<Row>>(table: T, keyOf: (row: Row) => string): Held<T> => {
  const rows = new Map<string, Row | undefined>();
  const dirty = new Set<string>();
  const flush = async (): Promise<void> => {
    const due = [...dirty].flatMap((key) => rows.get(key) ?? []);
    dirty.clear();
    if (table.putMany && due.length > 1) await table.putMany(due);
    else await Promise.all(due.map((row) => table.put(row)));
  };
  const get = async (key: string): Promise<Row | undefined> => {
    if (!rows.has(key)) {
      const row = await table.get(key);
      if (!rows.has(key)) rows.set(key, row);
    }
    return rows.get(key);
  };
  const put = async (row: Row): Promise<void> => {
    rows.set(keyOf(row), row);
    dirty.add(keyOf(row));
  };
  const through = async (name: string, method: Method, args: unknown[]): Promise<unknown> => {
    await flush();
    if (/^(put|delete)/.test(name)) rows.clear();
    return Reflect.apply(method, table, args);
  };
  return {
    table: new Proxy(table, {
      get(target, name, receiver) {
        if (name === 'get') return get;
        if (name === 'put') return put;
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => through(String(name), method as Method, args);
      },
    }),
    load: (keys) => Promise.all([...new Set(keys)].map(get)),
    flush,
  };
};

interface Entry {
  readonly needs: Needs;
  run(tables: Tables): Promise<unknown>;
  settle(value: unknown): void;
  fail(error: unknown): void;
}

const together = async (tables: Tables, entries: readonly Entry[]): Promise<unknown[]> => {
  const tasks = hold<FileTask, Tables['tasks']>(tables.tasks, ({ id }) => id);
  const jobs = hold<Job, Tables['jobs']>(tables.jobs, ({ id }) => id);
  const posts = hold<PostRow, Tables['posts']>(tables.posts, ({ id }) => id);
  const records = hold<SaveRecord, Tables['records']>(tables.records, ({ key }) => key);
  const all = { ...tables, tasks: tasks.table, jobs: jobs.table, posts: posts.table, records: records.table };
  await Promise.all([
    tasks.load(entries.flatMap(({ needs }) => needs.tasks ?? [])),
    jobs.load(entries.flatMap(({ needs }) => needs.jobs ?? [])),
    posts.load(entries.flatMap(({ needs }) => needs.posts ?? [])),
  ]);
  const values: unknown[] = [];
  for (const entry of entries) values.push(await entry.run(all));
  await Promise.all([tasks.flush(), jobs.flush(), posts.flush(), records.flush()]);
  return values;
};

/** One per worker. A step comes at most one transaction late; alone it runs at once. */
export const createLedger = (store: Pick<Store, 'transaction'>): Ledger => {
  const waiting: Entry[] = [];
  let isBusy = false;

  const commit = async (entries: readonly Entry[]): Promise<void> => {
    try {
      const values = await store.transaction((tables) => together(tables, entries));
      for (const [at, entry] of entries.entries()) entry.settle(values[at]);
    } catch (error) {
      // A step that throws takes back what the others wrote: each then stands for itself.
      if (entries.length === 1) entries[0]?.fail(error);
      else for (const entry of entries) await commit([entry]);
    }
  };

  const pump = async (): Promise<void> => {
    isBusy = true;
    while (waiting.length > 0) await commit(waiting.splice(0, MOST));
    isBusy = false;
  };

  return <T>(needs: Needs, step: (tables: Tables) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ needs, run: step, settle: (value) => resolve(value as T), fail: reject });
      if (!isBusy) void pump();
    });
};
