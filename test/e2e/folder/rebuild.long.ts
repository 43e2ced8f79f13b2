import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
import { axeViolations } from '../pages/axeViolations.ts';
import { command } from '../support/command.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { type Row, table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { damageDatabase } from './damageDatabase.ts';
import { dropFolder } from './dropFolder.ts';
import { type GrantedRun, mediaAsked, savedIn, startGranted } from './grantFolder.ts';

let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('rebuild');
});

afterAll(() => granted.close());

/** How many files the folder's lists name, each once: one is written some moments after the last record. */
const listed = (): number => {
  const lines = tree(granted.folder)
    .filter(({ path }) => path.startsWith('.tokshelf/'))
    .flatMap(({ path }) => readFileSync(join(granted.folder, path), 'utf8').split('\n'))
    .filter((line) => line.startsWith('["records"'));
  return new Set(lines.map((line) => (JSON.parse(line) as [string, { key: string }])[1].key)).size;
};

const ids = ({ secUid, uniqueId }: typeof demo) => ({ secUid, uniqueId });

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

it('lost once more, and nobody asked it back: jobs wait, and told to go on they take what lies in the folder', {
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
  const popup = await saveAllPosts(granted.run, demo, { place: 'folder' });
  const job = async () => (await table(page, 'jobs'))[0];
  await waitFor('the job to wait', async () => (await job())?.state === 'waiting');
  expect(await job()).toMatchObject({ waiting: { reason: 'lost' }, listing: { listed: 0 } });
  expect(await popup.locator('.gate .notice').innerText()).toContain(words('error_lost_retry'));
  await popup.getByText(words('wait_lost')).waitFor();
  expect(await axeViolations(popup)).toEqual([]);
  // Neither a worker that starts anew nor a click on one post asks the site for anything.
  const asked = granted.site.log.length;
  await granted.run.stopWorker();
  const [post] = granted.site.world.postsOf(demo);
  await command(granted.run, page, 'save', { postId: post?.id });
  await wait(3_000);
  expect((await table(page, 'jobs')).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  expect(granted.site.log.slice(asked).map(({ path }) => path)).toEqual([]);
  const media = mediaAsked(granted.site);
  await popup.getByRole('button', { name: words('database_lost_accept') }).click();
  await waitFor('the runs', async () => (await table(page, 'jobs')).every(({ state }) => state === 'done'), {
    timeout: 60_000,
  });
  expect(mediaAsked(granted.site)).toBe(media);
  expect((await table(page, 'records')).map(({ key, path }) => `${key} ${path}`).toSorted()).toEqual(
    before.map(({ key, path }) => `${key} ${path}`).toSorted(),
  );
  expect(tree(granted.folder).filter(({ path }) => !path.startsWith('.tokshelf/'))).toEqual(files);
  await popup.close();
});

/** Has the database lose a table, as damage would: the browser opens what is left. */
const loseTable = (page: Page, name: string): Promise<void> =>
  page.evaluate(
    (store) =>
      new Promise<void>((resolve, reject) => {
        const look = indexedDB.open('tokshelf');
        look.onerror = () => reject(look.error);
        look.onsuccess = () => {
          const { version } = look.result;
          look.result.close();
          const open = indexedDB.open('tokshelf', version + 1);
          open.onupgradeneeded = () => open.result.deleteObjectStore(store);
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    name,
  );

it('the records alone are gone, in the middle of a job beside a watch: both wait, and the rebuilt library saves nothing twice', {
  timeout: 150_000,
}, async () => {
  const { site } = granted;
  const user = site.world.userByName('demo.120');
  if (!user) throw new Error('no account of that size');
  let page = await granted.run.extensionPage('guide.html');
  await command(granted.run, page, 'watchList', { source: { kind: 'posts', ...ids(demo) }, options: {} });
  await waitFor('the first look', async () => (await table(page, 'watches'))[0]?.last !== undefined);
  const before = (await table(page, 'records')).length;
  await command(granted.run, page, 'startJob', { source: { kind: 'posts', ...ids(user) }, options: {} });
  await waitFor('30 files', async () => (await table(page, 'records')).length >= before + 30, { every: 20 });
  const job = (await table(page, 'jobs')).find(({ state }) => state !== 'done');
  const control = (action: string) => command(granted.run, page, 'controlJob', { jobId: job?.id, action });
  await control('pause');
  // What was recorded within the last seconds before a loss is in no list.
  await waitFor('the lists', async () => listed() >= (await table(page, 'records')).length);
  await granted.run.stopWorker();
  await loseTable(page, 'records');
  await granted.restart();
  page = await granted.run.extensionPage('options.html#names');
  const active = async () => (await table(page, 'jobs')).filter(({ state }) => state !== 'done');
  await control('resume');
  await waitFor('the job to wait', async () => (await active())[0]?.state === 'waiting');
  expect(await active()).toMatchObject([{ waiting: { reason: 'lost' } }]);
  const asked = site.log.length;
  const [watch] = await table(page, 'watches');
  await command(granted.run, page, 'controlWatch', { watchId: watch?.id, action: 'look' });
  await waitFor('the watch to wait', async () => (await active()).length === 2);
  await wait(3_000);
  expect((await active()).every(({ state }) => state === 'waiting')).toBe(true);
  expect(site.log.slice(asked).map(({ path }) => path)).toEqual([]);
  await page.locator('.gate .notice').waitFor();
  await page.getByRole('button', { name: words('rebuild_begin') }).click();
  await page.locator('.gate .notice').waitFor({ state: 'detached' });
  await waitFor('the jobs', async () => (await active()).length === 0, { timeout: 60_000 });
  const due = [demo, user].flatMap((one) => site.world.postsOf(one)).flatMap((post) => dueFiles(site, post));
  const records = await table(page, 'records');
  expect(records.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  expect(savedIn(granted.folder).toSorted()).toEqual(
    records.map(({ path }) => String(path).split('/').slice(1).join('/')).toSorted(),
  );
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

it('all databases are damaged, and the chosen folder is forgotten with them: dropped anew it brings the library back', {
  timeout: 150_000,
}, async () => {
  let page = await granted.run.extensionPage('options.html');
  const before = (await table(page, 'records')).filter(({ missing }) => missing !== true);
  await waitFor('the lists', () => listed() >= before.length);
  await granted.run.kill();
  damageDatabase(granted.run.profileDir);
  await granted.restart();
  page = await granted.run.extensionPage('options.html#names');
  await page.locator('.gate .notice').waitFor();
  expect(await table(page, 'records')).toEqual([]);
  await command(granted.run, page, 'save', { postId: before.at(-1)?.postId });
  const job = async () => (await table(page, 'jobs'))[0];
  await waitFor('the job to wait', async () => (await job())?.state === 'waiting');
  expect(await job()).toMatchObject({ waiting: { reason: 'lost' } });
  await page.getByText(words('options_folder_none')).waitFor();
  const asked = mediaAsked(granted.site);
  await dropFolder(page, '.drop', granted.folder);
  await page.getByRole('button', { name: words('rebuild_begin') }).click();
  await page.locator('.gate .notice').waitFor({ state: 'detached' });
  await waitFor('the job', async () => (await job())?.state === 'done');
  expect(mediaAsked(granted.site)).toBe(asked);
  expect((await table(page, 'records')).map(({ key, path }) => `${key} ${path}`).toSorted()).toEqual(
    before.map(({ key, path }) => `${key} ${path}`).toSorted(),
  );
});
