import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { damageDatabase } from '../folder/damageDatabase.ts';
import { command, withoutPauses } from '../support/command.ts';
import { records } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokshelf-broken-'));
const profileDir = join(folder, 'profile');
const databases = join(profileDir, 'Default/IndexedDB');
let site: Site;
let run: ChromiumRun | undefined;

const start = async (): Promise<ChromiumRun> => {
  run = await launchChromium({
    extensionDir: extensionDir('chrome'),
    site,
    profileDir,
    downloadsDir: join(folder, 'downloads'),
  });
  return run;
};

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await run?.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const notice = (page: Page): Promise<string> => page.locator('.gate .notice').innerText();

it('a database that cannot be opened is told in every page, and in answers by a code alone', async () => {
  mkdirSync(join(profileDir, 'Default'), { recursive: true });
  writeFileSync(databases, 'no folder');
  const browser = await start();
  for (const name of ['popup.html', 'options.html', 'library.html']) {
    const page = await browser.extensionPage(name);
    const text = await notice(page);
    expect(text, name).toContain(words('error_database'));
    expect(text, name).toContain(words('action_retry'));
    expect(await page.locator('.popup, .library').count(), name).toBe(0);
  }
  const own = await browser.extensionPage('options.html');
  const message = { type: 'command', name: 'postStates', input: { postIds: ['1'] } };
  expect(await browser.message(own, message)).toMatchObject({
    ok: false,
    error: { code: 'database', detail: expect.stringMatching(/^\w+Error$/) },
  });
  await browser.close();
  rmSync(databases);
});

const storedMark = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as StorageApi).chrome.storage.local.get('database'));

interface StorageApi {
  readonly chrome: { readonly storage: { readonly local: { get(key: string): Promise<unknown> } } };
}

it('a database that the browser threw away is told, and its files are not saved twice', async () => {
  const [post] = site.world.postsOf(demo);
  const save = async (browser: ChromiumRun): Promise<Page> => {
    const own = await browser.extensionPage('options.html');
    await withoutPauses(browser, own);
    await command(browser, own, 'save', { postId: post?.id });
    await waitFor('the end of the job', async () => {
      const { jobs } = await records(own);
      return jobs.length > 0 && jobs.every(({ state }) => state === 'done');
    });
    return own;
  };
  const first = await start();
  const own = await save(first);
  const saved = first.tree();
  expect(saved.length).toBeGreaterThan(0);
  await waitFor('the mark outside the database', async () =>
    JSON.stringify(await storedMark(own)).includes('"used":true'),
  );
  await first.close();
  damageDatabase(profileDir);
  const second = await start();
  const again = await save(second);
  expect(await notice(again)).toContain(words('database_lost'));
  expect(second.tree()).toEqual(saved);
  expect((await records(again)).records).toMatchObject([{ notes: ['exists'] }]);
  await again.getByRole('button', { name: words('database_lost_accept') }).click();
  await again.locator('.gate').waitFor({ state: 'detached' });
});
