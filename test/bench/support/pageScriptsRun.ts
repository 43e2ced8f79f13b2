import type { Page } from 'playwright-core';
import { extensionDir } from '../../e2e/browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../../e2e/browsers/launchChromium.ts';
import { waitFor } from '../../e2e/support/waitFor.ts';
import { startSite } from '../../site/startSite.ts';
import { type Measure, quantile } from './Measure.ts';
import { type ScriptTime, traceScript } from './traceScript.ts';

const SCRIPT = 'content-scripts/tiktok.js';
/** As often as the site's player changes its own part of the page. */
const CHANGES_PER_SECOND = 4;
const CHANGES = 4000;
const VIDEO = '/@person1/video/7507673491211029803';

const pages = [
  ['search', '/search?q=word', 140, 15],
  ['profile', '/@person1', 17],
] as const;

const buttonsOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('tokshelf-button').length);

/** Changes a player's part of the page as often as wished, and gives the ms that a change took with all that hears of it. */
const changePlayer = (page: Page): Promise<number> =>
  page.evaluate(async (changes) => {
    const player = document.querySelector('[id^="xgwrapper"]');
    const begun = performance.now();
    for (let change = 0; change < changes; change += 1) {
      const element = document.createElement('div');
      player?.append(element);
      element.remove();
      await Promise.resolve();
    }
    return (performance.now() - begun) / changes;
  }, CHANGES);

const leastChange = async (run: ChromiumRun, buttons: number): Promise<number> => {
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com${VIDEO}`);
  await waitFor('the buttons', async () => (await buttonsOf(page)) === buttons);
  // The first time compiles.
  await changePlayer(page);
  const times = [await changePlayer(page), await changePlayer(page), await changePlayer(page)];
  await page.close();
  return Math.min(...times);
};

/** What the page scripts cost on recorded pages: processor time, so that other work of the machine does not count. */
export const pageScriptsRun = async (runs: number): Promise<Measure[]> => {
  const recordedPages = { '/search': 'search', '/@person1': 'profile', [VIDEO]: 'video' };
  const site = await startSite({ rules: { recordedPages } });
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  try {
    const measures: Measure[] = [];
    for (const [name, address, count, goal] of pages) {
      const times: ScriptTime[] = [];
      for (let turn = 0; turn < runs; turn += 1) {
        const page = await run.context.newPage();
        // Nothing may be evaluated in the page meanwhile: it would count.
        const time = await traceScript(run.browser, SCRIPT, async () => {
          await page.goto(`https://www.tiktok.com${address}`);
          await page.waitForTimeout(2000);
        });
        const placed = await buttonsOf(page);
        if (placed !== count) throw new Error(`${placed} buttons instead of ${count}`);
        times.push(time);
        await page.close();
      }
      const at = `recorded ${name} page, ${count} buttons, p50`;
      const of = (part: keyof ScriptTime): number =>
        quantile(
          times.map((time) => time[part]),
          0.5,
        );
      measures.push(
        { what: 'placing all buttons', at, value: of('longest'), unit: 'ms', ...(goal === undefined ? {} : { goal }) },
        { what: 'reading and starting both scripts', at, value: of('start'), unit: 'ms' },
        { what: 'everything until the page rests', at, value: of('all'), unit: 'ms' },
      );
    }
    const withButtons = await leastChange(run, 2);
    const own = await run.extensionPage('options.html');
    await own.evaluate(() =>
      (
        globalThis as unknown as { chrome: { storage: { local: { set(values: object): Promise<void> } } } }
      ).chrome.storage.local.set({ settings: { buttons: false } }),
    );
    const without = await leastChange(run, 0);
    const value = Math.max(0, withButtons - without) * CHANGES_PER_SECOND;
    return [...measures, { what: 'a playing video', at: '4 changes a second', value, unit: 'ms a second', goal: 1 }];
  } finally {
    await run.close();
    await site.close();
  }
};
