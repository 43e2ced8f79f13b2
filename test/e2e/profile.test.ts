import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { demo } from '../site/world/users.ts';
import { withoutPauses } from './support/command.ts';
import { extensionDir } from './support/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './support/launchChromium.ts';
import { dueFiles, wrongFiles } from './support/profileFiles.ts';
import { records } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

let site: Site;
const homes: string[] = [];

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

const newPlaces = () => {
  const home = mkdtempSync(join(tmpdir(), 'tokshelf-profile-test-'));
  homes.push(home);
  return { profileDir: join(home, 'profile'), downloadsDir: join(home, 'downloads') };
};

/** Opens the popup on the demo profile and presses the button. */
const saveAllPosts = async (run: ChromiumRun) => {
  const tab = await run.context.newPage();
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  const popup = await run.openPopup(tab);
  await withoutPauses(run, popup);
  await popup.getByRole('button', { name: words('popup_save_all_posts') }).click();
  return { tab, popup };
};

const untilDone = (seen: () => Promise<unknown>, timeout = 100_000) =>
  waitFor('the end of the job', async () => (await seen()) === 'done', { timeout, every: 500 });

const expectEveryPostOnce = async (run: ChromiumRun): Promise<void> => {
  const posts = site.world.postsOf(demo);
  const due = posts.flatMap((post) => dueFiles(site, post));
  const own = await run.extensionPage('options.html');
  const { jobs, records: kept, posts: rows } = await records(own);
  await own.close();
  expect(wrongFiles(due, kept)).toEqual([]);
  expect(kept.map(({ key }) => key).toSorted()).toEqual(due.map(({ key }) => key).toSorted());
  // Nothing else lies there: no second copy, no unfinished download.
  expect(
    run
      .tree()
      .map(({ path }) => join(run.downloadsDir, path))
      .toSorted(),
  ).toEqual(kept.map(({ path }) => String(path)).toSorted());
  expect(rows).toHaveLength(posts.length);
  expect(jobs).toHaveLength(1);
  expect(jobs[0]).toMatchObject({
    state: 'done',
    counts: { seen: posts.length, planned: due.length, saved: due.length, skipped: 0, failed: 0 },
  });
};

it('saves every post of a profile from the popup', async () => {
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site, ...newPlaces() });
  site.clearLog();
  const { popup } = await saveAllPosts(run);
  await popup.getByRole('article').waitFor();
  await untilDone(async () => (await records(popup)).jobs[0]?.state);
  expect(await popup.getByRole('article').innerText()).toContain(words('job_state_done'));
  await expectEveryPostOnce(run);
  await run.close();
});

it('goes on by itself after the browser was killed and started again', async () => {
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  // A clean end writes the session's cookies to the disk, as they are in a browser that is used for longer.
  await launchChromium(options).then((first) => first.close());
  const killed = await launchChromium({ ...options, login: 'keep' });
  await saveAllPosts(killed);
  await waitFor('half of the files', () => killed.tree().length > 60, { every: 20 });
  await killed.kill();
  const atDeath = killed.tree().length;
  expect(atDeath).toBeLessThan(130);

  const run = await launchChromium({ ...options, login: 'keep' });
  const due = site.world.postsOf(demo).flatMap((post) => dueFiles(site, post)).length;
  await waitFor('all files', () => run.tree().length >= due, { timeout: 100_000, every: 500 });
  const own = await run.extensionPage('options.html');
  await untilDone(async () => (await records(own)).jobs[0]?.state);
  await expectEveryPostOnce(run);
  await run.close();
});

it('asks no foreign host', () => {
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
});
