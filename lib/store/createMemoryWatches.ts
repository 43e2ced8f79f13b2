import type { Watch } from '@/lib/model/watch/liveWatch';
import type { Watches } from '@/lib/ports/Watches';

/** Watches that are forgotten with the process, for Node and tests. */
export const createMemoryWatches = (): Watches => {
  const rows = new Map<string, Watch>();
  return {
    all: async () => [...rows.values()],
    put: async (watch) => void rows.set(watch.id, watch),
    update: async (changed) => {
      for (const row of changed) if (rows.has(row.id)) rows.set(row.id, row);
    },
    delete: async (id) => void rows.delete(id),
  };
};
