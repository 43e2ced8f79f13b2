import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { Watch } from '@/lib/model/watch/liveWatch';
import type { ListWatches } from '@/lib/ports/ListWatches';
import type { Watches } from '@/lib/ports/Watches';
import { pageDb, type TokshelfDb } from './db';

const isLive = (row: Watch | ListWatch): row is Watch => row.kind === 'live';
const isList = (row: Watch | ListWatch): row is ListWatch => row.kind === 'list';

/** The rows of people who are recorded when they go live, in the database. */
export const createWatchRows = (db: TokshelfDb): Watches => ({
  all: async () => (await db.watches.toArray()).filter(isLive),
  put: async (watch) => void (await db.watches.put(watch)),
  update: (rows) =>
    db.transaction('rw', db.watches, async () => {
      const there = await db.watches.bulkGet(rows.map(({ id }) => id));
      await db.watches.bulkPut(rows.filter((_, index) => there[index] !== undefined));
    }),
  delete: (id) => db.watches.delete(id),
});

/** The rows of lists that are watched, in the same table. */
export const createListWatchRows = (db: TokshelfDb): ListWatches => ({
  all: async () => (await db.watches.toArray()).filter(isList),
  put: async (watch) => void (await db.watches.put(watch)),
  change: (id, next) =>
    db.transaction('rw', db.watches, async () => {
      const row = await db.watches.get(id);
      if (row && isList(row)) await db.watches.put(next(row));
    }),
  delete: (id) => db.watches.delete(id),
});

/** All that is watched, of either kind. */
export const allWatches = (): Promise<(Watch | ListWatch)[]> => pageDb().watches.toArray();

/** Who is recorded when they go live, the longest watched first. */
export const watchesInSight = async (): Promise<Watch[]> =>
  (await pageDb().watches.orderBy('createdAt').toArray()).filter(isLive);

/** The lists that are watched, the longest watched first. */
export const listWatchesInSight = async (): Promise<ListWatch[]> =>
  (await pageDb().watches.orderBy('createdAt').toArray()).filter(isList);
