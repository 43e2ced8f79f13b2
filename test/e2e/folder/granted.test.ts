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
import { grantFolder, mediaAsked, savedIn } from './grantFolder.ts';

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
  await grantFolder(run, folder);
});

afterAll(async () => {
  await run.close();
  await site.close();
  places.remove();
  rmSync(folder, { recursive: true });
});

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
  const onDisk = savedIn(folder).map((path) => join(folder, path));
  expect(onDisk.toSorted()).toEqual([...records.map(placeOf), foreign].toSorted());
  expect(readFileSync(foreign, 'utf8')).toBe('not ours');
  expect(run.tree()).toEqual([]);
});

it('fetches nothing again in a second run, and the browser knows of no download', async () => {
  const asked = mediaAsked(site);
  expect(asked).toBeGreaterThan(100);
  const popup = await saveAllPosts(run, demo, { place: 'folder' });
  const page = await run.extensionPage('options.html');
  await waitFor('the second run', async () => {
    const jobs = await table(page, 'jobs');
    return jobs.length === 2 && jobs.every(({ state }) => state === 'done');
  });
  expect(mediaAsked(site)).toBe(asked);
  const downloads = await page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { downloads: { search(q: object): Promise<unknown[]> } } }
    ).chrome.downloads.search({}),
  );
  expect(downloads).toEqual([]);
  await popup.close();
});
