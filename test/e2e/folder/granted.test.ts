import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { type Row, table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { type GrantedRun, mediaAsked, savedIn, startGranted } from './grantFolder.ts';

let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('granted');
});

afterAll(() => granted.close());

/** The path in the granted folder by a record, which begins with the folder's own name. */
const placeOf = (record: Row): string => join(dirname(granted.folder), String(record.path));

it('saves a profile into the granted folder, each file once and whole, though the browser is killed in the middle', {
  timeout: 120_000,
}, async () => {
  await saveAllPosts(granted.run, demo, { place: 'folder' });
  await waitFor('30 files', () => tree(granted.folder).length >= 30, { timeout: 60_000, every: 20 });
  // A file of a stranger under a name that is still to come must stay as it is.
  const own = await granted.run.extensionPage('options.html');
  const [coming] = (await table(own, 'tasks')).filter(({ state }) => state === 'planned').slice(-1);
  const foreign = join(granted.folder, String(coming?.path));
  mkdirSync(dirname(foreign), { recursive: true });
  writeFileSync(foreign, 'not ours');
  await granted.restart();
  const page = await granted.run.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await table(page, 'jobs'))[0]?.state === 'done', {
    timeout: 100_000,
  });
  const due = granted.site.world.postsOf(demo).flatMap((post) => dueFiles(granted.site, post));
  const records = await table(page, 'records');
  expect(records.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  const bytesOf = new Map(due.map(({ key, bytes }) => [key, bytes]));
  for (const record of records)
    expect(readFileSync(placeOf(record)).equals(bytesOf.get(String(record.key)) ?? Buffer.of())).toBe(true);
  const onDisk = savedIn(granted.folder).map((path) => join(granted.folder, path));
  expect(onDisk.toSorted()).toEqual([...records.map(placeOf), foreign].toSorted());
  expect(readFileSync(foreign, 'utf8')).toBe('not ours');
  expect(granted.run.tree()).toEqual([]);
});

it('fetches nothing again in a second run, and the browser knows of no download', async () => {
  const asked = mediaAsked(granted.site);
  expect(asked).toBeGreaterThan(100);
  const popup = await saveAllPosts(granted.run, demo, { place: 'folder' });
  const page = await granted.run.extensionPage('options.html');
  await waitFor('the second run', async () => {
    const jobs = await table(page, 'jobs');
    return jobs.length === 2 && jobs.every(({ state }) => state === 'done');
  });
  expect(mediaAsked(granted.site)).toBe(asked);
  const downloads = await page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { downloads: { search(q: object): Promise<unknown[]> } } }
    ).chrome.downloads.search({}),
  );
  expect(downloads).toEqual([]);
  await popup.close();
});
