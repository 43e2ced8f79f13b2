import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tagsOf } from '../../site/media/flvTags.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { insideOf, partOf } from '../support/insideOf.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveRounds: 30 } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const HOST = 'tokshelf-button.pill';
const WHO = 'tokshelf.live';

const shown = async (page: Page) => {
  const inside = await insideOf(page, HOST);
  const button = partOf(inside, ({ tag }) => tag === 'button');
  const label = partOf(inside, ({ attributes }) => attributes['data-text'] !== undefined);
  return { name: button?.attributes['aria-label'], text: label?.attributes['data-text'] ?? '' };
};

const said = async (page: Page): Promise<string> => JSON.stringify((await insideOf(page, 'tokshelf-tooltip')) ?? '');

it('the button of a live page records as FLV as it came, shows the clock also after a reload, and stops by keyboard', async () => {
  await command(run, own, 'setSettings', { settings: { live: { container: 'flv', chat: false } } });
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com/@${WHO}/live`);
  await page.bringToFront();
  await waitFor('the button', async () => (await shown(page)).text === words('page_record'));
  const size = await page.locator(HOST).boundingBox();
  await page.locator(HOST).click();
  await waitFor('the clock', async () => /^Stop 0:0[1-9]$/.test((await shown(page)).text));
  expect((await shown(page)).name).toBe(words('page_stop_recording_of', WHO));
  // A page that measures it learns nothing.
  expect(await page.locator(HOST).boundingBox()).toEqual(size);
  await page.reload();
  await waitFor('the clock after the reload', async () => /^Stop 0:0[3-9]$/.test((await shown(page)).text));
  // The button is the first thing in the page that a keyboard reaches from its end.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await waitFor('the end', async () => (await shown(page)).text === words('page_record'));
  const row = await waitFor('the saved recording', async () =>
    (await table(own, 'recordings')).find(({ state }) => state === 'done'),
  );
  expect(row).toMatchObject({ ended: 'stopped', uniqueId: WHO, parts: [{ state: 'saved' }] });
  const path = run.tree()[0]?.path ?? '';
  expect(path).toMatch(/-live-01\.flv$/);
  const tags = tagsOf(readFileSync(join(run.downloadsDir, path)));
  expect(tags[0]?.at).toBe(0);
  expect(Math.abs((tags.at(-1)?.at ?? 0) - Number(row.durationMs))).toBeLessThan(500);
  await page.close();
}, 60_000);

it('what stands in the way is said at the button: a room for adults, and somebody who is not live', async () => {
  site.rules.rewritten = {
    '/api-live/user/room/': [['treamData"', 'treamNone"']],
    '/webcast/room/info/': [['"status_code": 0', '"status_code": 4003110']],
  };
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com/@${WHO}/live`);
  await page.bringToFront();
  await waitFor('the button', async () => (await shown(page)).text === words('page_record'));
  await page.locator(HOST).click();
  await waitFor('the words', async () => (await said(page)).includes(words('error_age')));
  site.rules.rewritten = {};
  site.rules.liveOn = false;
  await page.locator(HOST).click();
  await waitFor('the other words', async () => (await said(page)).includes(words('error_live_ended')));
  await page.close();
}, 60_000);
