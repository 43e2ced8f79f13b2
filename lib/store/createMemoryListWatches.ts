import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { ListWatches } from '@/lib/ports/ListWatches';

/** Watches of lists that are forgotten with the process, for Node and tests. */
export const createMemoryListWatches = (): ListWatches => {
  const rows = new Map<string, ListWatch>();
  return {
    all: async () => [...rows.values()],
    put: async (watch) => void rows.set(watch.id, watch),
    change: async (id, next) => {
      const row = rows.get(id);
      if (row) rows.set(id, next(row));
    },
    delete: async (id) => void rows.delete(id),
  };
};
