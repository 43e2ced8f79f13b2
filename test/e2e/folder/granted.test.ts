import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { newPlaces } from '../support/places.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { type Row, table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { dropFolder } from './dropFolder.ts';

const places = newPlaces();
const folder = join(tmpdir(), `tokshelf-granted-${process.pid}`);
let site: Site;
let run: ChromiumRun;

const launch = (login?: 'keep'): Promise<ChromiumRun> =>
  launchChromium({
    ...{ extensionDir: extensionDir('chrome'), site, grantedFolders: [folder], ...places },
    ...(login ? { login } : {}),
  });

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  site = await startSite();
  run = await launch();
  const options = await run.extensionPage('options.html#saving');
  await dropFolder(options, '.drop', folder);
  await waitFor('the folder to count', () => options.getByText(folder.split('/').at(-1) ?? '').isVisible());
  await options.close();
});

afterAll(async () => {
  await run.close();
  await site.close();
  places.remove();
  rmSync(folder, { recursive: true });
});

/** All files of the folder but the lists that TokShelf keeps there. */
const saved = (): readonly string[] =>
  tree(folder)
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('.tokshelf/'));

/** What the extension asked of the media hosts; the profile page itself shows covers. */
const mediaAsked = (): number =>
  site.log.filter(({ group, headers }) => group === 'media' && headers['sec-fetch-dest'] === 'empty').length;

/** The path in the granted folder by a record, which begins with the folder's own name. */
const placeOf = (record: Row): string => join(dirname(folder), String(record.path));

it('saves a profile into the granted folder, each file once and whole, though the browser is killed in the middle', {
  timeout: 120_000,
}, async () => {
  await saveAllPosts(run, demo, { place: 'folder' });
  await waitFor('30 files', () => tree(folder).length >= 30, { timeout: 60_000, every: 20 });
  // A file of a stranger under a name that is still to come must stay as it is.
  const own = await run.extensionPage('options.html');
  const [coming] = (await table(own, 'tasks')).filter(({ state }) => state === 'planned').slice(-1);
  const foreign = join(folder, String(coming?.path));
  mkdirSync(dirname(foreign), { recursive: true });
  writeFileSync(foreign, 'not ours');
  await run.kill();
  run = await launch('keep');
  const page = await run.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await table(page, 'jobs'))[0]?.state === 'done', {
    timeout: 100_000,
  });
  const due = site.world.postsOf(demo).flatMap((post) => dueFiles(site, post));
  const records = await table(page, 'records');
  expect(records.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  const bytesOf = new Map(due.map(({ key, bytes }) => [key, bytes]));
  for (const record of records)
    expect(readFileSync(placeOf(record)).equals(bytesOf.get(String(record.key)) ?? Buffer.of())).toBe(true);
  const onDisk = saved().map((path) => join(folder, path));
  expect(onDisk.toSorted()).toEqual([...records.map(placeOf), foreign].toSorted());
  expect(readFileSync(foreign, 'utf8')).toBe('not ours');
  expect(run.tree()).toEqual([]);
});

it('fetches nothing again in a second run, and the browser knows of no download', async () => {
  const asked = mediaAsked();
  expect(asked).toBeGreaterThan(100);
  const popup = await saveAllPosts(run, demo, { place: 'folder' });
  const page = await run.extensionPage('options.html');
  await waitFor('the second run', async () => {
    const jobs = await table(page, 'jobs');
    return jobs.length === 2 && jobs.every(({ state }) => state === 'done');
  });
  expect(mediaAsked()).toBe(asked);
  const downloads = await page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { downloads: { search(q: object): Promise<unknown[]> } } }
    ).chrome.downloads.search({}),
  );
  expect(downloads).toEqual([]);
  await popup.close();
});

it('a library that is lost is told, comes back from the folder, and nothing is fetched again', {
  timeout: 90_000,
}, async () => {
  let page = await run.extensionPage('options.html');
  const before = await table(page, 'records');
  await waitFor('the lists', () => tree(folder).some(({ path }) => path.startsWith('.tokshelf/')));
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('tokshelf');
        request.onsuccess = resolve;
        request.onerror = reject;
      }).then(() => undefined),
  );
  await run.kill();
  run = await launch('keep');
  page = await run.extensionPage('options.html');
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
  const asked = mediaAsked();
  const popup = await saveAllPosts(run, demo, { place: 'folder' });
  await waitFor(
    'the run after it',
    async () =>
      (await table(page, 'jobs')).every(({ state }) => state === 'done') && (await table(page, 'jobs')).length === 1,
  );
  expect(mediaAsked()).toBe(asked);
  await popup.close();
});
