import { it } from 'vitest';
import { startSite } from '../site/startSite.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { launchChromium } from './browsers/launchChromium.ts';
import { expectEveryPostOnce, temporaryFiles } from './support/everyPostOnce.ts';
import { newPlaces } from './support/places.ts';
import { table } from './support/records.ts';
import { saveAllPosts } from './support/saveAllPosts.ts';
import { waitFor } from './support/waitFor.ts';

// Where a kill hits between intent, download and record is chance: many of them meet many places.
const KILLS = 12;

it('comes to the same end however often the browser is killed', { timeout: 600_000 }, async () => {
  const site = await startSite();
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  await launchChromium(options).then((first) => first.close());
  const left: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const run = await launchChromium({ ...options, login: 'keep' });
    if (kill === 0) await saveAllPosts(run);
    const goal = (kill + 1) * 10;
    await waitFor(`${goal} files`, () => run.tree().length >= goal, { timeout: 100_000, every: 7 });
    await run.kill();
    left.push(...temporaryFiles(run));
  }
  const run = await launchChromium({ ...options, login: 'keep' });
  const own = await run.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await table(own, 'jobs'))[0]?.state === 'done', {
    timeout: 100_000,
  });
  await expectEveryPostOnce(run, site, left);
  await run.close();
  await site.close();
  places.remove();
});
