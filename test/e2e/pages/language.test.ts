import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { specialPosts } from '../../site/world/posts.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { readButton, saveButton } from '../support/saveButton.ts';
import { waitFor } from '../support/waitFor.ts';
import { wordsIn } from '../support/words.ts';

const [english, spanish, arabic] = [wordsIn('en'), wordsIn('es'), wordsIn('ar')];
const { recordedVideo } = specialPosts;

let site: Site;
let run: ChromiumRun;
let post: Page;
let options: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site, locale: 'en-US' });
  post = await run.context.newPage();
  await post.goto(`https://www.tiktok.com/@tiktok/video/${recordedVideo.id}`);
  options = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

const pageIs = (page: Page) =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    heading: document.querySelector('h1')?.textContent,
  }));

const choose = (value: string): Promise<unknown> => options.locator('#set-language').selectOption(value);

const labelOf = (words: typeof english): string => words('button_save_by', 'tiktok');

it('a choice changes pages that are open and buttons on the site at once, without a reload', async () => {
  const library = await run.extensionPage('library.html');
  await library.getByRole('heading', { level: 1 }).waitFor();
  await post.bringToFront();
  await saveButton(post).waitFor();
  expect((await readButton(saveButton(post))).name).toBe(labelOf(english));
  // What was typed must outlive the change; the row of languages is found by each one's own name.
  await options.locator('input[type=search]').fill('Español');
  const marked = await Promise.all([post, library, options].map((page) => page.evaluate(() => performance.timeOrigin)));

  await choose('es');
  await waitFor(
    'the button to speak Spanish',
    async () => (await readButton(saveButton(post))).name === labelOf(spanish),
  );
  await waitFor('the library to speak Spanish', async () => (await pageIs(library)).lang === 'es');
  await waitFor('the options to speak Spanish', async () => (await pageIs(options)).lang === 'es');
  expect(await pageIs(options)).toMatchObject({ lang: 'es', dir: 'ltr', heading: spanish('options_title') });
  expect((await pageIs(library)).title).toBe(`${spanish('library_title')} · TokShelf`);
  expect(await options.locator('input[type=search]').inputValue()).toBe('Español');

  await choose('ar');
  await waitFor(
    'the button to speak Arabic',
    async () => (await readButton(saveButton(post))).name === labelOf(arabic),
  );
  await waitFor('the options to speak Arabic', async () => (await pageIs(options)).lang === 'ar');
  expect(await pageIs(options)).toMatchObject({ lang: 'ar', dir: 'rtl', heading: arabic('options_title') });
  const after = await Promise.all([post, library, options].map((page) => page.evaluate(() => performance.timeOrigin)));
  expect(after).toEqual(marked);
  await library.close();
});

it('a page that is opened later never shows another language first', async () => {
  await choose('ar');
  await waitFor('the options to speak Arabic', async () => (await pageIs(options)).lang === 'ar');
  const page = await run.context.newPage();
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const heading = document.querySelector('h1')?.textContent;
      if (heading && seen.at(-1) !== heading) seen.push(heading);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(`chrome-extension://${run.extensionId}/library.html`);
  await page.getByRole('heading', { level: 1, name: arabic('library_title') }).waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
    arabic('library_title'),
  ]);
  const popup = await run.openPopup(post);
  await popup.getByRole('button', { name: arabic('popup_save_post') }).waitFor();
  expect((await pageIs(popup)).dir).toBe('rtl');
  await popup.close();
  await page.close();
});

it('the browser’s language is one choice among them', async () => {
  await choose('auto');
  await waitFor(
    'the button to speak English',
    async () => (await readButton(saveButton(post))).name === labelOf(english),
  );
  expect(await pageIs(options)).toMatchObject({ lang: 'en-US', dir: 'ltr', heading: english('options_title') });
});
