import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../../site/world/users.ts';
import { withoutPauses } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, mediaAsked, savedIn, startGranted } from './grantFolder.ts';

const FILES = 1000;
const NAME = 'Countess';

let granted: GrantedRun;

beforeAll(async () => {
  granted = await startGranted('rename');
});

afterAll(() => granted.close());

/** Puts rows into the database as the extension would. */
const put = (page: Page, name: string, rows: readonly Row[]): Promise<void> =>
  page.evaluate(
    ([store, all]) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('tokshelf');
        open.onerror = () => reject(new Error(String(open.error)));
        open.onsuccess = () => {
          const tx = open.result.transaction(store, 'readwrite');
          for (const row of all) tx.objectStore(store).put(row);
          tx.oncomplete = () => {
            open.result.close();
            resolve();
          };
          tx.onerror = () => reject(new Error(String(tx.error)));
        };
      }),
    [name, rows] as const,
  );

const sumOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** As many files of the person's as the test asks for, beside those that were saved: each of other bytes. */
const more = async (page: Page): Promise<void> => {
  const saved = await table(page, 'records');
  const [model] = saved.filter(({ kind }) => kind === 'video');
  if (!model) throw new Error('nothing was saved');
  const folder = dirname(String(model.relativePath));
  const rows = Array.from({ length: FILES - saved.length }, (_, n): Row => {
    const postId = String(6_900_000_000_000_100_000n + BigInt(n));
    const base = `${folder}/more ${n}-video`;
    const text = `file ${n}`.padEnd(20 + (n % 7), '.');
    writeFileSync(join(granted.folder, `${base}.mp4`), text);
    return {
      ...model,
      ...{ key: `${postId}:video:0`, postId, bytes: text.length, savedAt: 1000 + n },
      sha256: createHash('sha256').update(text).digest('hex'),
      ...{
        relativePath: `${base}.mp4`,
        path: `${basename(granted.folder)}/${base}.mp4`,
        basePathKey: base.toLowerCase(),
      },
    };
  });
  await put(page, 'records', rows);
};

const done = (page: Page, jobs: number): Promise<unknown> =>
  waitFor(
    `${jobs} jobs done`,
    async () => {
      const rows = await table(page, 'jobs');
      return rows.length === jobs && rows.every(({ state }) => state === 'done');
    },
    { timeout: 100_000 },
  );

/** Every record names a file of its own that holds its bytes; what else lies in the folder. */
const check = async (page: Page): Promise<readonly string[]> => {
  const records = await table(page, 'records');
  expect(records).toHaveLength(FILES);
  const named = new Set(records.map(({ path }) => String(path)));
  expect(named.size).toBe(FILES);
  for (const { path, sha256 } of records)
    expect(sumOf(join(dirname(granted.folder), String(path))), String(path)).toBe(sha256);
  const root = basename(granted.folder);
  return savedIn(granted.folder).filter((path) => !named.has(`${root}/${path}`));
};

/** Records in the folder's own lists, by path. */
const listed = (): readonly string[] =>
  readdirSync(join(granted.folder, '.tokshelf')).flatMap((name) =>
    readFileSync(join(granted.folder, '.tokshelf', name), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('["records"'))
      .map((line) => String((JSON.parse(line) as [string, Row])[1].path)),
  );

