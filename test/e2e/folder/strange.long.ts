import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { specialPosts } from '../../site/world/posts.ts';
import { command, withoutPauses } from '../support/command.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, startGranted } from './grantFolder.ts';

const { recordedVideo, recordedPhotos } = specialPosts;

let granted: GrantedRun;
let options: Page;

beforeAll(async () => {
  granted = await startGranted('strange');
  options = await granted.run.extensionPage('options.html#names');
  await withoutPauses(granted.run, options, { place: 'folder', files: ['video', 'image', 'music'] });
  for (const { id } of [recordedPhotos, recordedVideo]) {
    await command(granted.run, options, 'startJob', { source: { kind: 'one', postId: id }, options: {} });
    await waitFor(`post ${id}`, async () => (await table(options, 'jobs')).every(({ state }) => state === 'done'));
  }
});
afterAll(() => granted.close());

const pathOf = async (key: string): Promise<string> => {
  const record = (await table(options, 'records')).find((row) => row.key === key);
  return join(dirname(granted.folder), String(record?.path));
};
const begin = (): Promise<void> => options.getByRole('button', { name: words('check_begin') }).click();

/** What would run as a page of the extension: it would write its mark where the extension keeps its own. */
const hostile = (mark: string): string =>
  `<!doctype html><title>x</title><script>localStorage.setItem('hostile','${mark}')</script><body>${mark}`;

/** Puts records into the database that a page of ours would not write. */
const putRecords = (records: readonly object[]): Promise<void> =>
  options.evaluate(
    (rows) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction('records', 'readwrite');
          for (const row of rows) transaction.objectStore('records').put(row);
          transaction.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    records,
  );

it('opens a page that lies under the name of a post as text, and nothing of it runs', async () => {
  const folder = join(granted.folder, 'gift');
  mkdirSync(folder);
  const files = {
    'desc.html': hostile('page'),
    'cover.svg': `<svg xmlns="http://www.w3.org/2000/svg"><script>localStorage.setItem('hostile','drawing')</script></svg>`,
  };
  const [like] = await table(options, 'records');
  for (const [at, [name, text]] of Object.entries(files).entries()) {
    const postId = `730000000000000012${at}`;
    writeFileSync(join(folder, `${postId}-${name}`), text);
    const kind = name.split('.')[0] ?? '';
    const path = `${granted.folder.split('/').at(-1)}/gift/${postId}-${name}`;
    await putRecords([{ ...like, key: `${postId}:${kind}:0`, postId, kind, index: '0', path, bytes: text.length }]);
  }
  const library = await granted.run.extensionPage('library.html#saved');
  for (const name of Object.keys(files)) {
    const [opened] = await Promise.all([
      library.context().waitForEvent('page'),
      library
        .locator('.row', { hasText: `-${name}` })
        .getByRole('button', { name: words('action_show_file') })
        .click(),
    ]);
    await opened.waitForLoadState();
    expect(await opened.evaluate(() => document.contentType)).toBe('text/plain');
    expect(await opened.evaluate(() => document.body.innerText)).toContain('localStorage.setItem');
    await opened.close();
  }
  expect(await library.evaluate(() => localStorage.getItem('hostile'))).toBeNull();
  await library.close();
});

it('looks on where a file is in the place of a folder, or a record names what nothing can be called', async () => {
  const photos = dirname(await pathOf(`${recordedPhotos.id}:image:01`));
  const before = (await table(options, 'records')).filter(({ path }) => String(path).startsWith('tokshelf-strange'));
  const inside = before.filter(({ path }) => dirname(join(dirname(granted.folder), String(path))) === photos);
  const names = ['a//b.mp4', '..', 'a/./b.mp4'];
  const strange = names.map((name, at) => {
    const postId = `730000000000000090${at}`;
    return { ...before[0], key: `${postId}:video:0`, postId, kind: 'video', index: '0', path: `x/${name}` };
  });
  await putRecords(strange);
  const kept = inside.map(({ path }) => readFileSync(join(dirname(granted.folder), String(path))));
  rmSync(photos, { recursive: true });
  writeFileSync(photos, 'a file now');
  const there = before.length - inside.length;
  await options.bringToFront();
  await begin();
  await options
    .getByText(words('check_done', String(there), String(inside.length + names.length), '0'))
    .waitFor({ timeout: 20_000 });
  rmSync(photos);
  mkdirSync(photos);
  for (const [at, { path }] of inside.entries())
    writeFileSync(join(dirname(granted.folder), String(path)), kept[at] ?? '');
  await begin();
  await options
    .getByText(words('check_done', String(before.length), String(names.length), '0'))
    .waitFor({ timeout: 20_000 });
  await options
    .locator('.check-found')
    .getByRole('button', { name: words('check_forget') })
    .click();
  await options.getByText(words('check_forgotten', String(names.length))).waitFor();
});

