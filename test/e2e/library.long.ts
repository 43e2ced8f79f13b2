import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { table } from './support/records.ts';
import { saveButton, untilButton } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const { recordedVideo, recordedPhotos } = specialPosts;

let site: Site;
let run: ChromiumRun;
let library: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  library = await run.extensionPage('library.html');
  for (const path of [`@tiktok/video/${recordedVideo.id}`, `@espn/photo/${recordedPhotos.id}`]) {
    const page = await run.context.newPage();
    await page.goto(`https://www.tiktok.com/${path}`);
    const button = saveButton(page);
    await button.click();
    await untilButton(button, 'saved');
    await page.close();
  }
});
afterAll(async () => {
  await run.close();
  await site.close();
});

it('keeps a small picture of a video and of a slideshow, made of the saved bytes', async () => {
  const thumbs = await waitFor('two thumbnails', async () => {
    const kept = await table(library, 'thumbs');
    return kept.length === 2 ? kept : undefined;
  });
  expect(thumbs.map(({ postId, from, type }) => [postId, from, type])).toEqual(
    [
      [recordedVideo.id, 'video', 'image/webp'],
      [recordedPhotos.id, 'image', 'image/webp'],
    ].sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
  for (const { width, height } of thumbs) {
    expect(width).toBeLessThanOrEqual(160);
    expect(height).toBeLessThanOrEqual(284);
  }
});

it('shows them as covers, each the right way up and not empty', async () => {
  await library.bringToFront();
  await library.locator('input[value=covers]').check();
  const pictures = library.locator('.post__picture');
  await pictures.nth(1).waitFor();
  const looks = await pictures.evaluateAll((images) =>
    Promise.all(
      images.map(async (image) => {
        if (!(image instanceof HTMLImageElement)) throw new Error('no image');
        await image.decode();
        const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        const { data = [] } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
        return { upright: image.naturalHeight >= image.naturalWidth, colours: new Set(data).size };
      }),
    ),
  );
  for (const { colours } of looks) expect(colours).toBeGreaterThan(16);
  expect(looks.some(({ upright }) => upright)).toBe(true);
  await library.reload();
  await library.locator('.post').first().waitFor();
});

it('notices that a file was deleted, and saves it again', async () => {
  const saved = run.tree().find(({ path }) => path.includes(recordedVideo.desc) && path.endsWith('.mp4'));
  if (!saved) throw new Error('nothing was saved');
  rmSync(join(run.downloadsDir, saved.path));
  await library.locator('input[value=table]').check();
  await library.reload();
  const row = library.locator('.row--missing');
  // The browser looks for files on the disk at most once in ten seconds.
  await row.waitFor({ timeout: 25_000 });
  expect(await row.locator('.row__remarks').innerText()).toContain(words('library_missing'));
  await row.getByRole('button', { name: words('action_save_again') }).click();
  await row.waitFor({ state: 'detached' });
  await waitFor('the file', () => run.tree().find(({ path, bytes }) => path === saved.path && bytes === saved.bytes));
});

/** A page of an extension may write to the clipboard, but nobody may read it in a test: what is written is caught. */
const catchCopied = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = async (text) => {
      await write(text);
      document.documentElement.dataset.copied = text;
    };
  });
const copied = async (page: Page): Promise<string> => (await page.locator('html').getAttribute('data-copied')) ?? '';

it('saves chosen files again and copies the links of their posts', async () => {
  await library.reload();
  await library.bringToFront();
  await library.locator('.row').first().waitFor();
  const jobs = (await table(library, 'jobs')).length;
  const before = run.tree();
  await library.getByRole('button', { name: words('library_choose'), exact: true }).click();
  const bar = library.locator('.choice');
  await bar.getByRole('button', { name: new RegExp(`^${words('library_choose_all', '').trim()}`) }).click();
  await catchCopied(library);
  await bar.getByRole('button', { name: words('library_copy_links') }).click();
  await bar.locator('p').getByText(words('library_links_copied')).waitFor();
  const links = (await copied(library)).trim().split('\n').toSorted();
  expect(links).toEqual(
    [
      `https://www.tiktok.com/@tiktok/video/${recordedVideo.id}`,
      `https://www.tiktok.com/@espn/photo/${recordedPhotos.id}`,
    ].toSorted(),
  );
  await bar.getByRole('button', { name: words('action_save_again') }).click();
  await bar.locator('p').getByText(words('library_again_started')).waitFor();
  await waitFor('the end of what was begun again', async () => {
    const all = await table(library, 'jobs');
    return all.length > jobs && all.every(({ state }) => state === 'done');
  });
  // Files of these names are there: those saved anew stand in their places, or beside them.
  expect(run.tree().length).toBeGreaterThanOrEqual(before.length);
  for (const { path, bytes } of before) expect(run.tree()).toContainEqual(expect.objectContaining({ path, bytes }));
  await bar.getByRole('button', { name: words('library_choose_done') }).click();
  await bar.waitFor({ state: 'detached' });
});

it('copies a report that names neither the person nor the posts', async () => {
  const options = await run.extensionPage('options.html#diagnostics');
  await catchCopied(options);
  await options.getByRole('button', { name: words('diagnostics_copy') }).click();
  await options.getByText(words('diagnostics_copied')).waitFor();
  const report = await copied(options);
  expect(JSON.parse(report)).toMatchObject({ kept: { posts: 2 }, jobs: { done: 4 }, settings: { quality: 'best' } });
  expect(report).not.toMatch(/@|\d{8}|espn|downloads\//i);
  await options.close();
});
