import type { ListWatch } from '@/lib/model/watch/listWatch';

/** The rows of the lists that are watched; they outlive the worker. */
export interface ListWatches {
  all(): Promise<ListWatch[]>;
  put(watch: ListWatch): Promise<void>;
  /** Writes what `next` makes of a row, in one transaction; nothing where the row is gone. */
  change(id: string, next: (row: ListWatch) => ListWatch): Promise<void>;
  delete(id: string): Promise<void>;
}
