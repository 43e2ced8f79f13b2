import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { table } from './support/records.ts';
import { focusButton } from './support/saveButton.ts';

/** A recorded page, its address, buttons on it, posts among them. */
const pages = [
  ['profile', '/@person1', 16, 16],
  ['explore', '/explore', 59, 59],
  ['search', '/search?q=word', 140, 139],
  ['collection', '/@person1/collection/x-7223156686599572226', 24, 24],
  ['video', '/@person1/video/7507673491211029803', 2, 2],
] as const;

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  const recordedPages = Object.fromEntries(pages.map(([name, address]) => [address.replace(/\?.*/, ''), name]));
  site = await startSite({ rules: { recordedPages } });
  // Nobody answers, so that the jobs stay as they were started.
  site.faults.push({ kind: 'stall', group: 'api' });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

/**
 * The post that each button should be for, read from what stands beside it: the link that it lies on, or the one player
 * of its article. The site's own marks, not ours.
 */
const expectedPosts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('tokshelf-button:not(.pill)')].map((host) => {
      if (!host.classList.contains('thumbnail'))
        return host.closest('article')?.querySelector('[id^="xgwrapper-"]')?.id.split('-').at(-1) ?? '';
      const beside = [host.previousElementSibling, host.nextElementSibling].find((one) => one?.matches('a'));
      return /\/(?:video|photo)\/(\d+)/.exec(beside?.getAttribute('href') ?? '')?.[1] ?? '';
    }),
  );

/** Presses a button as a keyboard does: the click is the browser's own. */
const press = async (page: Page, at: number): Promise<void> => {
  await focusButton(page, 'tokshelf-button:not(.pill)', at);
  await page.keyboard.press('Enter');
};

/** Waits in the extension's page, which is quicker than asking from here. */
const untilStarted = (postId: string): Promise<boolean> =>
  own.evaluate(async (wanted) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('tokshelf');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const isThere = (): Promise<boolean> =>
      new Promise((resolve) => {
        const count = database.transaction('jobs').objectStore('jobs').index('source.postId').count(wanted);
        count.onsuccess = () => resolve(count.result > 0);
        count.onerror = () => resolve(false);
      });
    const end = Date.now() + 10_000;
    let found = await isThere();
    while (!found && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      found = await isThere();
    }
    database.close();
    return found;
  }, postId);

const startedPosts = async (): Promise<string[]> =>
  (await table(own, 'jobs')).map(({ source }) => (source as { postId: string }).postId);

/** Of a page with as many buttons the short suite presses every fourth: a press takes 130 ms. */
const MANY = 30;
const pressesAll = process.env.TOKSHELF_LONG === '1';

it.each(pages)('%s', async (_, address, buttons, posts) => {
  const before = new Set(await startedPosts());
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com${address}`);
  await page
    .locator('tokshelf-button:not(.pill)')
    .nth(buttons - 1)
    .waitFor({ state: 'attached' });
  const expected = await expectedPosts(page);
  expect(expected).toHaveLength(buttons);
  expect(expected.filter((id) => !/^\d{19}$/.test(id))).toEqual([]);
  expect(new Set(expected).size).toBe(posts);
  const pressed = [...expected.entries()].filter(([at]) => pressesAll || buttons < MANY || at % 4 === 0);
  for (const [at, postId] of pressed) {
    await press(page, at);
    expect(await untilStarted(postId), `a job for ${postId}`).toBe(true);
  }
  // Each press started one job and no other.
  const started = (await startedPosts()).filter((id) => !before.has(id));
  const due = new Set(pressed.map(([, postId]) => postId));
  expect(started.toSorted()).toEqual([...due].filter((id) => !before.has(id)).toSorted());
  await page.close();
});

it('gives every filled player of the video page its button, and empty frames none', async () => {
  const page = await run.context.newPage();
  await page.goto('https://www.tiktok.com/@person1/video/7507673491211029803');
  await page.locator('tokshelf-button').nth(1).waitFor();
  const articles = await page.evaluate(() =>
    [...document.querySelectorAll('article')].map((article) => ({
      filled: article.querySelector('[id^="xgwrapper-"]') !== null,
      buttons: article.querySelectorAll('tokshelf-button').length,
    })),
  );
  expect(articles.filter(({ filled }) => filled)).toHaveLength(2);
  expect(articles.filter(({ filled, buttons }) => buttons !== (filled ? 1 : 0))).toEqual([]);
  await page.close();
});
