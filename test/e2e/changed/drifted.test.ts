import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { secUidOf, viewer } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { jobThat } from '../support/jobThat.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const path = '/en/@person1';
const movedScript: [string, string][] = [['__UNIVERSAL_DATA_FOR_REHYDRATION__', '__PAGE_DATA__']];
let site: Site;
let run: ChromiumRun;

beforeAll(async () => {
  site = await startSite({
    rules: {
      recordedPages: { [path]: 'profile', '/@person1': 'profile', '/de-DE/@person1': 'profile' },
      rewritten: {
        '/de-DE/@person1': [['data-e2e=', 'data-part=']],
        '/api/post/item_list/': [['"itemList":', '"itemListV2":']],
        ...Object.fromEntries(['/', '/explore', '/foryou'].map((page) => [page, movedScript])),
      },
    },
  });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

it.each([
  ['a localised page', `https://www.tiktok.com${path}`],
  ['a localised page whose parts have lost their names', 'https://www.tiktok.com/de-DE/@person1'],
  ['a light page', 'https://lite.tiktok.com/@person1'],
])('every post of %s has its button, on its own card', async (_, address) => {
  const page = await run.context.newPage();
  await page.goto(address);
  const buttons = page.locator('tokshelf-button.thumbnail');
  await buttons.nth(15).waitFor({ state: 'attached' });
  const posts = await page.evaluate(() =>
    [...document.querySelectorAll('tokshelf-button.thumbnail')].map((host) => {
      const beside = [host.previousElementSibling, host.nextElementSibling].find((one) => one?.matches('a'));
      return /\/(?:video|photo)\/(\d+)/.exec(beside?.getAttribute('href') ?? '')?.[1] ?? '';
    }),
  );
  expect(new Set(posts).size).toBe(16);
  expect(posts).not.toContain('');
  await page.close();
});

it('a list under another name is no empty one, and the job says what it expected', async () => {
  const own = await run.extensionPage('options.html');
  const source = { kind: 'posts', secUid: secUidOf('demo.40'), uniqueId: 'demo.40' };
  await command(run, own, 'startJob', { source, options: {} });
  const job = await jobThat(own, 'the job to fail', ({ state }) => state === 'failed', { timeout: 30_000, every: 100 });
  expect(job).toMatchObject({ error: { code: 'shape', detail: expect.stringContaining('itemListV2') } });
});

it('favourites need no login when only the script that tells the account has another name', async () => {
  const own = await run.extensionPage('options.html');
  const source = { kind: 'favourites', secUid: viewer.secUid, uniqueId: viewer.uniqueId };
  await command(run, own, 'startJob', { source, options: { maxCount: 3, files: ['cover'] } });
  await waitFor('three covers', async () => (await table(own, 'records')).length === 3);
  const saved = await table(own, 'records');
  expect(saved.map(({ kind }) => kind)).toEqual(['cover', 'cover', 'cover']);
});
