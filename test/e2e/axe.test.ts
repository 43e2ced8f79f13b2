import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { demo } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { axeViolations } from './pages/axeViolations.ts';
import { command, withoutPauses } from './support/command.ts';
import { records } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';
import { words, wordsIn } from './support/words.ts';

let site: Site;
let run: ChromiumRun;
let tab: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  tab = await run.context.newPage();
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  // Files and jobs to show: one that saved, one whose post is gone.
  const posts = { kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId };
  const gone = { kind: 'one', postId: specialPosts.removed.id };
  for (const source of [posts, gone])
    await command(run, own, 'startJob', { source, options: source === posts ? { maxCount: 4 } : {} });
  await waitFor('the end of the jobs', async () => {
    const states = (await records(own)).jobs.map(({ state }) => state);
    return states.includes('done') && states.includes('failed');
  });
  await own.close();
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

const isLong = process.env.TOKSHELF_LONG === '1';

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  const open = async (path: string): Promise<Page> => {
    const page = await run.extensionPage(path);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    return page;
  };
  const isDark = (page: Page): Promise<boolean> =>
    page.evaluate(() => {
      const [red = 255, green = 255, blue = 255] =
        getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return red + green + blue < 200;
    });

  it('the popup, its choices open', async () => {
    const page = await run.openPopup(tab);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: words('source_collection') }).waitFor();
    expect(await isDark(page)).toBe(colorScheme === 'dark');
    await page.locator('details > summary').first().click();
    await page.getByRole('radio', { name: words('popup_range_custom') }).check({ force: true });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: words('source_links') }).click();
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });

  it('the options', async () => {
    const page = await open('options.html');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    expect(await isDark(page)).toBe(colorScheme === 'dark');
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });

  // The long suite asks the same of each state of each page.
  const isShort = colorScheme === 'light' || isLong;

  it.runIf(isShort)('the library, in each of its views', async () => {
    const page = await open('library.html');
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    expect(await isDark(page)).toBe(colorScheme === 'dark');
    for (let at = 0; at < (await tabs.count()); at += 1) {
      await tabs.nth(at).click();
      await page.waitForTimeout(500);
      expect(await axeViolations(page), await tabs.nth(at).innerText()).toEqual([]);
    }
    await page.close();
  });

  it.runIf(isShort)('the pages of the help', async () => {
    for (const name of ['guide', 'trouble', 'privacy']) {
      const page = await open(`${name}.html`);
      await page.getByRole('navigation', { name: words('help_pages') }).waitFor();
      expect(await isDark(page)).toBe(colorScheme === 'dark');
      expect(await axeViolations(page), name).toEqual([]);
      await page.close();
    }
  });
});

it.runIf(isLong)('the pages of the help, in Arabic and at the narrowest', async () => {
  const options = await run.extensionPage('options.html');
  await options.locator('#set-language').selectOption('ar');
  for (const name of ['guide', 'trouble', 'privacy']) {
    const page = await run.extensionPage(`${name}.html`);
    await page.setViewportSize({ width: 380, height: 900 });
    await page.getByText(wordsIn('ar')('help_in_english')).waitFor();
    const look = await page.evaluate(() => ({
      dir: document.documentElement.dir,
      text: getComputedStyle(document.querySelector('main') ?? document.body).direction,
      // Scrollbars of this Chromium take a part of the window's width.
      fits: document.documentElement.scrollWidth <= innerWidth,
    }));
    expect(look, name).toEqual({ dir: 'rtl', text: 'ltr', fits: true });
    expect(await axeViolations(page), name).toEqual([]);
    await page.close();
  }
  await options.locator('#set-language').selectOption('auto');
  await options.close();
});

it('the keys, at a question mark', async () => {
  const page = await run.extensionPage('library.html');
  await page.getByRole('tab').first().waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: words('keys_title') });
  await dialog.getByText(words('keys_save')).waitFor();
  expect(await dialog.getByText('Alt+Shift+S').count()).toBe(1);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  await page.close();
});

it('a notice leads to its entry in the help', async () => {
  const page = await run.openPopup(tab);
  const [help] = await Promise.all([
    run.context.waitForEvent('page'),
    page
      .getByRole('link', { name: words('action_learn_more') })
      .first()
      .click(),
  ]);
  const entry = help.locator(':target');
  await entry.waitFor();
  expect(new URL(help.url()).hash).toBe('#removed');
  expect(await entry.innerText()).toContain(words('error_removed').replace(/\.$/, ''));
  await help.close();
});
