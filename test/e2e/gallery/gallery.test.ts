import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { words } from '../support/words.ts';
import { fillShelf, shelfPosts } from './fillShelf.ts';
import { lookAround } from './lookAround.ts';
import { openInChromium } from './openGallery.ts';

let site: Site;
let run: ChromiumRun;
let library: Page;

const posts = shelfPosts(24);

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  library = await run.extensionPage('library.html');
  await fillShelf(library, posts, { root: run.downloadsDir, prefix: `${run.downloadsDir}/` });
  await library.reload();
});
afterAll(async () => {
  await run.close();
  await site.close();
});

/** Presses through the dialog; the page's path as it says it. */
const write = async (): Promise<string> => {
  await library.getByRole('button', { name: words('gallery_make'), exact: true }).click();
  await library.getByRole('button', { name: words('gallery_begin'), exact: true }).click();
  const path = await library.locator('.gallery-dialog__page').innerText();
  await library.getByRole('button', { name: words('action_close'), exact: true }).click();
  return path;
};

it('is written beside the downloads, and opened from the disk without the extension asks for nothing but files', {
  timeout: 60_000,
}, async () => {
  // A page of somebody else has the name.
  const foreign = join(run.downloadsDir, 'tiktok/index.html');
  writeFileSync(foreign, 'not ours');
  const page = await write();
  expect(page).toBe(join(run.downloadsDir, 'tiktok/index (1).html'));
  expect(readFileSync(foreign, 'utf8')).toBe('not ours');
  const asked = await openInChromium(site, page, (tab) => lookAround(tab, posts));
  expect(asked).toMatchObject({ elsewhere: [], served: 0 });
  expect(asked.heard).toBeGreaterThan(5);
  // Written again it takes its own place.
  expect(await write()).toBe(page);
  expect(readFileSync(foreign, 'utf8')).toBe('not ours');
});
