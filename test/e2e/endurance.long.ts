import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startSite } from '../site/startSite.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { command } from './support/command.ts';
import { expectEveryPostOnce, temporaryFiles } from './support/everyPostOnce.ts';
import { newPlaces } from './support/places.ts';
import { dueFiles } from './support/profileFiles.ts';
import { records, table } from './support/records.ts';
import { saveAllPosts } from './support/saveAllPosts.ts';
import { stagedIds } from './support/stagedIds.ts';
import { waitFor } from './support/waitFor.ts';

const STOPS = 10;
/** `pacing.parallel` as a new installation has it. */
const PARALLEL = 6;
const kinds = ['video', 'image', 'music'];

/** Any message from a page of ours wakes the worker, as an open popup does. */
const wake = (run: ChromiumRun, own: Page): Promise<unknown> => command(run, own, 'postStates', { postIds: [] });

const files = (run: ChromiumRun): number => run.tree().filter(({ path }) => !path.endsWith('.crdownload')).length;

const untilFiles = async (run: ChromiumRun, own: Page, goal: number): Promise<void> => {
  try {
    await waitFor(`${goal} files`, () => files(run) >= goal, { timeout: 100_000, every: 40 });
  } catch (error) {
    throw new Error(`${files(run)} files; ${JSON.stringify(await standstill(own))}`, { cause: error });
  }
};

/** What a queue that does not go on was waiting for. */
const standstill = async (own: Page): Promise<unknown> => {
  const { jobs, tasks } = await records(own);
  return { jobs, kv: await table(own, 'kv'), tasks: tasks.filter(({ state }) => state !== 'saved').slice(0, 12) };
};

/** 150 videos of 67 kB and 50 slideshows of two to five pictures with music: 450 files of all default kinds. */
it('saves 200 posts though the worker is stopped ten times and the browser killed once', {
  timeout: 400_000,
}, async () => {
  const site = await startSite();
  const user = site.world.userByName('demo.200');
  if (!user) throw new Error('no such user');
  const posts = site.world.postsOf(user);
  const due = posts.flatMap((post) => dueFiles(site, post)).length;
  const step = due / (STOPS + 2);
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  // A clean end writes the session's cookies to the disk, as they are in a browser that is used for longer.
  await launchChromium(options).then((first) => first.close());

  let leftByKill: string[] = [];
  let run = await launchChromium({ ...options, login: 'keep' });
  await saveAllPosts(run, user);
  let own = await run.extensionPage('options.html');
  for (let stop = 1; stop <= STOPS; stop += 1) {
    await untilFiles(run, own, Math.floor(stop * step));
    await run.stopWorker();
    // Once nobody wakes it: the ends of downloads, or its own alarm, have to.
    if (stop !== 3) await wake(run, own);
    if (stop !== STOPS / 2) continue;
    await untilFiles(run, own, Math.floor((stop + 0.5) * step));
    await run.kill();
    leftByKill = temporaryFiles(run);
    run = await launchChromium({ ...options, login: 'keep' });
    own = await run.extensionPage('options.html');
  }
  await waitFor('the end of the job', async () => (await table(own, 'jobs'))[0]?.state === 'done', {
    timeout: 100_000,
    every: 500,
  });

  await expectEveryPostOnce(run, site, leftByKill, posts);
  const { tasks } = await records(own);
  expect(tasks.filter(({ state }) => state !== 'saved')).toEqual([]);
  await wake(run, own);
  expect(await stagedIds(run)).toEqual([]);
  // At a stop or at the kill twice as many are in hand as are fetched at once: those may be asked for again, what was saved may not.
  const asked = site.log.filter(({ name, status }) => kinds.includes(name) && status === 200).length;
  expect(asked).toBeGreaterThanOrEqual(due);
  expect(asked).toBeLessThanOrEqual(due + 2 * PARALLEL * (STOPS + 1));
  await run.close();
  await site.close();
  places.remove();
});
