import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium } from '../../../scripts/findBrowser.ts';
import { readLinks } from '../../gallery/checkFits.ts';
import { type Gallery, startGallery } from '../../gallery/startGallery.ts';
import { axeViolations } from './axeViolations.ts';

const MINUTES = 60_000;

let gallery: Gallery;
let browser: Browser;
let page: Page;
let links: readonly string[];

beforeAll(async () => {
  gallery = await startGallery();
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  page = await browser.newPage();
  // The first of them waits until the gallery's modules are made.
  page.setDefaultNavigationTimeout(90_000);
  links = await readLinks(page, gallery.base);
}, 2 * MINUTES);
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

it.each(['light', 'dark'] as const)(
  'axe finds nothing in any state, in %s',
  async (colorScheme) => {
    expect(links.length).toBeGreaterThan(120);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const link of links) {
      await page.setViewportSize({ width: link.includes('page=popup') ? 380 : 1280, height: 900 });
      await page.goto(`${gallery.base}${link}`);
      await page.waitForSelector('html[data-ready]');
      // What a state does after it was drawn comes within 150 ms, parts that are loaded after it.
      await page.waitForTimeout(400);
      found.push(...(await axeViolations(page)).map((line) => `${link}: ${line}`));
    }
    expect(found).toEqual([]);
  },
  15 * MINUTES,
);
