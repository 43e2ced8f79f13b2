import browser, { type Downloads } from 'webextension-polyfill';
import { openDb } from '@/lib/browser/database/db';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { lookForFiles } from './lookForFiles';

// The browser's own limit, and enough: these are files that somebody deleted or moved.
const MOST = 1000;

type Item = Pick<Downloads.DownloadItem, 'id' | 'filename' | 'exists'>;

const searchMissing = (): Promise<Downloads.DownloadItem[]> =>
  browser.downloads.search({ exists: false, state: 'complete', limit: MOST, orderBy: ['-startTime'] });

const itemOf = async ({ downloadId }: SaveRecord): Promise<Item | undefined> =>
  downloadId === undefined ? undefined : (await browser.downloads.search({ id: downloadId }))[0];

/** The records that the browser's word changes. A killed browser gives ids away again: the path has to be the same, too. */
const changedBy = (items: ReadonlyMap<number, Item>, records: readonly SaveRecord[]): SaveRecord[] =>
  records.flatMap(({ missing = false, ...record }) => {
    const item = items.get(record.downloadId ?? -1);
    if (item?.filename !== record.path || item.exists !== missing) return [];
    return [missing ? record : { ...record, missing: true }];
  });

/**
 * Asks the browser which saved files are no longer on the disk, and which of those that were `flagged` as missing (record
 * keys) are there again; notes it in their records. Returns the ids of the posts whose records changed.
 */
export const lookForMissing = async (flagged: readonly string[]): Promise<readonly string[]> => {
  await lookForFiles();
  const gone = (await searchMissing()).filter(({ byExtensionId }) => byExtensionId === browser.runtime.id);
  const db = openDb();
  try {
    const known = await db.records.bulkGet(flagged.slice(0, MOST));
    const doubted = await Promise.all(known.map((record) => (record ? itemOf(record) : undefined)));
    const items = new Map([...doubted, ...gone].flatMap((item) => (item ? [[item.id, item] as const] : [])));
    return await db.transaction('rw', db.records, async () => {
      const ids = [...items.keys()];
      const changed = changedBy(items, await db.records.where('downloadId').anyOf(ids).toArray());
      await db.records.bulkPut(changed);
      return [...new Set(changed.map(({ postId }) => postId))];
    });
  } finally {
    db.close();
  }
};
