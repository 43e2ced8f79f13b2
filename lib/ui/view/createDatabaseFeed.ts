import { canOpenDb } from '@/lib/browser/database/db';
import { call } from '@/lib/browser/events/commands';
import { canChooseFolder } from '@/lib/browser/folder/chosenFolder';
import { watchDatabase } from '@/lib/browser/settings/databaseMark';
import { openSettingsAt } from '@/lib/browser/tabs/openOwnPage';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';

/** What a page needs to say how the database fares. */
export interface DatabaseFeed {
  watch(onHealth: (health: DatabaseHealth) => void): () => void;
  /** Opens the page anew, and with it the database. */
  reload(): void;
  acceptLoss(): Promise<unknown>;
  /** Opens the settings at the folder that the library may be brought back from; absent where the browser grants none (Firefox). */
  readonly openFolder?: () => Promise<void>;
}

/** The feed in the browser. The database is opened at once, so that it is open when the page is drawn and asks for its rows. */
export const createDatabaseFeed = (): DatabaseFeed => {
  void canOpenDb();
  return {
    watch: watchDatabase,
    reload: () => location.reload(),
    acceptLoss: () => call('acceptLoss', {}),
    ...(canChooseFolder() ? { openFolder: () => openSettingsAt('names') } : {}),
  };
};
