import type { Watch } from '@/lib/model/live/watch';
import type { Watches } from '@/lib/ports/Watches';
import { pageDb, type TokshelfDb } from './db';

/** The rows of what is watched, in the database. */
export const createWatchRows = (db: TokshelfDb): Watches => ({
  all: () => db.watches.toArray(),
  put: async (watch) => void (await db.watches.put(watch)),
  update: (rows) =>
    db.transaction('rw', db.watches, async () => {
      const there = await db.watches.bulkGet(rows.map(({ id }) => id));
      await db.watches.bulkPut(rows.filter((_, index) => there[index] !== undefined));
    }),
  delete: (id) => db.watches.delete(id),
});

/** What is watched, the longest watched first. */
export const watchesInSight = (): Promise<Watch[]> => pageDb().watches.orderBy('createdAt').toArray();
