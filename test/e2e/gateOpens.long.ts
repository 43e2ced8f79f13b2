import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { readButton, saveButton, untilButton } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const { recordedPhotos, photosWebp } = specialPosts;

let site: Site;
let run: ChromiumRun;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const clickRefused = async (address: string) => {
  site.rules.signature = 'refuse-all';
  const page = await run.context.newPage();
  await page.goto(address);
  const button = saveButton(page);
  await button.click();
  await waitFor('the reason', async () => (await readButton(button)).name === words('error_gate'));
  return button;
};

it('a refused post is saved by itself when the site answers again', { timeout: 180_000 }, async () => {
  const button = await clickRefused(`https://www.tiktok.com/@espn/photo/${recordedPhotos.id}`);
  Object.assign(site.rules, defaultRules());
  await untilButton(button, 'saved', 90_000);
  expect(run.tree()).toHaveLength(6);
});

it('a post that stays refused fails with that reason', { timeout: 300_000 }, async () => {
  const button = await clickRefused(`https://www.tiktok.com/@${photosWebp.owner.uniqueId}/photo/${photosWebp.id}`);
  const seen = await untilButton(button, 'failed', 240_000);
  expect(seen.name).toBe(words('button_failed_name', words('error_gate')));
  expect(run.tree()).toHaveLength(6);
});
