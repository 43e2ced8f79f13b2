import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../../scripts/findBrowser.ts';
import { lengths, misfitsOf, readLinks, tabWidths } from '../../gallery/checkFits.ts';
import { startGallery } from '../../gallery/startGallery.ts';

const MINUTES = 60_000;

it(
  'every word has room in every language, state and width',
  async () => {
    const gallery = await startGallery();
    const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
    const page = await browser.newPage();
    const links = await readLinks(page, gallery.base);
    expect(links.length).toBeGreaterThan(50);
    const found: string[] = [];
    for (const link of links) found.push(...(await misfitsOf(page, `${gallery.base}${link}`, lengths, tabWidths)));
    await browser.close();
    await gallery.close();
    expect(found).toEqual([]);
  },
  25 * MINUTES,
);
