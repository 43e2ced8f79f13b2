import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OldDatabase, writeOldDatabase } from '../fakes/oldDatabase.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { viewer } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { command, withoutPauses } from './support/command.ts';
import { table } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';

const folder = new URL('../fixtures/database/', import.meta.url);
const recorded = (file: string): OldDatabase => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

let site: Site;
let run: ChromiumRun;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
});
afterAll(async () => {
  await run.close();
  await site.close();
});

/** Puts a database in the place of the extension's. A page without a script of ours opens none meanwhile. */
const replaceDatabase = async (old: OldDatabase): Promise<void> => {
  const page = await run.extensionPage('manifest.json');
  const written = async (): Promise<boolean> => {
    await run.stopWorker();
    return page.evaluate(`(async () => {
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('tokshelf');
        deleting.onsuccess = resolve;
        deleting.onerror = () => reject(deleting.error);
      });
      try {
        await (${String(writeOldDatabase)})(${JSON.stringify(old)}, 'tokshelf');
        return true;
      } catch (error) {
        if (error.name === 'VersionError') return false;
        throw error;
      }
    })()`);
  };
  // An alarm may start the worker in between, which then has a database of its own version there first.
  await waitFor('the old database in its place', written);
  await page.close();
};

it.each(readdirSync(folder).sort())('a database of %s is taken over, and saving goes on in it', async (file) => {
  const old = recorded(file);
  await replaceDatabase(old);
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  const [post] = site.world.postsOf(viewer);
  await command(run, own, 'startJob', { source: { kind: 'one', postId: post?.id }, options: {} });
  const isSaved = async () =>
    (await table(own, 'jobs')).some(({ priority, state }) => priority === 0 && state === 'done');
  await waitFor('the post', isSaved);
  const jobs = await table(own, 'jobs');
  expect(jobs).toHaveLength((old.tables.jobs?.rows.length ?? 0) + 1);
  expect(jobs.filter(({ listing, phase }) => listing === undefined || phase === undefined)).toEqual([]);
  const files = [...(await table(own, 'tasks')), ...(await table(own, 'records'))];
  expect(files.filter((row) => row.basePathKey === undefined || 'stemKey' in row)).toEqual([]);
  expect((await table(own, 'posts')).filter((row) => 'way' in row)).toEqual([]);
  await own.close();
});
