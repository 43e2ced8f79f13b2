import { renameSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
import type { ChromiumRun } from '../browsers/launchChromium.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, savedIn, startGranted } from './grantFolder.ts';

let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('taken');
});

afterAll(() => granted.close());

/** All that lies in the folder is what the records name: what was being written is taken away moments after the folder is back. */
const expectOnce = async (page: Page): Promise<void> => {
  const half = () => savedIn(granted.folder).filter((path) => path.includes('.tokshelf-'));
  await waitFor('no temporary names', () => half().length === 0, { timeout: 10_000 });
  const named = (await table(page, 'records')).map(({ path }) => String(path).split('/').slice(1).join('/'));
  expect(savedIn(granted.folder).toSorted()).toEqual(named.toSorted());
};

it('a grant that is taken away in the middle is a job that waits, asks nobody for anything, and goes on once it is given', {
  timeout: 150_000,
}, async () => {
  await saveAllPosts(granted.run, demo, { place: 'folder' });
  await waitFor('20 files', () => tree(granted.folder).length >= 20, { timeout: 60_000, every: 20 });
  await granted.restart('taken');
  let page = await granted.run.extensionPage('popup.html');
  const job = async () => (await table(page, 'jobs'))[0];
  await waitFor('the job to wait', async () => (await job())?.state === 'waiting', { timeout: 30_000 });
  expect(await job()).toMatchObject({ waiting: { reason: 'grant' }, counts: { failed: 0 } });
  await page.getByRole('button', { name: words('action_grant') }).waitFor();
  const [asked, files] = [granted.site.log.length, savedIn(granted.folder).length];
  // A worker that starts anew, and one that a person tells to go on, find out without asking the site for anything.
  await granted.run.stopWorker();
  await granted.run.message(page, {
    type: 'command',
    name: 'controlJob',
    input: { jobId: String((await job())?.id), action: 'resume' },
  });
  await waitFor('the job to wait again', async () => (await job())?.state === 'waiting');
  await wait(3_000);
  expect(granted.site.log.slice(asked).map(({ path }) => path)).toEqual([]);
  expect(savedIn(granted.folder)).toHaveLength(files);
  await granted.restart();
  page = await granted.run.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await job())?.state === 'done', { timeout: 60_000 });
  const due = granted.site.world.postsOf(demo).flatMap((post) => dueFiles(granted.site, post));
  expect((await table(page, 'records')).map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  const named = new Set((await table(page, 'records')).map(({ path }) => String(path).split('/').slice(1).join('/')));
  expect(savedIn(granted.folder).filter((path) => !named.has(path))).toEqual([]);
  // Addresses of before the kill are refused where the site's cookies died with the browser: no bytes came of those.
  const given = granted.site.log.filter(({ group, status }) => group === 'media' && status === 200);
  expect(given.filter(({ headers }) => headers['sec-fetch-dest'] === 'empty').length).toBeLessThanOrEqual(
    due.length + 16,
  );
});

/** Takes the grant away as the browser's own settings do, while everything runs. */
const revoke = async ({ context, extensionId }: ChromiumRun): Promise<void> => {
  const settings = await context.newPage();
  await settings.goto('chrome://settings/content/filesystem');
  await settings.evaluate(
    (origin) =>
      (globalThis as unknown as { chrome: { send(name: string, args: unknown[]): void } }).chrome.send(
        'revokeFileSystemGrants',
        [origin],
      ),
    `chrome-extension://${extensionId}/`,
  );
  await settings.close();
};

const big = () => {
  const user = granted.site.world.userByName('demo.120');
  if (!user) throw new Error('no account of that size');
  return user;
};

it('a drive that is unplugged in the middle is a job that waits, and goes on by a press once it is back', {
  timeout: 150_000,
}, async () => {
  const { run, folder, site } = granted;
  await saveAllPosts(run, big(), { place: 'folder' });
  const page = await run.extensionPage('popup.html');
  const job = async () =>
    (await table(page, 'jobs')).find(({ source }) => Reflect.get(Object(source), 'uniqueId') === 'demo.120');
  const before = savedIn(folder).length;
  await waitFor('30 files more', () => savedIn(folder).length >= before + 30, { timeout: 60_000, every: 20 });
  renameSync(folder, `${folder}-away`);
  await waitFor('the job to wait', async () => (await job())?.state === 'waiting', { timeout: 30_000 });
  expect(await job()).toMatchObject({ waiting: { reason: 'grant' }, counts: { failed: 0 } });
  await wait(1_000);
  const asked = site.log.length;
  await wait(3_000);
  expect(site.log.slice(asked).map(({ path }) => path)).toEqual([]);
  const options = await run.extensionPage('options.html#names');
  await options.getByText(words('options_folder_gone', folder.split('/').at(-1) ?? '')).waitFor();
  renameSync(`${folder}-away`, folder);
  await options.getByRole('button', { name: words('action_retry') }).click();
  await waitFor('the end of the job', async () => (await job())?.state === 'done', { timeout: 60_000 });
  expect(await job()).toMatchObject({ counts: { failed: 0 } });
  await expectOnce(page);
});

it('a grant that is taken away in the browser while a job runs is one that waits, and goes on once it is given', {
  timeout: 150_000,
}, async () => {
  const user = granted.site.world.userByName('demo.200');
  if (!user) throw new Error('no account of that size');
  await saveAllPosts(granted.run, user, { place: 'folder' });
  let page = await granted.run.extensionPage('popup.html');
  const job = async () =>
    (await table(page, 'jobs')).find(({ source }) => Reflect.get(Object(source), 'uniqueId') === 'demo.200');
  const before = savedIn(granted.folder).length;
  await waitFor('30 files more', () => savedIn(granted.folder).length >= before + 30, { timeout: 60_000, every: 20 });
  await revoke(granted.run);
  await waitFor('the job to wait', async () => (await job())?.state === 'waiting', { timeout: 30_000 });
  expect(await job()).toMatchObject({ waiting: { reason: 'grant' }, counts: { failed: 0 } });
  await page.getByRole('button', { name: words('action_grant') }).waitFor();
  await wait(1_000);
  const [asked, files] = [granted.site.log.length, savedIn(granted.folder).length];
  await wait(3_000);
  expect(granted.site.log.slice(asked).map(({ path }) => path)).toEqual([]);
  expect(savedIn(granted.folder)).toHaveLength(files);
  // The browser's own question cannot be answered without a screen: the profile is given the answer.
  await granted.restart();
  page = await granted.run.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await job())?.state === 'done', { timeout: 60_000 });
  expect(await job()).toMatchObject({ counts: { failed: 0 } });
  await expectOnce(page);
});
