import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { demo } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { launchChromium } from './browsers/launchChromium.ts';
import { probe } from './browsers/probe.ts';
import { expectEveryPostOnce, temporaryFiles } from './support/everyPostOnce.ts';
import { newPlaces } from './support/places.ts';
import { table } from './support/records.ts';
import { saveAllPosts } from './support/saveAllPosts.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const long = { timeout: 100_000, every: 500 };
const FILES = 135;

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

it('saves every post of a profile from the popup, each video with picture and sound', async () => {
  // The sharpest gear of every third video is silent and does not say so.
  const videos = site.world.postsOf(demo).filter(({ kind }) => kind === 'video');
  for (const [at, post] of videos.entries()) if (at % 3 === 0) site.world.put({ ...post, gears: 'unmarked' });
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const popup = await saveAllPosts(run);
  const card = popup.getByRole('article');
  await waitFor('the end of the job', async () => (await card.innerText()).includes(words('job_state_done')), long);
  expect(await card.innerText()).toContain(words('job_saved_other', String(FILES)));
  await expectEveryPostOnce(run, site);
  // One of two posts of a second and a caption bears its id behind the kind.
  const files = run.tree().filter(({ path }) => /-video(_\d+)?\.mp4$/.test(path));
  expect(files).toHaveLength(videos.length);
  for (const { path } of files) {
    const { video, audio, durationSeconds } = await probe(join(run.downloadsDir, path));
    expect([path, (video?.packets ?? 0) > 0, (audio?.endSeconds ?? 0) > durationSeconds - 0.2]).toEqual([
      path,
      true,
      true,
    ]);
  }
  await run.close();
});

it('goes on by itself after the browser was killed and started again', async () => {
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  // A clean end writes the session's cookies to the disk, as they are in a browser that is used for longer.
  await launchChromium(options).then((first) => first.close());
  const killed = await launchChromium({ ...options, login: 'keep' });
  await saveAllPosts(killed);
  await waitFor('half of the files', () => killed.tree().length > FILES / 2, { every: 20 });
  await killed.kill();
  expect(killed.tree().length).toBeLessThan(FILES - 5);
  const leftByKill = temporaryFiles(killed);

  // No page of the extension is opened: the start of the browser alone has to wake it.
  const run = await launchChromium({ ...options, login: 'keep' });
  await waitFor('all files', () => run.tree().length - leftByKill.length >= FILES, long);
  const own = await run.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await table(own, 'jobs'))[0]?.state === 'done', long);
  await expectEveryPostOnce(run, site, leftByKill);
  await run.close();
  places.remove();
});

it('asks no foreign host', () => {
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
});
