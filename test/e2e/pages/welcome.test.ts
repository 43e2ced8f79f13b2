import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium, welcomePage } from '../browsers/launchChromium.ts';
import { waitFor } from '../support/waitFor.ts';
import { words, wordsIn } from '../support/words.ts';
import { axeViolations } from './axeViolations.ts';

const work = mkdtempSync(join(tmpdir(), 'tokshelf-welcome-'));
/** A copy, whose version can be raised: Chromium 156 reloads no extension that came by the command line. */
const ours = join(work, 'extension');

let site: Site;
let run: ChromiumRun;

const launch = (asksWhere: boolean) =>
  launchChromium({ extensionDir: ours, site, profileDir: join(work, 'profile'), asksWhere, welcome: 'keep' });

beforeAll(async () => {
  cpSync(extensionDir('chrome'), ours, { recursive: true });
  site = await startSite();
  run = await launch(true);
});
afterAll(async () => {
  await run?.close();
  await site?.close();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
});

/** What is open beside the page that asks, once the background has had its say about the start. */
const openPages = async (): Promise<readonly string[]> => {
  const own = await run.extensionPage('options.html');
  await run.message(own, { type: 'command', name: 'nothing', input: {} });
  await own.waitForTimeout(1000);
  const pages = run.context.pages().filter((page) => page !== own && page.url() !== 'about:blank');
  await own.close();
  return pages.map((page) => page.url());
};

const both = async (page: Page): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await axeViolations(page)));
  }
  return found;
};

it('opens after installation and nothing else does, is accessible, and finds out that the browser asks', async () => {
  const page = await welcomePage(run.context);
  await page.getByRole('heading', { level: 1, name: words('welcome_title') }).waitFor();
  expect(await openPages()).toEqual([page.url()]);
  // Chrome gives access at installation: nothing to allow.
  expect(await page.getByRole('button', { name: words('action_allow') }).count()).toBe(0);
  await page.getByRole('button', { name: words('welcome_saving_try') }).click();
  await page.getByText(words('welcome_saving_chrome')).waitFor();
  expect(await both(page)).toEqual([]);
  await page.getByRole('button', { name: words('action_open_tiktok') }).click();
  await waitFor('TikTok', () => run.context.pages().some((one) => one.url().startsWith('https://www.tiktok.com/')));
});

it('does not open at another start, nor after an update', async () => {
  await run.close();
  run = await launch(false);
  expect(await openPages()).toEqual([]);
  await run.close();
  const file = join(ours, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...manifest, version: '99.0' }));
  run = await launch(false);
  expect(await openPages()).toEqual([]);
  const page = await run.extensionPage('welcome.html');
  const version = await page.evaluate(
    () =>
      (
        globalThis as unknown as { chrome: { runtime: { getManifest(): { version: string } } } }
      ).chrome.runtime.getManifest().version,
  );
  expect(version).toBe('99.0');
  await page.getByRole('button', { name: words('welcome_saving_try') }).click();
  await page.getByText(words('welcome_saving_done')).waitFor();
  expect(run.tree()).toEqual([]);
  await page.close();
});

it('is accessible from right to left', async () => {
  const options = await run.extensionPage('options.html');
  await options.locator('#set-language').selectOption('ar');
  const page = await run.extensionPage('welcome.html');
  await page.getByRole('heading', { level: 1, name: wordsIn('ar')('welcome_title') }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  expect(await both(page)).toEqual([]);
});
