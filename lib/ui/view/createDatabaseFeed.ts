import { call } from '@/lib/browser/events/commands';
import { watchDatabase } from '@/lib/browser/settings/databaseMark';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';

/** What a page needs to say how the database fares. */
export interface DatabaseFeed {
  watch(onHealth: (health: DatabaseHealth) => void): () => void;
  /** Opens the page anew, and with it the database. */
  reload(): void;
  acceptLoss(): Promise<unknown>;
}

/** The feed in the browser. */
export const createDatabaseFeed = (): DatabaseFeed => ({
  watch: watchDatabase,
  reload: () => location.reload(),
  acceptLoss: () => call('acceptLoss', {}),
});
