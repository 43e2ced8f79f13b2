import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { demo, friend } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { command, withoutPauses } from './support/command.ts';
import { records } from './support/records.ts';
import { saveButton, untilButton } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';

// Pictures for the eye: what a machine can see of them is that each page came up whole and without an error.
const folder = fileURLToPath(new URL('screens/', import.meta.url));
const themes = ['light', 'dark'] as const;
const { recordedVideo, recordedPhotos, removed } = specialPosts;

let site: Site;
let run: ChromiumRun;
const errors: string[] = [];

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  run.context.on('weberror', (error) => {
    if (error.page()?.url().startsWith('chrome-extension://')) errors.push(String(error.error()));
  });
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const shoot = async (page: Page, name: string, fullPage = false): Promise<void> => {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage, animations: 'disabled' });
  expect(statSync(path).size).toBeGreaterThan(3000);
};

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every theme and width; a page that can be pushed sideways is not finished. */
const shootAll = async (page: Page, name: string, widths: readonly number[]): Promise<void> => {
  for (const width of widths) {
    // A popup is never taller than 600 pixels.
    await page.setViewportSize({ width, height: name.startsWith('popup') ? 600 : 860 });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      expect(await overflow(page)).toBe(0);
      await shoot(page, `${name}-${width}-${colorScheme}`, true);
    }
  }
};

const siteTheme = async (page: Page, theme: (typeof themes)[number]): Promise<void> => {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
};

const open = async (path: string): Promise<Page> => {
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com/${path}`);
  return page;
};

describe('the button', () => {
  it.each([
    ['video', `@tiktok/video/${recordedVideo.id}`],
    ['photo', `@espn/photo/${recordedPhotos.id}`],
  ])('on a %s page, in each state', async (name, path) => {
    const page = await open(path);
    const button = saveButton(page);
    await button.waitFor();
    await page.waitForLoadState('networkidle');
    for (const theme of themes) {
      await siteTheme(page, theme);
      await shoot(page, `button-${name}-${theme}`);
    }
    await button.click();
    await untilButton(button, 'saved');
    await button.click();
    for (const theme of themes) {
      await siteTheme(page, theme);
      await shoot(page, `button-${name}-saved-${theme}`);
    }
    await page.close();
  });

  it('on a profile, and where it failed', async () => {
    const profile = await open(`@${demo.uniqueId}`);
    await profile.locator('tokshelf-button').nth(5).waitFor();
    await profile.waitForLoadState('networkidle');
    await profile.locator('[data-e2e=user-post-item]').nth(1).hover();
    await shoot(profile, 'button-profile-light');
    await profile.close();
    const page = await open(`@${friend.uniqueId}/video/${removed.id}`);
    const button = saveButton(page);
    await button.click();
    await untilButton(button, 'failed');
    await shoot(page, 'button-failed-light');
    await page.close();
  });
});

describe('the pages of the extension', () => {
  it.each([
    ['post', `@tiktok/video/${recordedVideo.id}`],
    ['profile', `@${demo.uniqueId}`],
    ['failed', `@${friend.uniqueId}/video/${removed.id}`],
    ['feed', ''],
  ])('popup: %s', async (name, path) => {
    const tab = await open(path);
    const popup = await run.openPopup(tab);
    await popup.locator('main button').first().waitFor();
    // A tab in the background is not painted.
    await popup.bringToFront();
    await waitFor('its pictures', () => popup.evaluate(() => [...document.images].every((image) => image.complete)));
    await shootAll(popup, `popup-${name}`, [380]);
    await popup.close();
    await tab.close();
  });

  it('popup with a job, library and options', async () => {
    const tab = await open(`@${friend.uniqueId}`);
    const popup = await run.openPopup(tab);
    await withoutPauses(run, popup);
    const { secUid, uniqueId } = friend;
    await command(run, popup, 'startJob', { source: { kind: 'posts', secUid, uniqueId }, options: { maxCount: 12 } });
    await popup.getByRole('article').first().waitFor();
    await popup.bringToFront();
    await shootAll(popup, 'popup-job', [380]);
    await waitFor(
      'the end of the job',
      async () => (await records(popup)).jobs.some(({ source, state }) => state === 'done' && hasKind(source, 'posts')),
      { timeout: 60_000 },
    );
    await shootAll(popup, 'popup-job-done', [380]);
    await popup.close();
    for (const name of ['options', 'library']) {
      const page = await run.extensionPage(`${name}.html`);
      await page.locator('main').waitFor();
      await page.waitForLoadState('networkidle');
      await shootAll(page, name, [380, 768, 1280]);
      await page.close();
    }
  });

  it('come up without an error', () => {
    expect(errors).toEqual([]);
  });
});

const hasKind = (source: unknown, kind: string): boolean =>
  typeof source === 'object' && source !== null && 'kind' in source && source.kind === kind;
