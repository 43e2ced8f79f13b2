import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { demo } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { launchChromium } from './browsers/launchChromium.ts';
import { waitFor } from './support/waitFor.ts';

const { recordedVideo } = specialPosts;
/** The pages of one round, and how many posts each shows; a feed's number is its own affair. */
const round = [
  [`/@${demo.uniqueId}`, 35],
  [`/@tiktok/video/${recordedVideo.id}`, undefined],
  ['/explore', 24],
  ['/search?q=demo', 12],
  ['/tag/demo', 30],
] as const;
const WARM_UP = 2;
const ROUNDS = 10;

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.close());

/** As a click on a link of the site: its own script shows the page, nothing is loaded. */
const follow = (page: Page, address: string): Promise<void> =>
  page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, address);

interface Shown {
  /** Thumbnails and bars of actions. */
  readonly posts: number;
  readonly bars: number;
  readonly buttons: number;
  /** Places that hold more than one button. */
  readonly doubled: number;
  readonly pills: number;
}

const look = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const hosts = [...document.querySelectorAll('tokshelf-button:not(.pill)')];
    const links = [...document.querySelectorAll('#demo-main a[href*="/video/"], #demo-main a[href*="/photo/"]')];
    const bars = document.querySelectorAll('#demo-main [data-e2e="like-icon"]');
    const places = hosts.map((host) => host.parentElement);
    return {
      posts: links.filter((link) => link.querySelector('img')).length + bars.length,
      bars: bars.length,
      buttons: hosts.length,
      doubled: places.length - new Set(places).size,
      pills: document.querySelectorAll('tokshelf-button.pill').length,
    };
  });

const METRICS = ['JSHeapUsedSize', 'JSEventListeners', 'Nodes', 'Documents'] as const;
type Figures = Readonly<Record<(typeof METRICS)[number], number>>;

const measure = async (page: Page): Promise<Figures> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let pass = 0; pass < 3; pass += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return {
    JSHeapUsedSize: of('JSHeapUsedSize'),
    JSEventListeners: of('JSEventListeners'),
    Nodes: of('Nodes'),
    Documents: of('Documents'),
  };
};

/** Walks all rounds; gives the figures at the end of the warm-up and of each round after it. */
const walk = async (): Promise<{ figures: readonly Figures[]; wrong: readonly string[] }> => {
  const run = await launchChromium({ site, extensionDir: extensionDir('chrome') });
  const page = await run.context.newPage();
  await page.goto('https://www.tiktok.com/foryou');
  const wrong: string[] = [];
  const go = async (address: string, posts: number | undefined): Promise<void> => {
    await follow(page, address);
    await waitFor(`the posts of ${address}`, async () => {
      const found = await look(page);
      // A post's page has bars only, and they come one after the other.
      const complete = posts === undefined ? found.bars > 1 && found.bars === found.posts : found.posts === posts;
      return complete && found.buttons >= found.posts;
    });
    // Long enough for the next look of the extension: what comes twice comes then.
    await page.waitForTimeout(200);
    const shown = await look(page);
    const pills = address === round[0][0] ? 1 : 0;
    if (shown.buttons !== shown.posts || shown.doubled > 0 || shown.pills !== pills)
      wrong.push(`${address}: ${JSON.stringify(shown)}`);
  };
  const figures: Figures[] = [];
  for (let n = 0; n < WARM_UP + ROUNDS; n += 1) {
    if (n >= WARM_UP) figures.push(await measure(page));
    for (const [address, posts] of round) await go(address, posts);
  }
  figures.push(await measure(page));
  await run.close();
  return { figures, wrong };
};

it('doubles no button and keeps nothing through 50 navigations within the page', { timeout: 300_000 }, async () => {
  const { figures, wrong } = await walk();
  expect(wrong).toEqual([]);
  console.log(
    'after each of ten rounds',
    figures.map((one) => Object.values(one).join(' ')),
  );
  const least = (name: keyof Figures, of: readonly Figures[]): number => Math.min(...of.map((one) => one[name]));
  // Some megabytes come and go with what Chromium has not collected yet: the least of each half is what is kept.
  const added = (name: keyof Figures): number => least(name, figures.slice(-5)) - least(name, figures.slice(0, 5));
  expect(added('JSHeapUsedSize')).toBeLessThanOrEqual(1_000_000);
  expect(added('JSEventListeners')).toBeLessThanOrEqual(3);
  expect(added('Nodes')).toBeLessThanOrEqual(100);
  expect(added('Documents')).toBeLessThanOrEqual(1);
});
