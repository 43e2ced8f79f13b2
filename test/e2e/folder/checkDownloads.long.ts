import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { dueFiles } from '../support/profileFiles.ts';
import { table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

it('Chromium: tells of downloads what is gone, though it looked a moment ago, saves it again or forgets it', {
  timeout: 150_000,
}, async () => {
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  try {
    await saveAllPosts(run, demo);
    const page = await run.extensionPage('options.html#names');
    const jobs = async (count: number) => {
      const rows = await table(page, 'jobs');
      return rows.length === count && rows.every(({ state }) => state === 'done');
    };
    await waitFor('the job', () => jobs(1), { timeout: 60_000 });
    const total = site.world.postsOf(demo).flatMap((post) => dueFiles(site, post)).length;
    const press = (key: string) => page.getByRole('button', { name: words(key) }).click();
    const look = async (there: number, missing: number): Promise<void> => {
      await press('check_begin');
      await page.getByText(words('check_done', String(there), String(missing), '0')).waitFor();
    };
    await look(total, 0);
    // Within the ten seconds in which the browser does not look again.
    const videos = (await table(page, 'records'))
      .filter(({ kind }) => kind === 'video')
      .map(({ path }) => String(path));
    for (const path of videos.slice(0, 2)) rmSync(path);
    await look(total - 2, 2);
    await press('action_save_again');
    await waitFor('what was saved again', () => jobs(2), { timeout: 60_000 });
    await look(total, 0);
    rmSync(videos[2] ?? '');
    await look(total - 1, 1);
    await press('check_forget');
    await page.getByText(words('check_forgotten', '1')).waitFor();
    const left = await table(page, 'records');
    expect(left).toHaveLength(total - 1);
    expect(left.map(({ path }) => path)).not.toContain(videos[2]);
    // Stopped while the browser's look is waited for, it goes on.
    await press('check_begin');
    await press('relocate_stop');
    await press('renaming_go_on');
    await page.getByText(words('check_done', String(total - 1), '0', '0')).waitFor();
  } finally {
    await run.close();
  }
});

it('Firefox: offers no look that could say nothing, since it tells no extension that a file is gone', {
  timeout: 120_000,
}, async () => {
  const run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  try {
    const page = await run.extensionPage('options.html#names');
    await page.waitForSelector('.setting');
    const text = await page.evaluate(() => document.body.innerText);
    expect(text).toContain(words('options_template'));
    expect(text).not.toContain(words('check_begin'));
    const exists = await page.evaluate(async () => {
      const { downloads } = (globalThis as unknown as { browser: { downloads: Downloads } }).browser;
      const url = URL.createObjectURL(new Blob(['x']));
      const id = await downloads.download({ url, filename: 'probe.txt' });
      for (;;) {
        const [item] = await downloads.search({ id });
        if (item?.state === 'complete') return item.exists;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    expect(exists).toBe(true);
    rmSync(join(run.downloadsDir, 'probe.txt'));
    // The day it tells, the look can be offered.
    await wait(12_000);
    const still = () =>
      page.evaluate(async () => {
        const { downloads } = (globalThis as unknown as { browser: { downloads: Downloads } }).browser;
        return (await downloads.search({ filenameRegex: 'probe' }))[0]?.exists;
      });
    await still();
    await wait(500);
    expect(await still()).toBe(true);
  } finally {
    await run.close();
  }
});

interface Downloads {
  download(order: { url: string; filename: string }): Promise<number>;
  search(query: object): Promise<{ state: string; exists: boolean }[]>;
}
