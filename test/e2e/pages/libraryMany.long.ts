import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillLibrary } from '../../bench/support/fillLibrary.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

const FILES = Number(process.env.TOKSHELF_FILES ?? 100_000);
const POSTS = Math.round(FILES * 0.6);
/** The longest that the page may stand still while many files are worked on, ms. */
const MOST = 1000;

let site: Site;
let run: ChromiumRun;
let page: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  page = await run.extensionPage('library.html#saved');
  await fillLibrary(page, { records: FILES, posts: POSTS });
  await page.reload();
  await shown(FILES);
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const count = (files: number): string => `${files.toLocaleString('en')} file`;
const shown = (files: number) =>
  waitFor(
    `${files} files`,
    async () => (await page.locator('.summary [role=status]').innerText()).includes(count(files)),
    {
      timeout: 120_000,
    },
  );
const press = (key: Parameters<typeof words>[0]): Promise<void> =>
  page.getByRole('button', { name: words(key), exact: true }).click();

/** How long `work` takes, and how long the page stands still in it at most. */
const timed = async (what: string, work: () => Promise<void>): Promise<number> => {
  await page.evaluate(() => {
    const seen = { gap: 0 };
    Object.assign(globalThis, { seen });
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      seen.gap = Math.max(seen.gap, now - last);
      last = now;
    }, 10);
    Object.assign(seen, { timer });
  });
  const begun = Date.now();
  await work();
  const gap = await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { gap: number; timer: number } };
    clearInterval(seen.timer);
    return Math.round(seen.gap);
  });
  console.log(`${FILES} files, ${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s, longest standstill ${gap} ms`);
  return gap;
};

it('gives all posts a tag, takes it from them, and takes many files out, while the page stays quick', {
  timeout: 900_000,
}, async () => {
  await press('library_choose');
  const all = page.getByRole('button', { name: new RegExp(count(FILES)) });
  const gaps = new Map<string, number>();
  const note = async (what: string, work: () => Promise<void>) => void gaps.set(what, await timed(what, work));
  await note('choose all', async () => {
    await all.click();
    await page.locator('.choice [role=status]', { hasText: count(FILES) }).waitFor();
  });
  await press('library_tags');
  await page.locator('.choice__tag').fill('mine');
  await note('tag', async () => {
    await press('library_tag_add');
    await page.locator('.choice bdi', { hasText: 'mine' }).waitFor({ timeout: 300_000 });
  });
  await note('no tag', async () => {
    await page.locator('.choice button', { has: page.locator('bdi', { hasText: 'mine' }) }).click();
    await page.locator('.choice bdi', { hasText: 'mine' }).waitFor({ state: 'detached', timeout: 300_000 });
  });
  await press('library_choose_none');
  // Those of some people, by a word of theirs.
  await page.locator('.filters__words').fill('person.7');
  await waitFor(
    'fewer',
    async () => !(await page.locator('.summary [role=status]').innerText()).includes(count(FILES)),
  );
  const found = Number(
    (await page.locator('.summary [role=status]').innerText()).replace(/ file.*/s, '').replaceAll(',', ''),
  );
  await page.locator('.choice__line button').first().click();
  await press('library_delete');
  await note(`take ${found} out`, async () => {
    await press('library_delete_sure');
    await page.getByText(words('library_deleted')).first().waitFor({ timeout: 600_000 });
  });
  await page.locator('.filters__words').fill('');
  await shown(FILES - found);
  for (const [what, gap] of gaps) expect(gap, what).toBeLessThan(MOST);
});
