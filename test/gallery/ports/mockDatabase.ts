import type { DatabaseHealth } from '@/lib/model/databaseHealth';
import type { DatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';

/** A database that fares as given, in a browser that grants folders; what is pressed changes nothing. */
export const mockDatabase = (health: DatabaseHealth = 'good'): DatabaseFeed => ({
  watch: (onHealth) => {
    onHealth(health);
    return () => {};
  },
  reload: () => {},
  acceptLoss: async () => {},
  openFolder: async () => {},
});
