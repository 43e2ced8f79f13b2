import type { WordRow } from '@/lib/model/library/shelfRows';
import { pageDb, type TokshelfDb } from './db';

/** Keeps what a saved text is found by. Written beside the queue's own transactions, and only for files that have words. */
export const keepWords = (db: Pick<TokshelfDb, 'words'>, row: WordRow): Promise<unknown> => db.words.put(row);

/** Posts in whose saved texts a word begins so; the word is folded. */
export const findInTexts = async (word: string): Promise<ReadonlySet<string>> => {
  const keys = await pageDb().words.where('words').startsWith(word).primaryKeys();
  return new Set(keys.map((key) => key.slice(0, key.indexOf(':'))));
};

/** How many saved texts are known by their words. */
export const countTexts = (): Promise<number> => pageDb().words.count();
