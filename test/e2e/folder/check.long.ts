import { mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
import { axeViolations } from '../pages/axeViolations.ts';
import { type Row, table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, mediaAsked, savedIn, startGranted } from './grantFolder.ts';

let granted: GrantedRun;
let page: Page;

beforeAll(async () => {
  granted = await startGranted('check');
});
afterAll(() => granted.close());

const placeOf = ({ path }: Row): string => join(dirname(granted.folder), String(path));
const press = (key: string, scope = page.locator('.check-found')): Promise<void> =>
  scope.getByRole('button', { name: words(key) }).click();
const jobsDone = (count: number) =>
  waitFor(
    `${count} jobs`,
    async () => {
      const jobs = await table(page, 'jobs');
      return jobs.length === count && jobs.every(({ state }) => state === 'done');
    },
    { timeout: 60_000 },
  );
/** One kind of what was found, by its heading. */
const found = (key: string, count: number) =>
  page.locator('.check-found', { has: page.locator('summary', { hasText: words(key, String(count)) }) });
const look = async (there: number, missing: number, changed: number): Promise<void> => {
  await press('check_begin', page.locator('main'));
  await page.getByText(words('check_done', String(there), String(missing), String(changed))).waitFor();
};

/** Files of the library as the test takes them apart. */
let videos: Row[];
let total: number;

it('finds what is missing, cut, strange and of a post without a record, by name', { timeout: 100_000 }, async () => {
  await saveAllPosts(granted.run, demo, { place: 'folder' });
  page = await granted.run.extensionPage('options.html#names');
  await jobsDone(1);
  const records = await table(page, 'records');
  total = records.length;
  videos = records.filter(({ kind }) => kind === 'video').toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
  const [gone, forgotten, cut, moved] = videos as [Row, Row, Row, Row];
  rmSync(placeOf(gone));
  rmSync(placeOf(forgotten));
  truncateSync(placeOf(cut), 100);
  mkdirSync(join(granted.folder, 'by hand'));
  renameSync(placeOf(moved), join(granted.folder, 'by hand', `${moved.postId}.mp4`));
  writeFileSync(join(granted.folder, 'by hand/holiday.mp4'), 'theirs');
  await look(total - 4, 3, 1);
  for (const [key, count] of [
    ['check_missing', 3],
    ['check_changed', 1],
    ['check_adoptable', 1],
    ['check_foreign', 1],
  ] as const)
    await found(key, count).waitFor();
  await found('check_missing', 3).locator('summary').click();
  const names = await found('check_missing', 3).locator('li').allInnerTexts();
  expect(names.toSorted()).toEqual([gone, forgotten, moved].map(({ path }) => String(path)).toSorted());
  expect(await axeViolations(page)).toEqual([]);
});

it('takes in what is of a post where it lies, and looks for it no more', async () => {
  const moved = videos[3];
  await press('check_adopt');
  await page.getByText(words('check_adopted', '1')).waitFor();
  const record = (await table(page, 'records')).find(({ key }) => key === moved?.key);
  expect(record).toMatchObject({ path: `${granted.folder.split('/').at(-1)}/by hand/${moved?.postId}.mp4` });
  expect(record?.missing).not.toBe(true);
  // What was found to be missing lies there now: it is neither saved again nor forgotten.
  await found('check_missing', 2).waitFor();
});

it('takes out of the library what somebody does not want any more, and saves the others again, each in its place', {
  timeout: 100_000,
}, async () => {
  const [gone, forgotten, cut] = videos as [Row, Row, Row];
  const asked = mediaAsked(granted.site);
  await press('action_save_again', found('check_changed', 1));
  await found('check_changed', 1).waitFor({ state: 'detached' });
  await jobsDone(2);
  // Whoever changed the file may want it: the new one lies beside it.
  const again = (await table(page, 'records')).find(({ key }) => key === cut.key);
  expect(readFileSync(placeOf(again ?? {}))).toHaveLength(Number(cut.bytes));
  expect(readFileSync(placeOf(cut))).toHaveLength(100);
  expect(mediaAsked(granted.site)).toBeGreaterThan(asked);
  rmSync(placeOf(cut));
  // One of the missing is back, so that the other alone is forgotten.
  writeFileSync(placeOf(gone), Buffer.alloc(Number(gone.bytes)));
  await look(total - 1, 1, 0);
  await found('check_missing', 1).waitFor();
  await press('check_forget', found('check_missing', 1));
  await page.getByText(words('check_forgotten', '1')).waitFor();
  await found('check_missing', 1).waitFor({ state: 'detached' });
  const keys = (await table(page, 'records')).map(({ key }) => key);
  expect(keys).toHaveLength(total - 1);
  expect(keys).not.toContain(forgotten.key);
  // Nothing else offers it back: its file is nowhere.
  await page.reload();
  await page.getByText(words('check_done', String(total - 1), '1', '0')).waitFor();
  await wait(2_000);
  expect(await page.getByText(words('rebuild_begin')).count()).toBe(0);
});

it('saves what is missing again as one job, and is then content', { timeout: 100_000 }, async () => {
  const [gone] = videos as [Row];
  rmSync(placeOf(gone));
  await look(total - 2, 1, 0);
  await press('action_save_again', found('check_missing', 1));
  await page.getByText(words('library_again_started')).waitFor();
  await jobsDone(3);
  // By links, so that it has the place of such files.
  const again = (await table(page, 'records')).find(({ key }) => key === gone.key);
  expect(readFileSync(placeOf(again ?? {}))).toHaveLength(Number(gone.bytes));
  await look(total - 1, 0, 0);
  await found('check_foreign', 1).waitFor();
  const named = new Set((await table(page, 'records')).map(({ path }) => String(path).split('/').slice(1).join('/')));
  expect(savedIn(granted.folder).filter((path) => !named.has(path))).toEqual(['by hand/holiday.mp4']);
});

it('takes out rows that say nothing, and the files that they were about come back from the folder', {
  timeout: 60_000,
}, async () => {
  const [gone] = videos as [Row];
  // The folder's list of what was just saved is written two seconds later.
  await wait(3_000);
  await page.evaluate(
    (key) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction('records', 'readwrite');
          transaction.objectStore('records').put({ key, path: 7 });
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    String(gone.key),
  );
  const library = await granted.run.extensionPage('library.html');
  await library.locator('.row, .post').first().waitFor();
  await library.close();
  await page.bringToFront();
  await press('check_begin', page.locator('main'));
  await page.getByText(words('check_broken', '1')).waitFor();
  expect((await table(page, 'records')).map(({ key }) => key)).not.toContain(gone.key);
  await page.getByRole('button', { name: words('rebuild_begin') }).click();
  // The folder's lists still name the one that was taken out of the library: it is told of once, then they are written anew.
  await page.getByText(words('rebuild_done', '1', '1')).waitFor();
  await look(total - 1, 0, 0);
});
