import { setTimeout as wait } from 'node:timers/promises';
import type { QuietBrowser, QuietPage } from '../../e2e/browsers/driveQuietly.ts';
import { waitFor } from '../../e2e/support/waitFor.ts';

/** Chromium 156 keeps a page that is closed while it opens its database, which no extension can help. */
const untilShown = (page: QuietPage): Promise<boolean> =>
  waitFor(
    'the page',
    () =>
      page.evaluate(async () => {
        if (document.readyState !== 'complete' || document.querySelector('main') === null) return false;
        const open = indexedDB.open('tokshelf');
        await new Promise((resolve, reject) => {
          open.onsuccess = resolve;
          open.onerror = reject;
        });
        open.result.close();
        return true;
      }),
    { timeout: 60_000 },
  );

/** Opens a page of the extension, looks at it for so many milliseconds once it shows its rows, and closes it. */
export const openAndClose = async (quiet: QuietBrowser, address: string, lookMs: number): Promise<void> => {
  const page = await quiet.open(address);
  await untilShown(page);
  await wait(lookMs);
  await page.close();
};
