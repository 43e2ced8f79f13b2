import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { demo, secUidOf } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type FirefoxRun, launchFirefox } from './browsers/launchFirefox.ts';
import { watchTabs } from './browsers/watchTabs.ts';
import { command, withoutPauses } from './support/command.ts';
import { expectEveryPostOnce } from './support/everyPostOnce.ts';
import { jobThat } from './support/jobThat.ts';
import { type Row, table } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const POSTS = '/api/post/item_list/';

let site: Site;
let run: FirefoxRun;
let own: Page;

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  const foreign = site.foreignHosts().filter((host) => !isHousekeeping(host));
  await site.close();
  expect(foreign).toEqual([]);
});
beforeEach(async () => {
  Object.assign(site.rules, defaultRules());
  site.clearLog();
  run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
});
afterEach(() => run?.close());

const untilDone = (): Promise<Row> => jobThat(own, 'the end of the job', ({ state }) => state === 'done');

const popupFor = async (address: string): Promise<Page> => {
  const tab = await run.newPage();
  await tab.goto(address);
  const tabId = await own.evaluate(async () => {
    const { tabs } = (globalThis as unknown as { browser: { tabs: { query(o: object): Promise<{ id: number }[]> } } })
      .browser;
    return (await tabs.query({ url: 'https://www.tiktok.com/*' })).at(-1)?.id;
  });
  return await run.extensionPage(`popup.html?tab=${tabId}`);
};
const press = (page: Page, name: string): Promise<void> =>
  page.locator(`::-p-aria([name="${name}"][role="button"])`).click();

describe('in Firefox', () => {
  it('saves every post of a profile from the popup and keeps small pictures', async () => {
    const popup = await popupFor(`https://www.tiktok.com/@${demo.uniqueId}`);
    await press(popup, words('popup_save_posts'));
    await untilDone();
    await expectEveryPostOnce(run, site);
    await popup.bringToFront();
    await waitFor('the popup to say so', async () =>
      (await popup.$eval('article.job', (card) => card.textContent)).includes(words('job_state_done')),
    );

    const thumbs = await waitFor('thumbnails', async () => {
      const kept = await table(own, 'thumbs');
      return kept.some(({ from }) => from === 'video') && kept.some(({ from }) => from === 'image') ? kept : undefined;
    });
    expect(thumbs.every(({ type }) => type === 'image/webp' || type === 'image/jpeg')).toBe(true);
  });

  it('saves a file again from the library', async () => {
    const tab = await run.newPage();
    await tab.goto(`https://www.tiktok.com/@tiktok/video/${specialPosts.recordedVideo.id}`);
    await tab.locator('tokshelf-button:not(.thumbnail)').click();
    await untilDone();
    const [saved] = run.tree();
    expect(saved?.bytes).toBe(site.bytesOf(specialPosts.recordedVideo.id, 'video').length);
    // Firefox 153 goes on telling extensions that a deleted file exists: only the person knows.
    rmSync(join(run.downloadsDir, saved?.path ?? ''));
    const library = await run.extensionPage('library.html');
    await press(library, words('action_save_again'));
    await waitFor('the file', () =>
      run.tree().find(({ path, bytes }) => path === saved?.path && bytes === saved.bytes),
    );
    expect(run.tree()).toHaveLength(1);
  });

  it('asks through one silent work tab where only the page is taken, and closes it', async () => {
    site.rules.signature = 'page-only';
    const tabs = await watchTabs(own);
    await command(run, own, 'startJob', {
      source: { kind: 'posts', secUid: secUidOf('demo.120'), uniqueId: 'demo.120' },
      options: { files: ['metadata'], maxCount: 120 },
    });
    await waitFor('the work tab', async () => (await tabs()).open === 1);
    expect(await tabs()).toMatchObject({ open: 1, allMuted: true, cameForward: false });
    expect(await untilDone()).toMatchObject({ listing: { listed: 120 }, counts: { seen: 120, saved: 120, failed: 0 } });
    const passed = site.log.filter(({ name, refused }) => name === POSTS && refused === undefined);
    expect(passed.length).toBeGreaterThanOrEqual(4);
    await waitFor('the end of the work tab', async () => (await tabs()).open === 0);
    expect(await tabs()).toMatchObject({ most: 1, cameForward: false });
  });
});
