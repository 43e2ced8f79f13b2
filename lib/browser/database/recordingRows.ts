import { type Recording, recordingStates } from '@/lib/model/live/recording';
import type { Recordings } from '@/lib/ports/Recordings';
import { pageDb, type TokshelfDb } from './db';

const openStates = recordingStates.filter((state) => state === 'recording' || state === 'saving');

/** The rows of recordings in the database, from whichever context of the extension. */
export const createRecordingRows = (db: TokshelfDb): Recordings => ({
  get: (id) => db.recordings.get(id),
  put: async (row) => void (await db.recordings.put(row)),
  change: (id, change) =>
    db.transaction('rw', db.recordings, async (): Promise<Recording | undefined> => {
      const row = await db.recordings.get(id);
      if (!row) return undefined;
      const changed = change(row);
      await db.recordings.put(changed);
      return changed;
    }),
  delete: (id) => db.recordings.delete(id),
  open: () => db.recordings.where('state').anyOf(openStates).toArray(),
  recent: (limit) => db.recordings.orderBy('startedAt').reverse().limit(limit).toArray(),
});

/** Those that go on, the oldest first, then the newest of the others. Each once: two reads see one in two states. */
export const recordingsInSight = async (recentLimit: number): Promise<Recording[]> => {
  const rows = createRecordingRows(pageDb());
  const open = (await rows.open()).sort((a, b) => a.startedAt - b.startedAt);
  const ids = new Set(open.map(({ id }) => id));
  return [...open, ...(await rows.recent(recentLimit)).filter((row) => !ids.has(row.id))];
};
