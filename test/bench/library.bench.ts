import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionDir } from '../e2e/browsers/extensionDir';
import { type ChromiumRun, launchChromium } from '../e2e/browsers/launchChromium';
import { type Site, startSite } from '../site/startSite';
import { fillLibrary } from './support/fillLibrary';

const RECORDS = 20_000;
const POSTS = 12_000;
const RUNS = 5;

let site: Site;
let run: ChromiumRun;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const rounded = (value: number): string => value.toFixed(0);

/** When the first rows were painted, and when all were counted, since the navigation began (ms). */
interface Times {
  rows?: number;
  all?: number;
}

const openLibrary = async (): Promise<Page> => {
  const page = await run.context.newPage();
  await page.addInitScript((count) => {
    const times: Times = {};
    Object.assign(window, { times });
    const afterPaint = (name: keyof Times): void => {
      times[name] = Number.NaN;
      requestAnimationFrame(() => setTimeout(() => Object.assign(times, { [name]: performance.now() })));
    };
    new MutationObserver(() => {
      if (times.rows === undefined && document.querySelector('.row')) afterPaint('rows');
      const table = document.querySelector('.table');
      if (times.all === undefined && table?.getAttribute('aria-rowcount') === String(count + 1)) afterPaint('all');
    }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-rowcount'] });
  }, RECORDS);
  await page.goto(`chrome-extension://${run.extensionId}/library.html`);
  await page.waitForFunction(() => Number((window as unknown as { times: Times }).times.all) > 0, undefined, {
    timeout: 60_000,
  });
  return page;
};

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site, login: 'none' });
  const page = await run.extensionPage('library.html');
  await page.waitForSelector('.empty');
  await fillLibrary(page, { records: RECORDS, posts: POSTS });
  await page.close();
}, 180_000);
afterAll(async () => {
  await run.close();
  await site.close();
});

test(`the library opens on ${RECORDS} files (goal: first paint within 300 ms)`, async () => {
  const times: Times[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) {
    const page = await openLibrary();
    times.push(await page.evaluate(() => (window as unknown as { times: Times }).times));
    await page.close();
  }
  const rows = times.map((time) => time.rows ?? 0);
  const all = times.map((time) => time.all ?? 0);
  console.log(
    `library: first rows median ${rounded(median(rows))} ms, best ${rounded(Math.min(...rows))} ms; ` +
      `all of them median ${rounded(median(all))} ms, best ${rounded(Math.min(...all))} ms`,
  );
}, 180_000);

test('a key in the search (goal: painted within 50 ms)', async () => {
  const page = await openLibrary();
  const times = await page.evaluate(async () => {
    const field = document.querySelector<HTMLInputElement>('.filters__words');
    const spent: number[] = [];
    for (const text of [
      'g',
      'ga',
      'gar',
      'garl',
      'garlic',
      'garlic ',
      'garlic n',
      'garlic no 1',
      'garlic',
      '',
      '屋',
      '',
    ]) {
      if (!field) break;
      await new Promise((resolve) => setTimeout(resolve, 120));
      const begun = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      spent.push(performance.now() - begun);
    }
    return spent;
  });
  expect(times).toHaveLength(12);
  console.log(
    `search: median ${rounded(median(times))} ms a key, worst ${rounded(Math.max(...times))} ms (${times.map(rounded).join(' ')})`,
  );
  await page.close();
}, 120_000);

test('scrolling (goal: no blank rows)', async () => {
  const page = await openLibrary();
  await page.evaluate(() => {
    const body = document.querySelector('.table__body');
    const seen = { blank: 0, frames: 0, longest: 0 };
    Object.assign(window, { seen });
    let last = performance.now();
    const look = (now: number): void => {
      if (!body) return;
      const { top, bottom } = body.getBoundingClientRect();
      const rows = [...body.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
      const first = Math.min(...rows.map((row) => row.top));
      const end = Math.max(...rows.map((row) => row.bottom));
      seen.blank = Math.max(seen.blank, first - top, bottom - end);
      seen.frames += 1;
      seen.longest = Math.max(seen.longest, now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const session = await run.context.newCDPSession(page);
  for (const speed of [2_000, 8_000, 20_000]) {
    await session.send('Input.synthesizeScrollGesture', {
      x: 600,
      y: 500,
      yDistance: -speed * 2,
      speed,
      gestureSourceType: 'mouse',
    });
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  console.log(
    `scroll: ${rounded(Math.max(0, seen.blank ?? 0))} px blank at worst in ${seen.frames} frames, longest frame ${rounded(seen.longest ?? 0)} ms`,
  );
  await page.close();
}, 120_000);
