import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchMemory } from '../../bench/support/processMemory.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, startGranted } from './grantFolder.ts';

const FILES = Number(process.env.TOKSHELF_FILES ?? 100_000);
const PEOPLE = 500;
const GONE = 40;
const CUT = 7;

let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('check-many');
});
afterAll(() => granted.close());

const idOf = (at: number): string => String(7_300_000_000_000_000_000n + BigInt(at) * 1_000_003n);
const folderOf = (at: number): string => `tiktok/post/Person ${at % PEOPLE}`;

/** Files of two bytes on the disk. */
const writeFiles = (): void => {
  for (let person = 0; person < PEOPLE; person += 1)
    mkdirSync(join(granted.folder, folderOf(person)), { recursive: true });
  for (let at = 0; at < FILES; at += 1)
    writeFileSync(join(granted.folder, folderOf(at), `${idOf(at)}-video.mp4`), 'ab');
};

/** Their records, as full as real ones. */
const writeRecords = (page: Page, id: string): Promise<void> =>
  page.evaluate(
    async ({ files, people, id, name }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (let from = 0; from < files; from += 10_000) {
        const transaction = database.transaction('records', 'readwrite');
        const done = new Promise<void>((resolve, reject) => {
          transaction.oncomplete = () => resolve();
          transaction.onerror = () => reject(transaction.error);
        });
        for (let at = from; at < Math.min(files, from + 10_000); at += 1) {
          const postId = String(7_300_000_000_000_000_000n + BigInt(at) * 1_000_003n);
          const relativePath = `tiktok/post/Person ${at % people}/${postId}-video.mp4`;
          transaction.objectStore('records').put({
            ...{ key: `${postId}:video:0`, postId, kind: 'video', index: '0', folder: id, bytes: 2 },
            ...{
              authorSecUid: `MS4wLjABAAAA${'x'.repeat(60)}${at % people}`,
              path: `${name}/${relativePath}`,
              relativePath,
            },
            ...{
              sha256: 'ab'.repeat(32),
              savedAt: 1_700_000_000_000 + at,
              jobId: 'job',
              listKey: 'posts:x',
              notes: [],
            },
            basePathKey: relativePath.slice(0, -4).toLowerCase(),
          });
        }
        await done;
      }
      database.close();
    },
    { files: FILES, people: PEOPLE, id, name: granted.folder.split('/').at(-1) ?? '' },
  );

const folderId = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const open = indexedDB.open('tokshelf-folder');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const all = open.result.transaction('folders').objectStore('folders').getAll();
          all.onsuccess = () => {
            open.result.close();
            resolve(String((all.result as { id: string }[])[0]?.id));
          };
        };
      }),
  );

/** Notes how long the page stands still, at which numbers, and how often these change. */
const watchPage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { gap: 0, stops: [] as string[], texts: new Set<string>() };
    Object.assign(globalThis, { seen });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      const text = document.querySelector('.relocate [role=status], .relocate p')?.textContent;
      if (now - last > 200) seen.stops.push(`${Math.round(now - last)} ms at ${text}`);
      seen.gap = Math.max(seen.gap, now - last);
      last = now;
      if (text) seen.texts.add(text);
    }, 10);
  });
const seenOf = (page: Page): Promise<{ gap: number; stops: readonly string[]; texts: number }> =>
  page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { gap: number; stops: string[]; texts: Set<string> } };
    return { gap: Math.round(seen.gap), stops: seen.stops, texts: seen.texts.size };
  });

const begin = (page: Page): Promise<void> => page.getByRole('button', { name: words('check_begin') }).click();
const numbers = (count: number): string => count.toLocaleString('en');

it(`looks at ${FILES} files, told how far it is, while the page stays quick`, { timeout: 900_000 }, async () => {
  writeFiles();
  const page = await granted.run.extensionPage('options.html#names');
  await writeRecords(page, await folderId(page));
  for (let at = 0; at < GONE; at += 1) rmSync(join(granted.folder, folderOf(at * 31), `${idOf(at * 31)}-video.mp4`));
  for (let at = 0; at < CUT; at += 1)
    writeFileSync(join(granted.folder, folderOf(at * 31 + 1), `${idOf(at * 31 + 1)}-video.mp4`), 'x');
  writeFileSync(join(granted.folder, 'tiktok/holiday.mp4'), 'theirs');
  await page.reload();
  await watchPage(page);
  const memory = watchMemory(granted.run.child.pid ?? 0);
  const begun = Date.now();
  await begin(page);
  await page
    .getByText(words('check_done', ...[FILES - GONE - CUT, GONE, CUT].map(numbers)))
    .waitFor({ timeout: 600_000 });
  const took = Date.now() - begun;
  const { gap, stops, texts } = await seenOf(page);
  const { extension, browser } = await memory.stop();
  console.log(
    `${FILES} files: ${(took / 1000).toFixed(1)} s, longest standstill ${gap} ms, ${texts} numbers shown, extension ${extension.toFixed(0)} MB, browser ${browser.toFixed(0)} MB`,
    stops,
  );
  expect(gap).toBeLessThan(1000);
  expect(texts).toBeGreaterThan(Math.min(20, FILES / 5000));
  await page.getByText(words('check_foreign', '1')).waitFor();
});

it('goes on where it was after the browser is killed in the middle, and counts nothing twice', {
  timeout: 900_000,
}, async () => {
  let page = await granted.run.extensionPage('options.html#names');
  await begin(page);
  const half = async (): Promise<number> => {
    const text = await page.locator('.relocate > p[role=status]').innerText();
    return Number(/^[^\d]*([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
  };
  await waitFor('a third', async () => (await half()) >= FILES / 3, { timeout: 300_000, every: 20 });
  await granted.restart();
  page = await granted.run.extensionPage('options.html#names');
  const stopped = page.getByText(
    new RegExp(`^${words('check_stopped', 'N', numbers(FILES)).replace('N', '([\\d,]+)')}`),
  );
  await stopped.waitFor();
  const at = Number(/([\d,]+)/.exec(await stopped.innerText())?.[1]?.replaceAll(',', ''));
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(FILES);
  await page.getByRole('button', { name: words('renaming_go_on') }).click();
  await page
    .getByText(words('check_done', ...[FILES - GONE - CUT, GONE, CUT].map(numbers)))
    .waitFor({ timeout: 600_000 });
  const marked = (await table(page, 'records')).filter(({ missing }) => missing === true);
  expect(marked).toHaveLength(GONE + CUT);
  expect(readdirSync(join(granted.folder, 'tiktok'))).toContain('holiday.mp4');
});
