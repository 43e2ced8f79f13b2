import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { secUidOf } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command, withoutPauses } from '../support/command.ts';
import { jobThat } from '../support/jobThat.ts';

let site: Site;
let run: ChromiumRun;

beforeAll(async () => {
  site = await startSite({ rules: { rewritten: { '/demo/sdk.js': [['byted_acrawler', 'byted_walker']] } } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

/** Notes when anybody asks which requests were signed: whoever waits for the script asks twenty times a second. */
const noteLooks = (): void => {
  const ask = performance.getEntriesByType.bind(performance);
  const looks: number[] = [];
  Object.assign(window, { looks });
  performance.getEntriesByType = (type) => {
    if (type === 'resource') looks.push(Date.now());
    return ask(type);
  };
};

it('a script under another name is waited for once, whatever is asked of its page', async () => {
  const tab = await run.context.newPage();
  await tab.addInitScript(noteLooks);
  await tab.goto('https://www.tiktok.com/@demo.200');
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  const source = { kind: 'posts', secUid: secUidOf('demo.200'), uniqueId: 'demo.200' };
  await command(run, own, 'startJob', { source, options: { files: ['desc'], maxCount: 140 } });
  await jobThat(own, 'the job to end', ({ state }) => state === 'done');
  const pages = site.log.filter(({ path }) => path === '/api/post/item_list/');
  expect(pages.length).toBeGreaterThan(2);
  // Each was sent by the page, and none but the first waited: one look each, on a busy machine, too.
  expect(pages.filter(({ refused }) => refused)).toEqual([]);
  const looks = await tab.evaluate(() => (window as unknown as { looks: number[] }).looks);
  const first = pages[0]?.time ?? 0;
  expect(looks.length).toBeGreaterThanOrEqual(pages.length);
  expect(looks.filter((time) => time > first).length).toBeLessThan(2 * pages.length);
});
