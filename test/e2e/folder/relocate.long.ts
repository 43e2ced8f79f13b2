import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { newPlaces } from '../support/places.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { dropFolder } from './dropFolder.ts';
import { savedIn } from './grantFolder.ts';

const places = newPlaces();
const folder = join(tmpdir(), `tokshelf-relocate-${process.pid}`);
/** What the person shows of the downloads: the folder that all of it lies in. */
const shown = join(places.downloadsDir, 'tiktok');
let site: Site;
let run: ChromiumRun;

const launch = (login?: 'keep'): Promise<ChromiumRun> =>
  launchChromium({
    ...{ extensionDir: extensionDir('chrome'), site, grantedFolders: [folder, shown], ...places },
    ...(login ? { login } : {}),
  });

const idle = async (page: Page, jobs: number): Promise<void> =>
  waitFor(
    `${jobs} jobs done`,
    async () => {
      const rows = await table(page, 'jobs');
      return rows.length === jobs && rows.every(({ state }) => state === 'done');
    },
    { timeout: 100_000 },
  ).then(() => undefined);

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  site = await startSite();
  run = await launch();
});

afterAll(async () => {
  await run.close();
  await site.close();
  places.remove();
  rmSync(folder, { recursive: true });
});

it('moves what was saved to the downloads into a folder, each file once and whole, though the browser is killed in the middle', {
  timeout: 200_000,
}, async () => {
  await saveAllPosts(run, demo);
  let options = await run.extensionPage('options.html#names');
  await idle(options, 1);
  const before = run.tree().length;
  expect(before).toBeGreaterThan(60);
  await dropFolder(options, '.drop', folder);
  await options.getByText(words('relocate_choose')).last().waitFor();
  await dropFolder(options, '.relocate .drop', shown);
  await waitFor('some to be moved', () => tree(folder).length >= 15, { timeout: 30_000, every: 5 });
  await run.kill();
  run = await launch('keep');
  options = await run.extensionPage('options.html#names');
  const half = (await table(options, 'records')).filter((record) => record.folder !== undefined).length;
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(before);
  await dropFolder(options, '.relocate .drop', shown);
  await waitFor(
    'all to be moved',
    async () => (await table(options, 'records')).every(({ folder: id }) => id !== undefined),
    {
      timeout: 60_000,
    },
  );
  await options.getByText(words('relocate_done').slice(0, 5)).first().waitFor();
  expect(run.tree()).toEqual([]);
  const due = site.world.postsOf(demo).flatMap((post) => dueFiles(site, post));
  const bytesOf = new Map(due.map(({ key, bytes }) => [key, bytes]));
  const records = await table(options, 'records');
  expect(records.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  for (const record of records)
    expect(
      readFileSync(join(dirname(folder), String(record.path))).equals(bytesOf.get(String(record.key)) ?? Buffer.of()),
    ).toBe(true);
  expect(savedIn(folder)).toHaveLength(records.length);
  const asked = site.log.length;
  await saveAllPosts(run, demo, { place: 'folder' });
  await idle(options, 2);
  const media = site.log
    .slice(asked)
    .filter(({ group, headers }) => group === 'media' && headers['sec-fetch-dest'] === 'empty');
  expect(media).toEqual([]);
});