it('a person of 1,000 files gets another folder, though the browser is killed three times', {
  timeout: 230_000,
}, async () => {
  await saveAllPosts(granted.run, demo, { place: 'folder' });
  let page = await granted.run.extensionPage('options.html#names');
  await done(page, 1);
  await more(page);
  const [author] = (await table(page, 'authors')).filter(({ secUid }) => secUid === demo.secUid);
  const before = String(author?.folder);
  const nicknames = author?.nicknames as readonly Row[];
  await put(page, 'authors', [{ ...author, nicknames: [...nicknames, { value: NAME, firstSeen: 1, lastSeen: 1 }] }]);
  const foreign = join(granted.folder, 'tiktok/post', NAME, 'more 7-video.mp4');
  mkdirSync(dirname(foreign), { recursive: true });
  writeFileSync(foreign, 'somebody else’s');
  const movedTo = (name: string): number =>
    savedIn(granted.folder).filter((path) => path.startsWith(`tiktok/post/${name}/`)).length;

  await page.reload();
  await page.getByText(words('renaming_person', before, NAME)).waitFor();
  await page.getByRole('button', { name: words('renaming_person_yes') }).click();
  const began = Date.now();
  for (const least of [100, 400, 700]) {
    await waitFor(`${least} files to be renamed`, () => movedTo(NAME) >= least, { timeout: 60_000, every: 5 });
    await granted.restart();
    expect(movedTo(NAME)).toBeLessThan(FILES);
    page = await granted.run.extensionPage('options.html#names');
    await page.getByRole('button', { name: words('renaming_go_on') }).click();
  }
  await page.getByText(words('renaming_done', '1,000')).waitFor({ timeout: 60_000 });
  console.log(`renamed within ${Date.now() - began} ms, three starts of the browser included`);

  expect(await check(page)).toEqual([`tiktok/post/${NAME}/more 7-video.mp4`]);
  expect(readFileSync(foreign, 'utf8')).toBe('somebody else’s');
  const records = await table(page, 'records');
  const beside = records.filter(({ path }) => String(path).endsWith(`${NAME}/more 7-video (1).mp4`));
  expect(beside).toHaveLength(1);
  expect(movedTo(before)).toBe(0);
  expect(readdirSync(join(granted.folder, 'tiktok/post'))).toEqual([NAME]);
  const root = basename(granted.folder);
  expect(
    listed()
      .map((path) => `${root}/${path}`)
      .toSorted(),
  ).toEqual(records.map(({ path }) => String(path)).toSorted());

  const asked = mediaAsked(granted.site);
  await saveAllPosts(granted.run, demo, { place: 'folder' });
  await done(page, 2);
  expect(mediaAsked(granted.site)).toBe(asked);
  expect(await table(page, 'records')).toHaveLength(FILES);
});

it('another template is looked at, given to what is saved, and taken back, over a kill each way', {
  timeout: 200_000,
}, async () => {
  let page = await granted.run.extensionPage('options.html#names');
  const before = savedIn(granted.folder);
  await withoutPauses(granted.run, page, { place: 'folder', template: 'by-id/{id}-{kind}' });
  await page.reload();
  await page
    .getByRole('button', { name: words('action_close') })
    .first()
    .click();
  await page.getByRole('button', { name: words('renaming_look') }).click();
  await page.getByRole('table').getByText('by-id/').first().waitFor();
  const moving = () => savedIn(granted.folder).filter((path) => path.startsWith('by-id/')).length;
  const posts = (await table(page, 'posts')).map(({ id }) => String(id));
  const known = (await table(page, 'records')).filter(({ postId }) => posts.includes(String(postId))).length;
  await page.getByText(words('renaming_unnamed', String(FILES - known))).waitFor();
  await page.getByRole('button', { name: words('renaming_begin') }).click();
  await waitFor('some to be renamed', () => moving() >= 10, { every: 2 });
  await granted.restart();
  page = await granted.run.extensionPage('options.html#names');
  await page.getByRole('button', { name: words('renaming_go_on') }).click();
  await page.getByText(words('renaming_done', String(known))).waitFor();
  expect(moving()).toBe(known);
  expect(await check(page)).toHaveLength(1);
  await page.getByRole('button', { name: words('renaming_back') }).click();
  await waitFor('some to be back', () => moving() < known - 10, { every: 2 });
  await granted.restart();
  page = await granted.run.extensionPage('options.html#names');
  await page.getByRole('button', { name: words('renaming_go_on') }).click();
  await page.getByText(words('renaming_is_back', String(known))).waitFor();
  expect(savedIn(granted.folder)).toEqual(before);
  expect(await check(page)).toHaveLength(1);
});
