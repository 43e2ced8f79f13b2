import browser from 'webextension-polyfill';
import { canOpenDb } from '@/lib/browser/database/db';
import { type DatabaseHealth, type DatabaseMark, databaseMarkSchema } from '@/lib/model/databaseHealth';
import { readSettings, watchSettings } from './settingsStore';

const KEY = 'database';

const read = async (): Promise<DatabaseMark | undefined> => {
  const stored = databaseMarkSchema.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return stored.success ? stored.data : undefined;
};

/** The database's mark, kept where it outlives the database. */
export const databaseMark = {
  read,
  write: (mark: DatabaseMark): Promise<void> => browser.storage.local.set({ [KEY]: mark }),
};

const health = async (): Promise<DatabaseHealth> => {
  if (!(await canOpenDb())) return 'closed';
  if (!(await read())?.lost) return 'good';
  return (await readSettings()).place === 'folder' ? 'held' : 'lost';
};

/** Calls back with how the database fares, now and when the background found out; returns the function that stops this. */
export const watchDatabase = (onHealth: (health: DatabaseHealth) => void): (() => void) => {
  const look = (): void => void health().then(onHealth);
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) look();
  };
  browser.storage.onChanged.addListener(listener);
  // Where files go decides what a loss means; it looks at once, too.
  const stop = watchSettings(look, look);
  return () => {
    browser.storage.onChanged.removeListener(listener);
    stop();
  };
};
