import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
import { type Row, table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, mediaAsked, startGranted } from './grantFolder.ts';

let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('rebuild');
});

afterAll(() => granted.close());

const loseDatabase = (page: Page): Promise<void> =>
  page.evaluate(() =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('tokshelf');
      request.onsuccess = resolve;
      request.onerror = reject;
    }).then(() => undefined),
  );

it('a library that is lost is told, comes back from the folder, and nothing is fetched again', {
  timeout: 150_000,
}, async () => {
  await saveAllPosts(granted.run, demo, { place: 'folder' });
  let page = await granted.run.extensionPage('options.html');
  await waitFor('the job', async () => (await table(page, 'jobs'))[0]?.state === 'done', { timeout: 60_000 });
  const before = await table(page, 'records');
  // A list is written some moments after the last record.
  const listed = () =>
    tree(granted.folder)
      .filter(({ path }) => path.startsWith('.tokshelf/'))
      .reduce((sum, { path }) => sum + Number(/-(\d+)-/.exec(path)?.[1] ?? 0), 0);
  await waitFor('the lists', () => listed() >= before.length);
  await loseDatabase(page);
  await granted.restart();
  page = await granted.run.extensionPage('options.html');
  expect(await table(page, 'records')).toEqual([]);
  const lost = page.locator('.gate .notice');
  await lost.waitFor();
  await lost.getByRole('button', { name: words('database_lost_folder') }).click();
  await page.getByRole('button', { name: words('rebuild_begin') }).click();
  await page.getByText(words('rebuild_done', String(before.length), '0')).waitFor();
  await lost.waitFor({ state: 'detached' });
  const facts = (rows: readonly Row[]) =>
    rows
      .map(({ key, path, bytes, folder: id, postId }) => ({ key, path, bytes, id, postId }))
      .toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
  expect(facts(await table(page, 'records'))).toEqual(facts(before));
  expect((await table(page, 'posts')).length).toBe(new Set(before.map(({ postId }) => postId)).size);
  const asked = mediaAsked(granted.site);
  const popup = await saveAllPosts(granted.run, demo, { place: 'folder' });
  await waitFor(
    'the run after it',
    async () =>
      (await table(page, 'jobs')).every(({ state }) => state === 'done') && (await table(page, 'jobs')).length === 1,
  );
  expect(mediaAsked(granted.site)).toBe(asked);
  await popup.close();
});

it('lost once more, and nobody asked it back: a job takes what lies in the folder, and fetches and saves nothing twice', {
  timeout: 100_000,
}, async () => {
  let page = await granted.run.extensionPage('options.html');
  const before = await table(page, 'records');
  const files = tree(granted.folder).filter(({ path }) => !path.startsWith('.tokshelf/'));
  await loseDatabase(page);
  await granted.restart();
  page = await granted.run.extensionPage('options.html');
  await page.locator('.gate .notice').waitFor();
  expect(await table(page, 'records')).toEqual([]);
  const asked = mediaAsked(granted.site);
  const popup = await saveAllPosts(granted.run, demo, { place: 'folder' });
  await waitFor('the run', async () => (await table(page, 'jobs'))[0]?.state === 'done', { timeout: 60_000 });
  expect(mediaAsked(granted.site)).toBe(asked);
  expect((await table(page, 'records')).map(({ key, path }) => `${key} ${path}`).toSorted()).toEqual(
    before.map(({ key, path }) => `${key} ${path}`).toSorted(),
  );
  expect(tree(granted.folder).filter(({ path }) => !path.startsWith('.tokshelf/'))).toEqual(files);
  await popup.close();
});

it('what is taken away or cut meanwhile is found by a look, and marked', { timeout: 60_000 }, async () => {
  const page = await granted.run.extensionPage('options.html#names');
  const records = await table(page, 'records');
  const [gone, cut] = records.filter(({ kind }) => kind === 'video').map(({ path }) => String(path));
  const placeOf = (path = ''): string => join(dirname(granted.folder), path);
  rmSync(placeOf(gone));
  writeFileSync(placeOf(cut), 'cut');
  await page.getByRole('button', { name: words('check_begin') }).click();
  await page.getByText(words('check_done', String(records.length - 2), '1', '1')).waitFor();
  const marked = (await table(page, 'records')).filter(({ missing }) => missing === true);
  expect(marked.map(({ path }) => path).toSorted()).toEqual([gone, cut].toSorted());
});
