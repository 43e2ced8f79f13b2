import type { Page } from 'playwright-core';

/** Times of a watch, ms since 1970. */
export interface WatchTimes {
  readonly dueAt?: number;
  readonly lookedAt?: number;
  readonly restUntil?: number;
}

/** Lets time pass for what is watched: each row's times lie `ms` further back, and those of `set` are as it says. */
export const changeWatches = (own: Page, ms: number, set: WatchTimes): Promise<void> =>
  own.evaluate(
    ([passed, said]) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onerror = () => reject(new Error(String(open.error)));
        open.onsuccess = () => {
          const work = open.result.transaction('watches', 'readwrite');
          const rows = work.objectStore('watches');
          const all = rows.getAll();
          all.onsuccess = () => {
            for (const row of all.result as { dueAt: number; lookedAt: number }[])
              rows.put({ ...row, dueAt: row.dueAt - passed, lookedAt: row.lookedAt - passed, ...said });
          };
          work.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    [ms, set] as const,
  );
