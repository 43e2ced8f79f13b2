/** A database as an earlier version of TokShelf left it: test/fixtures/database. */
export interface OldDatabase {
  readonly version: number;
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly keyPath: string | string[];
        readonly indexes: readonly {
          readonly name: string;
          readonly keyPath: string | string[];
          readonly multiEntry?: boolean;
        }[];
        readonly rows: readonly object[];
      }
    >
  >;
}

/**
 * Writes such a database by IndexedDB alone, as nothing of our code today would. Names nothing outside itself, so that
 * it can run in a page of a browser.
 */
export const writeOldDatabase = ({ version, tables }: OldDatabase, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    // Dexie counts in tens, to leave room for its own steps.
    const opening = indexedDB.open(name, version * 10);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      for (const [table, { keyPath, indexes, rows }] of Object.entries(tables)) {
        const store = opening.result.createObjectStore(table, { keyPath });
        for (const { name, keyPath: path, multiEntry = false } of indexes)
          store.createIndex(name, path, { multiEntry });
        // Bytes stand in JSON as numbers.
        for (const row of rows)
          store.put(
            Object.fromEntries(
              Object.entries(row).map(([field, value]) => [
                field,
                field === 'bytes' && Array.isArray(value) ? Uint8Array.from(value) : value,
              ]),
            ),
          );
      }
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
