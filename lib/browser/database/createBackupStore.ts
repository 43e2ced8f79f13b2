import type { Table } from 'dexie';
import type { Job } from '@/lib/model/job';
import type { BackupRow, BackupStore, BackupTable, Tally } from '@/lib/ports/Backup';
import type { TokshelfDb } from './db';
import { inPieces } from './inPieces';
import { putJob, wholeJobs } from './jobRows';
import { type Key, rowKey } from './rowKey';

/** The tables of the database for a backup: read in pieces, merged in transactions of their own. */
export const createBackupStore = (db: TokshelfDb): BackupStore => {
  const tableOf = (name: BackupTable): Table<BackupRow, Key> => db.table(name);

  const write = async (name: BackupTable, rows: readonly BackupRow[]): Promise<void> => {
    if (name !== 'jobs') return void (await tableOf(name).bulkPut(rows));
    // Pasted links lie beside their job.
    for (const row of rows) await putJob(db, row as Job);
  };

  const present = async (name: BackupTable, keys: readonly Key[]): Promise<(BackupRow | undefined)[]> => {
    const found = await tableOf(name).bulkGet([...keys]);
    if (name !== 'jobs') return found;
    const whole = await wholeJobs(db, found.filter((row) => row !== undefined) as Job[]);
    const byId = new Map(whole.map((job) => [job.id, job]));
    return keys.map((key) => byId.get(String(key)));
  };

  return {
    count: (name) => tableOf(name).count(),
    chunks: async function* (name, size) {
      for await (const rows of inPieces(tableOf(name), size))
        yield name === 'jobs' ? await wholeJobs(db, rows as Job[]) : rows;
    },
    merge: (name, rows, join) => {
      const tables = name === 'jobs' ? [db.jobs, db.pasted] : [tableOf(name)];
      return db.transaction('rw', tables, async (): Promise<Tally> => {
        const { keyPath } = tableOf(name).schema.primKey;
        const keys = rows.map((row) => rowKey(row, keyPath));
        const old = await present(name, keys);
        const before = new Map(keys.map((key, at) => [String(key), old[at]]));
        const after = new Map(before);
        // A key that comes twice in a file is one row.
        for (const [at, row] of rows.entries()) {
          const key = String(keys[at]);
          after.set(key, join(after.get(key), row));
        }
        const changed = [...after].filter(([key, row]) => row !== before.get(key));
        await write(
          name,
          changed.flatMap(([, row]) => row ?? []),
        );
        const added = changed.filter(([key]) => before.get(key) === undefined).length;
        return { added, renewed: changed.length - added, same: after.size - changed.length };
      });
    },
  };
};
