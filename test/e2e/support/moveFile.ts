import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ChromiumRun } from '../browsers/launchChromium.ts';
import type { OwnPage } from './OwnPage.ts';
import { type Row, table } from './records.ts';
import { waitFor } from './waitFor.ts';
import { words } from './words.ts';

const tables = ['posts', 'records', 'entries', 'authors', 'lists', 'jobs', 'recordings', 'watches'] as const;

/** One sum over all thumbnails with their posts: the bytes of many are too much for the wire. */
const thumbsDigest = (page: OwnPage): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('tokshelf');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asking = opening.result.transaction('thumbs').objectStore('thumbs').getAll();
          asking.onerror = () => reject(asking.error);
          asking.onsuccess = async () => {
            opening.result.close();
            const rows = asking.result as { postId: string; from: string; bytes: Uint8Array<ArrayBuffer> }[];
            const whole = new Blob(rows.flatMap(({ postId, from, bytes }) => [`${postId}${from}`, bytes]));
            const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await whole.arrayBuffer()));
            resolve(`${rows.length} ${Array.from(sum, (byte) => byte.toString(16)).join(' ')}`);
          };
        };
      }),
  );

/** The tables that people see something of, as rows without what belongs to one browser alone. */
export const libraryOf = async (page: OwnPage): Promise<Readonly<Record<string, readonly Row[]>>> => {
  const own = ({ downloadId: _, imported: __, ...row }: Row): Row => row;
  const rows = await Promise.all(tables.map((name) => table(page, name)));
  const library = Object.fromEntries(tables.map((name, at) => [name, (rows[at] ?? []).map(own)]));
  return { ...library, thumbs: [{ sha256: await thumbsDigest(page) }] };
};

/**
 * The same tables row by row as sums, each as `key sum`: tens of thousands of rows are too much for the wire. What
 * belongs to one browser alone is left out, the order of fields does not count.
 */
export const librarySums = async (page: OwnPage): Promise<Readonly<Record<string, readonly string[]>>> => {
  const sums: Record<string, readonly string[]> = {};
  for (const name of tables) {
    const text = await page.evaluate(
      (store) =>
        new Promise<string>((resolve, reject) => {
          const inOrder = (value: unknown): unknown => {
            if (Array.isArray(value)) return value.map(inOrder);
            if (typeof value !== 'object' || value === null) return value;
            return Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, inside]) => [key, inOrder(inside)]),
            );
          };
          const sumOf = async (row: Record<string, unknown>): Promise<string> => {
            const { downloadId: _, imported: __, ...own } = row;
            const bytes = new TextEncoder().encode(JSON.stringify(inOrder(own)));
            const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            return `${row.key ?? row.id ?? row.postId ?? row.listKey} ${Array.from(sum.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
          };
          const opening = indexedDB.open('tokshelf');
          opening.onerror = () => reject(new Error(String(opening.error)));
          opening.onsuccess = () => {
            const asking = opening.result.transaction(store).objectStore(store).getAll();
            asking.onerror = () => reject(new Error(String(asking.error)));
            asking.onsuccess = () => {
              opening.result.close();
              const rows = asking.result as Record<string, unknown>[];
              Promise.all(rows.map(sumOf)).then((lines) => resolve(lines.join('\n')), reject);
            };
          };
        }),
      name,
    );
    sums[name] = text === '' ? [] : text.split('\n');
  }
  return { ...sums, thumbs: [await thumbsDigest(page)] };
};

/** Presses the button that writes library and settings into a file; gives the file's path. */
export const writeMoveFile = async (run: ChromiumRun, options: Page, timeout = 30_000): Promise<string> => {
  const isFile = ({ path }: { readonly path: string }): boolean => /^tokshelf-[\d-]+( \(\d+\))?\.jsonl\.gz$/.test(path);
  const before = run.tree().filter(isFile).length;
  await options
    .locator('#move')
    .getByRole('button', { name: words('options_export_button') })
    .click();
  await options.locator('#move .notice--good').waitFor({ timeout });
  const files = await waitFor('the file', () => {
    const found = run.tree().filter(isFile);
    return found.length > before ? found : undefined;
  });
  return join(run.downloadsDir, files.at(-1)?.path ?? '');
};

/** Chooses a file; gives what the page says of it. */
export const chooseMoveFile = async (options: Page, path: string, timeout = 30_000): Promise<string> => {
  const panel = options.locator('#move');
  await panel.locator('input[type=file]').setInputFiles(path);
  const said = panel.locator('.notice');
  await said.waitFor({ timeout });
  return said.innerText();
};

/** Adds the file that was chosen. */
export const takeMoveFile = async (options: Page, timeout = 30_000): Promise<void> => {
  await options.getByRole('button', { name: words('move_take'), exact: true }).click();
  await options.locator('#move .notice--good').waitFor({ timeout });
};