it('shows what is saved again without leaving the viewer, and says what cannot be played', async () => {
  const path = await pathOf(`${recordedVideo.id}:video:0`);
  const bytes = readFileSync(path);
  rmSync(path);
  const library = await granted.run.extensionPage('library.html#saved');
  const viewer = library.getByRole('dialog', { name: words('viewer_title') });
  await library.locator('input[value=covers]').check();
  await library
    .locator('.post', { hasText: recordedVideo.desc.slice(0, 12) })
    .locator('.post__open')
    .click();
  await viewer.getByText(words('viewer_gone')).waitFor();
  await viewer.getByRole('button', { name: words('action_save_again') }).click();
  await viewer.locator('video').waitFor({ timeout: 30_000 });
  await library.keyboard.press('Escape');
  const again = await pathOf(`${recordedVideo.id}:video:0`);
  expect(readFileSync(again)).toEqual(bytes);

  // As long as before, and nothing that plays.
  writeFileSync(again, Buffer.alloc(bytes.length, 'no film'));
  await library
    .locator('.post', { hasText: recordedVideo.desc.slice(0, 12) })
    .locator('.post__open')
    .click();
  await viewer.getByText(words('viewer_unread')).waitFor({ timeout: 10_000 });
  await library.keyboard.press('Escape');

  // Deleted while it is on the stage, before it was read to its end.
  writeFileSync(again, bytes);
  await library
    .locator('.post', { hasText: recordedVideo.desc.slice(0, 12) })
    .locator('.post__open')
    .click();
  await viewer.locator('video').waitFor();
  rmSync(again);
  await viewer.locator('video').evaluate((element: HTMLVideoElement) => element.load());
  await viewer.getByText(words('viewer_gone')).waitFor({ timeout: 10_000 });
  writeFileSync(again, bytes);
  await library.close();
});

it('says in the viewer itself what a press there came to', async () => {
  const library = await granted.run.extensionPage('library.html#saved');
  const viewer = library.getByRole('dialog', { name: words('viewer_title') });
  await library
    .locator(`.row [aria-label^="${words('viewer_open', '')}"], .post__open`)
    .first()
    .click();
  await viewer.waitFor();
  const path = await pathOf(`${recordedVideo.id}:video:0`);
  const bytes = readFileSync(path);
  rmSync(path);
  await viewer.getByRole('button', { name: words('action_show_file') }).click();
  await viewer.getByText(words('viewer_gone')).waitFor();
  writeFileSync(path, bytes);
  await library.close();
});

it('shows in one tab what another took out of the library, once it is looked at', async () => {
  const [one, other] = [
    await granted.run.extensionPage('library.html#saved'),
    await granted.run.extensionPage('library.html#saved'),
  ];
  const summary = (page: Page) => page.locator('.summary [role=status]').innerText();
  const count = (await table(options, 'records')).length;
  for (const page of [one, other]) {
    await page.bringToFront();
    await waitFor('all rows', async () => (await summary(page)).startsWith(`${count} files`));
  }
  await other.locator('.filters__words').fill(recordedPhotos.id);
  await other.getByRole('button', { name: words('library_choose'), exact: true }).click();
  await other.locator('.choice__line button').first().click();
  await other.getByRole('button', { name: words('library_delete'), exact: true }).click();
  await other.getByRole('button', { name: words('library_delete_sure'), exact: true }).click();
  await other.getByText(words('library_deleted')).first().waitFor();
  const left = (await table(options, 'records')).length;
  expect(left).toBeLessThan(count);
  await one.bringToFront();
  await waitFor('what is left', async () => (await summary(one)).startsWith(`${left} files`));
  for (const page of [one, other]) await page.close();
});

it('looks through ten thousand files of somebody, with sidecars among them, and stays quick', {
  timeout: 120_000,
}, async () => {
  const folder = join(granted.folder, 'my own 📁 مجلدي');
  mkdirSync(folder);
  for (let at = 0; at < 8_000; at += 1) writeFileSync(join(folder, `holiday ${at} 🌊 عطلة.jpg`), 'theirs');
  const post = (at: number): string => String(7_300_000_000_001_000_000n + BigInt(at));
  for (let at = 0; at < 1_000; at += 1) {
    writeFileSync(join(folder, `day ${at}-metadata.json`), JSON.stringify({ post: { id: post(at) } }));
    writeFileSync(join(folder, `day ${at}-video.mp4`), 'film');
  }
  await options.bringToFront();
  await options.evaluate(() => {
    const seen = { gap: 0 };
    Object.assign(globalThis, { seen });
    let last = performance.now();
    setInterval(() => {
      seen.gap = Math.max(seen.gap, performance.now() - last);
      last = performance.now();
    }, 10);
  });
  const begun = Date.now();
  await begin();
  await options.getByText(words('check_adoptable', '2,000')).waitFor({ timeout: 90_000 });
  const gap = await options.evaluate(() => (globalThis as unknown as { seen: { gap: number } }).seen.gap);
  console.log(`10,000 foreign files: ${Date.now() - begun} ms, longest standstill ${gap.toFixed(0)} ms`);
  expect(gap).toBeLessThan(1000);
  await options.getByRole('button', { name: words('check_adopt') }).click();
  await options.getByText(words('check_adopted', '2,000')).waitFor({ timeout: 90_000 });
});
