import { statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { friend } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { command, withoutPauses } from '../support/command.ts';
import { chooseMoveFile, librarySums, takeMoveFile, writeMoveFile } from '../support/moveFile.ts';
import type { OwnPage } from '../support/OwnPage.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

type Sums = Awaited<ReturnType<typeof librarySums>>;

const FILES = 20_000;
const LONG_MS = 120_000;

let site: Site;
let run: ChromiumRun;
let options: Page;
let file: string;

const source = { kind: 'posts', secUid: friend.secUid, uniqueId: friend.uniqueId };

/** Puts copies of one saved post into the tables, each with an id and a path of its own, every tenth with a thumbnail. */
const multiply = (page: OwnPage, count: number): Promise<void> =>
  page.evaluate((text) => {
    const count = Number(text);
    return new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('tokshelf');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const names = ['posts', 'records', 'entries', 'thumbs'];
        const change = database.transaction(names, 'readwrite');
        const first = new Map<string, { postId?: string }>();
        for (const name of names) {
          const asking = change.objectStore(name).getAll();
          asking.onsuccess = () => {
            const rows = asking.result as { postId?: string; kind?: string }[];
            const row = rows.find(({ kind }) => name !== 'records' || kind === 'video');
            if (row) first.set(name, row);
            if (first.size < names.length) return;
            const [post, record, entry, thumb] = names.map((one) => first.get(one)) as Record<string, unknown>[];
            for (let at = 0; at < count; at += 1) {
              const id = (7_000_000_000_000_000_000n + BigInt(at)).toString();
              const path = String(record?.relativePath).replace('.mp4', `-${id}.mp4`);
              const whole = String(record?.path).replace('.mp4', `-${id}.mp4`);
              const key = `${id}:video:0`;
              const inside = post?.post as object;
              change
                .objectStore('posts')
                .put({ ...post, id, keys: [key], post: { ...inside, id, desc: `Post ${at}` } });
              change.objectStore('records').put({
                ...{ ...record, key, postId: id, path: whole, relativePath: path },
                basePathKey: `${String(record?.basePathKey)}-${id}`,
                downloadId: 100_000 + at,
              });
              change.objectStore('entries').put({ ...entry, postId: id, position: 1000 + at });
              if (at % 10 === 0) change.objectStore('thumbs').put({ ...thumb, postId: id });
            }
          };
        }
        change.onerror = () => reject(change.error);
        change.oncomplete = () => {
          database.close();
          resolve();
        };
      };
    });
  }, String(count));

const mediaAsked = (): number => site.log.filter(({ group }) => group === 'media').length;

/** Runs the list; gives the row of the job that did. */
const runList = async <P extends OwnPage>(
  browser: { message(page: P, message: unknown): Promise<unknown> },
  own: P,
) => {
  const { jobId } = (await command(browser, own, 'startJob', { source, options: {} })) as { jobId: string };
  return waitFor('the end of the job', async () =>
    (await table(own, 'jobs')).find(({ id, state }) => id === jobId && state === 'done'),
  );
};

const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const start = performance.now();
  const value = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return value;
};

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  options = await run.extensionPage('options.html');
  await withoutPauses(run, options);
  await runList(run, options);
  // One that came after the file was written would be missing in the other library.
  await waitFor('a thumbnail of every post', async () => {
    const [posts, thumbs] = await Promise.all(['posts', 'thumbs'].map((name) => table(options, name)));
    return thumbs?.length === posts?.length;
  });
  await timed('multiplied', () => multiply(options, FILES));
  file = await timed(`${FILES} files written`, () => writeMoveFile(run, options, LONG_MS));
  console.log(`${statSync(file).size} bytes`);
}, 10 * LONG_MS);
afterAll(async () => {
  await run.close();
  await site.close();
});

/** Each row of the first library and of the other; the sums are made once. */
const expectSame = (before: Sums, after: Sums): void => {
  for (const [table, rows] of Object.entries(before)) {
    const there = new Set(after[table]);
    expect(after[table]?.length, table).toBe(rows.length);
    // The first few name what is wrong; thousands would hang the reporter.
    expect(rows.filter((row) => !there.has(row)).slice(0, 5), table).toEqual([]);
  }
};

let before: Sums;

it(
  'a library of 20,000 files is the same in another Chromium, and its list fetches nothing there',
  async () => {
    const other = await launchChromium({ extensionDir: extensionDir('chrome'), site });
    const own = await other.extensionPage('options.html');
    await withoutPauses(other, own);
    await timed('checked', () => chooseMoveFile(own, file, LONG_MS));
    await timed('merged', () => takeMoveFile(own, LONG_MS));
    before = await timed('read', () => librarySums(options));
    expect(before.records?.length).toBeGreaterThan(FILES);
    expectSame(before, await librarySums(own));
    const asked = mediaAsked();
    expect(await runList(other, own)).toMatchObject({ counts: { saved: 0, failed: 0, planned: 0 } });
    expect([mediaAsked(), other.tree().length]).toEqual([asked, 0]);
    await other.close();
  },
  10 * LONG_MS,
);

it(
  'and in Firefox',
  async () => {
    const other = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
    const own = await other.extensionPage('options.html');
    await withoutPauses(other, own);
    const field = await own.waitForSelector('#move input[type=file]');
    await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    const take = await own.waitForSelector(`::-p-text(${words('move_take')})`, { timeout: LONG_MS });
    await timed('merged in Firefox', async () => {
      await take?.click();
      await own.waitForSelector('#move .notice--good', { timeout: LONG_MS });
    });
    expectSame(before, await timed('read in Firefox', () => librarySums(own)));
    const asked = mediaAsked();
    expect(await runList(other, own)).toMatchObject({ counts: { saved: 0, failed: 0, planned: 0 } });
    expect([mediaAsked(), other.tree().length]).toEqual([asked, 0]);
    await other.close();
  },
  10 * LONG_MS,
);
