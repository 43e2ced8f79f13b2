import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
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
