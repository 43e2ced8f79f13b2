import { isOpenRecording, type Recording } from '@/lib/model/live/recording';
import type { Recordings } from '@/lib/ports/Recordings';

/** Rows that the process forgets, for Node and tests. */
export const createMemoryRecordings = (): Recordings => {
  const rows = new Map<string, Recording>();
  return {
    get: async (id) => rows.get(id),
    put: async (row) => void rows.set(row.id, row),
    change: async (id, change) => {
      const row = rows.get(id);
      if (!row) return undefined;
      const changed = change(row);
      rows.set(id, changed);
      return changed;
    },
    delete: async (id) => void rows.delete(id),
    open: async () => [...rows.values()].filter(isOpenRecording),
    recent: async (limit) => [...rows.values()].sort((a, b) => b.startedAt - a.startedAt).slice(0, limit),
  };
};
