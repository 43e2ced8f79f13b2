import type { OwnPage } from './OwnPage.ts';

/** A row as it lies in the database. */
export type Row = Readonly<Record<string, unknown>>;

/** The extension's tables, read raw. Missing tables are empty. */
export interface Tables {
  readonly jobs: readonly Row[];
  readonly tasks: readonly Row[];
  readonly records: readonly Row[];
  readonly posts: readonly Row[];
}

/** Reads the database `tokshelf` from a page of the extension, past Dexie. */
export const records = async (page: OwnPage): Promise<Tables> => {
  const [jobs, tasks, saved, posts] = await Promise.all(
    ['jobs', 'tasks', 'records', 'posts'].map((name) => table(page, name)),
  );
  return { jobs: jobs ?? [], tasks: tasks ?? [], records: saved ?? [], posts: posts ?? [] };
};

/** One table of the database; empty when it does not exist. */
export const table = (page: OwnPage, name: string): Promise<Row[]> =>
  page.evaluate(
    (store) =>
      new Promise<Row[]>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        let absent = false;
        // The open call would create an empty database: give up instead.
        open.onupgradeneeded = () => {
          absent = true;
          open.transaction?.abort();
        };
        open.onerror = () => (absent ? resolve([]) : reject(new Error(String(open.error))));
        open.onsuccess = () => {
          const database = open.result;
          if (!database.objectStoreNames.contains(store)) {
            database.close();
            return resolve([]);
          }
          const all = database.transaction(store).objectStore(store).getAll();
          all.onerror = () => reject(new Error(String(all.error)));
          all.onsuccess = () => {
            database.close();
            resolve(all.result as Row[]);
          };
        };
      }),
    name,
  );
