import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { extensionDir } from '../../e2e/browsers/extensionDir.ts';
import { launchChromium } from '../../e2e/browsers/launchChromium.ts';
import { grantFolder } from '../../e2e/folder/grantFolder.ts';
import { command } from '../../e2e/support/command.ts';
import type { Row } from '../../e2e/support/records.ts';
import { startSite } from '../../site/startSite.ts';
import { pacingOf, runJob, secondsOf } from './bulkRun.ts';
import { type Measure, quantile } from './Measure.ts';

type Place = 'downloads' | 'folder';

/** Milliseconds a file of a profile that is saved to a place, in a browser of its own. */
const msPerFile = async (place: Place, posts: number): Promise<number> => {
  const site = await startSite();
  const folder = mkdtempSync(join(tmpdir(), 'tokshelf-bench-'));
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site, grantedFolders: [folder] });
  try {
    const user = site.world.userByName(`demo.${posts}`);
    if (!user) throw new Error('no account of that size');
    // In both, so that nothing but the place differs.
    await grantFolder(run, folder);
    await (await run.context.newPage()).goto(`https://www.tiktok.com/@${user.uniqueId}`);
    const own = await run.extensionPage('privacy.html');
    await command(run, own, 'setSettings', { settings: { ...pacingOf({ pacing: 'off' }), place } });
    await wait(2000);
    const job = await runJob(run, own, { kind: 'posts', secUid: user.secUid, uniqueId: user.uniqueId });
    return (secondsOf(job) * 1000) / Number((job.counts as Row).saved);
  } finally {
    await run.close();
    await site.close();
    rmSync(folder, { recursive: true });
  }
};

/** What a file costs that goes into a granted folder, beside one that goes to the downloads: in turn, so that a busy minute strikes both. */
export const folderRun = async (posts: number, turns: number): Promise<Measure[]> => {
  const times: Record<Place, number[]> = { downloads: [], folder: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    const order: readonly Place[] = turn % 2 === 0 ? ['downloads', 'folder'] : ['folder', 'downloads'];
    for (const place of order) {
      const ms = await msPerFile(place, posts);
      console.error(`${place}: ${ms.toFixed(1)} ms a file`);
      times[place].push(ms);
    }
  }
  const at = `${posts} posts, 0 ms, no pauses, middle of ${turns}`;
  const [downloads, folder] = [quantile(times.downloads, 0.5), quantile(times.folder, 0.5)];
  return [
    { what: 'a file to the downloads', at, value: downloads, unit: 'ms' },
    { what: 'a file into a granted folder', at, value: folder, unit: 'ms', goal: Math.round(downloads * 10) / 10 },
  ];
};
