import { countTakenRows, forgetTaken, newestTaken, type TakenPostRow } from '@/lib/browser/database/takenRows';
import { call } from '@/lib/browser/events/commands';
import { openTab } from '@/lib/browser/tabs/currentTab';
import { postAddress } from '@/lib/tiktok/address/readAddress';

/** What the view of posts that were taken over needs from the world. */
export interface TakenPorts {
  count(): Promise<number>;
  /** Those taken over last, newest first. */
  newest(limit: number): Promise<readonly TakenPostRow[]>;
  forget(): Promise<void>;
  open(row: TakenPostRow): Promise<void>;
  /** Fetches its files after all. Returns whether it was begun. */
  save(row: TakenPostRow): Promise<boolean>;
}

/** The ports in the browser. */
export const createTakenPorts = (): TakenPorts => ({
  count: countTakenRows,
  newest: newestTaken,
  forget: () => forgetTaken(),
  open: ({ postId, uniqueId, photos }) => openTab(postAddress(postId, uniqueId || undefined, photos)),
  save: async ({ postId, uniqueId }) => (await call('save', { postId, ...(uniqueId ? { uniqueId } : {}) })).ok,
});
