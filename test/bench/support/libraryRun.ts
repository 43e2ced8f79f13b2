import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { extensionDir } from '../../e2e/browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../../e2e/browsers/launchChromium.ts';
import { startSite } from '../../site/startSite.ts';
import { fillLibrary } from './fillLibrary.ts';
import { type Measure, quantile } from './Measure.ts';
import { memoryUse } from './processMemory.ts';
import { targetUse } from './targetUse.ts';

const OPENINGS = 3;
/** What a person types, and takes away again. */
const KEYS = ['g', 'ga', 'gar', 'garl', 'garlic', 'garlic ', 'garlic n', 'garlic no 1', 'garlic', '', '屋', ''];

/** When the first rows were painted, and when all were counted, since the navigation began (ms). */
interface Times {
  rows?: number;
  all?: number;
}

const openLibrary = async (run: ChromiumRun, files: number): Promise<Page> => {
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
  }, files);
  await page.goto(`chrome-extension://${run.extensionId}/library.html`);
  await page.waitForFunction(() => Number((window as unknown as { times: Times }).times.all) > 0, undefined, {
    timeout: 120_000,
  });
  return page;
};

const typeKeys = (page: Page): Promise<number[]> =>
  page.evaluate(async (texts) => {
    const field = document.querySelector<HTMLInputElement>('.filters__words');
    if (!field) throw new Error('no search field');
    const spent: number[] = [];
    for (const text of texts) {
      await new Promise((resolve) => setTimeout(resolve, 120));
      const begun = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      spent.push(performance.now() - begun);
    }
    return spent;
  }, KEYS);

/** Scrolls faster and faster, and gives the longest frame (ms) and the most pixels that were left blank. */
const scroll = async (run: ChromiumRun, page: Page): Promise<{ blank: number; longest: number }> => {
  await page.evaluate(() => {
    const body = document.querySelector('.table__body');
    const seen = { blank: 0, longest: 0 };
    Object.assign(window, { seen });
    let last = performance.now();
    const look = (now: number): void => {
      if (!body) return;
      const { top, bottom } = body.getBoundingClientRect();
      const rows = [...body.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
      const first = Math.min(...rows.map((row) => row.top));
      const end = Math.max(...rows.map((row) => row.bottom));
      seen.blank = Math.max(seen.blank, first - top, bottom - end);
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
  return page.evaluate(() => (window as unknown as { seen: { blank: number; longest: number } }).seen);
};

/** How long the page stands still while it writes the list as a file. */
const exportCsv = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes('CSV'));
    if (!button) throw new Error('no button for the export');
    const begun = performance.now();
    button.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - begun;
  });

/** How long it takes from the choice of a view to its groups on the screen (ms). */
const openView = (page: Page, kind: string): Promise<number> =>
  page.evaluate(async (wanted) => {
    const select = [...document.querySelectorAll('select')].find(({ options }) =>
      [...options].some(({ value }) => value === wanted),
    );
    if (!select) throw new Error(`no view ${wanted}`);
    const choose = (value: string): void => {
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const begun = performance.now();
    choose(wanted);
    while (!document.querySelector('.group')) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const spent = performance.now() - begun;
    choose('none');
    while (document.querySelector('.group')) await new Promise((resolve) => setTimeout(resolve, 5));
    return spent;
  }, kind);

/** How many posts' groups are made ahead; `clear` forgets them. */
const preparedPosts = (page: Page, clear = false): Promise<number> =>
  page.evaluate(async (isClearing) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('tokshelf'));
    const pieces = database.transaction('facetPieces', 'readwrite').objectStore('facetPieces');
    const all: readonly { size: number }[] = await done(pieces.getAll());
    if (isClearing) await done(pieces.clear());
    database.close();
    return all.reduce((sum, { size }) => sum + size, 0);
  }, clear);

/** The library over so many files: opening, a key, scrolling, exporting, memory. */
export const libraryRun = async (files: number): Promise<Measure[]> => {
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site, login: 'none' });
  try {
    const { pid = 0 } = run.child;
    const first = await run.extensionPage('library.html');
    await first.waitForSelector('.empty');
    await fillLibrary(first, { records: files, posts: Math.ceil(files * 0.6) });
    await first.close();
    const blank = await run.extensionPage('options.html');
    await wait(3000);
    const idle = memoryUse(pid).extension;
    const times: Times[] = [];
    let page = await openLibrary(run, files);
    for (let turn = 0; turn < OPENINGS; turn += 1) {
      await page.close();
      page = await openLibrary(run, files);
      times.push(await page.evaluate(() => (window as unknown as { times: Times }).times));
    }
    const keys = await typeKeys(page);
    const { blank: gap, longest } = await scroll(run, page);
    const exported = await exportCsv(page);
    await wait(3000);
    const { heapMb = Number.NaN } = (await targetUse(run.profileDir, 'library.html')) ?? {};
    const held = memoryUse(pid).extension - idle;
    // The memory was read before: groups are let go of with their view.
    const prepared = await page.evaluate(() => performance.now());
    const ahead = await preparedPosts(page, true);
    const firstLook = await openView(page, 'hashtag');
    const looks = {
      hashtag: await openView(page, 'hashtag'),
      author: await openView(page, 'author'),
      sound: await openView(page, 'sound'),
      month: await openView(page, 'month'),
    };
    await blank.close();
    const at = `${files.toLocaleString('en')} files`;
    const of = (what: string, value: number, unit: string, goal?: number): Measure => ({
      what: `library: ${what}`,
      at,
      value,
      unit,
      ...(goal === undefined ? {} : { goal }),
    });
    return [
      of(`posts made ready for views ${Math.round(prepared / 1000)} s after the opening`, ahead, 'posts'),
      of('a view of all posts, none of them made ready', firstLook, 'ms'),
      ...Object.entries(looks).map(([kind, value]) => of(`the view by ${kind}`, value, 'ms', 500)),
      of(
        'first rows',
        quantile(
          times.map(({ rows = Number.NaN }) => rows),
          0.5,
        ),
        'ms',
        500,
      ),
      of(
        'all files',
        quantile(
          times.map(({ all = Number.NaN }) => all),
          0.5,
        ),
        'ms',
      ),
      of('a key, p50', quantile(keys, 0.5), 'ms', 50),
      of('a key, longest', Math.max(...keys), 'ms'),
      of('longest frame of scrolling', longest, 'ms'),
      of('blank while scrolling', Math.max(0, gap), 'px', 0),
      of('export as CSV', exported, 'ms'),
      of('heap', heapMb, 'MB'),
      of('memory of the process', held, 'MB', 150),
    ];
  } finally {
    await run.close();
    await site.close();
  }
};
