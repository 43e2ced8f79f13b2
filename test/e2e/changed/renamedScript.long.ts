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

it('a script under another name is waited for once, whatever is asked of its page', async () => {
  const tab = await run.context.newPage();
  await tab.goto('https://www.tiktok.com/@demo.200');
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  const source = { kind: 'posts', secUid: secUidOf('demo.200'), uniqueId: 'demo.200' };
  await command(run, own, 'startJob', { source, options: { files: ['desc'], maxCount: 140 } });
  await jobThat(own, 'the job to end', ({ state }) => state === 'done');
  const pages = site.log.filter(({ path }) => path === '/api/post/item_list/');
  expect(pages.length).toBeGreaterThan(2);
  // Each was sent by the page, and none but the first waited its eight seconds.
  expect(pages.filter(({ refused }) => refused)).toEqual([]);
  const times = pages.map(({ time }) => time);
  expect(times.slice(1).filter((time, at) => time - (times[at] ?? 0) >= 8_000)).toEqual([]);
});
