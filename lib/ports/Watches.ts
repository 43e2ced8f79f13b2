import type { Watch } from '@/lib/model/watch/liveWatch';

/** The rows of what is watched; they outlive the worker. */
export interface Watches {
  all(): Promise<Watch[]>;
  put(watch: Watch): Promise<void>;
  /** Writes rows that are still there: one that was taken away meanwhile stays away. */
  update(rows: readonly Watch[]): Promise<void>;
  delete(id: string): Promise<void>;
}
