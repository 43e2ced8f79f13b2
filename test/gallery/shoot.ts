import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/findBrowser.ts';
import { createAxeCheck } from './axeCheck.ts';
import { shootSite } from './shootSite.ts';
import { startGallery } from './startGallery.ts';

/**
 * `npm run screens`: every page and state with mock data, light and dark in English and in Arabic from right to left, 380,
 * 768 and 1280 wide; then the buttons on the demo site. Written to test/e2e/screens, to be looked at.
 *
 * A word takes only the states whose name holds it (`site` for the buttons); --theme, --lang, --width narrow further.
 * --axe asks for accessibility too, and a violation fails the run.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'light,dark' },
    lang: { type: 'string', default: 'en,ar' },
    width: { type: 'string' },
    axe: { type: 'boolean', default: false },
  },
});
const filter = positionals[0] ?? '';
const screens = fileURLToPath(new URL('../e2e/screens/', import.meta.url));
const widths = values.width ?? '380,768,1280';
const checkAccess = values.axe ? createAxeCheck() : undefined;

interface Shot {
  readonly link: string;
  readonly kind: string;
  readonly name: string;
  readonly lang: string;
}

/** One state in all widths and themes; the popup has one width only. */
const shoot = async (page: Page, base: string, { link, kind, name, lang }: Shot): Promise<void> => {
  for (const width of (kind === 'popup' ? '380' : widths).split(',').map(Number)) {
    await page.setViewportSize({ width, height: kind === 'popup' ? 560 : 900 });
    await page.goto(`${base}${link}&lang=${lang}`);
    await page.waitForSelector('html[data-ready]');
    await page.waitForTimeout(500);
    for (const theme of values.theme.split(',')) {
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
      await checkAccess?.(page, `${name} ${width} ${theme} ${lang}`);
      const path = `${screens}${kind}/${name}-${width}-${theme}-${lang}.png`;
      await page.screenshot({ path, fullPage: kind !== 'popup' });
    }
  }
};

const openPage = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`console: ${message.text()}`));
  return page;
};

const shootPages = async (): Promise<number> => {
  const { base, close } = await startGallery();
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  const page = await openPage(browser);
  await page.goto(base);
  await page.waitForSelector('html[data-ready]');
  const links = await page.$$eval('a', (anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
  const shots = links.flatMap((link) => {
    const query = new URLSearchParams(link);
    const kind = query.get('page') ?? '';
    const name = `${kind}-${query.get('state') ?? ''}`;
    if (!name.includes(filter)) return [];
    return values.lang.split(',').map((lang) => ({ link, kind, name, lang }));
  });
  for (const shot of shots) await shoot(page, base, shot);
  await browser.close();
  await close();
  return shots.length;
};

mkdirSync(screens, { recursive: true });
const states = await shootPages();
const places = await shootSite(screens, filter);
console.log(`${states} states in their widths and ${places} places on the demo site: ${screens}`);
if (checkAccess && checkAccess.found() > 0) process.exitCode = 1;
