import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { table } from '../support/records.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { type GrantedRun, savedIn, startGranted } from './grantFolder.ts';

const POSTS = 200;
let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('many');
});

afterAll(() => granted.close());

const userOf = () => {
  const user = granted.site.world.userByName(`demo.${POSTS}`);
  if (!user) throw new Error('no account of that size');
  return user;
};

/** Begins to save the account's posts to a place, eight at a time without pauses; a page of the extension that stays open. */
const begin = async (run: ChromiumRun, place: 'downloads' | 'folder') => {
  const { uniqueId, secUid } = userOf();
  await (await run.context.newPage()).goto(`https://www.tiktok.com/@${uniqueId}`);
  const own = await run.extensionPage('privacy.html');
  const settings = { pacing: { pageGapMin: 0, pageGapMax: 0, parallel: 8 }, place };
  await command(run, own, 'setSettings', { settings });
  await command(run, own, 'startJob', { source: { kind: 'posts', secUid, uniqueId }, options: {} });
  return own;
};

it(`${POSTS} posts go into the granted folder once, whole and by the names that downloads have, though the browser is killed`, {
  timeout: 230_000,
}, async () => {
  const due = granted.site.world.postsOf(userOf()).flatMap((post) => dueFiles(granted.site, post));
  expect(due.length).toBeGreaterThan(POSTS);
  await begin(granted.run, 'folder');
  await waitFor('half of the files', () => savedIn(granted.folder).length >= due.length / 2, {
    timeout: 100_000,
    every: 10,
  });
  await granted.restart();
  const page = await granted.run.extensionPage('privacy.html');
  const isDone = async (): Promise<boolean> => (await table(page, 'jobs'))[0]?.state === 'done';
  await waitFor('the end of the job', isDone, { timeout: 120_000 });
  const records = await table(page, 'records');
  expect(records.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  const bytesOf = new Map(due.map(({ key, bytes }) => [key, bytes]));
  for (const { key, path } of records)
    expect(
      readFileSync(join(dirname(granted.folder), String(path))).equals(bytesOf.get(String(key)) ?? Buffer.of()),
    ).toBe(true);
  // Neither a file that no record names, nor a temporary one.
  const below = records.map(({ path }) => String(path).split('/').slice(1).join('/'));
  expect(savedIn(granted.folder).toSorted()).toEqual(below.toSorted());
  const other = await launchChromium({ extensionDir: extensionDir('chrome'), site: granted.site });
  try {
    const own = await begin(other, 'downloads');
    await waitFor('the downloads', async () => (await table(own, 'jobs'))[0]?.state === 'done', { timeout: 100_000 });
    expect(
      tree(other.downloadsDir)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(below.toSorted());
  } finally {
    await other.close();
  }
});
