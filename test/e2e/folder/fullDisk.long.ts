import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { newPlaces } from '../support/places.ts';
import { table } from '../support/records.ts';
import { saveAllPosts } from '../support/saveAllPosts.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { dropFolder } from './dropFolder.ts';

/** A disk of its own takes the right to mount one. */
const mayMount = process.getuid?.() === 0;
const places = newPlaces();
const folder = mkdtempSync(join(tmpdir(), 'tokshelf-full-'));
const ROOM = '1m';
let site: Site;
let run: ChromiumRun;

beforeAll(async () => {
  if (!mayMount) return;
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM}`, 'tmpfs', folder]);
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site, grantedFolders: [folder], ...places });
});

afterAll(async () => {
  await run?.close();
  await site?.close();
  places.remove();
  if (mayMount) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true });
});

it.skipIf(!mayMount)(
  'a full disk is a job that waits for space, with no failed file and no part left, and goes on',
  {
    timeout: 120_000,
  },
  async () => {
    const page = await run.extensionPage('options.html#names');
    await dropFolder(page, '.drop', folder);
    await waitFor('the folder to count', () => page.getByText(folder.split('/').at(-1) ?? '').isVisible());
    await saveAllPosts(run, demo, { place: 'folder' });
    const job = async () =>
      (await table(page, 'jobs'))[0] as { state: string; waiting?: { reason: string }; counts: object };
    await waitFor('the job to wait', async () => (await job()).state === 'waiting', { timeout: 40_000 });
    expect(await job()).toMatchObject({ waiting: { reason: 'space' }, counts: { failed: 0 } });
    expect(statfsSync(folder).bavail).toBeLessThan(64);
    // Files that were under way beside the one that met the full disk end by themselves.
    await waitFor('no part', () => !tree(folder).some(({ path }) => /\.part|crswap/.test(path)));
    execFileSync('mount', ['-o', 'remount,size=200m', folder]);
    await run.message(page, {
      type: 'command',
      name: 'controlJob',
      input: { jobId: String((await table(page, 'jobs'))[0]?.id), action: 'resume' },
    });
    await waitFor('the end', async () => (await job()).state === 'done', { timeout: 60_000 });
    expect(await job()).toMatchObject({ counts: { failed: 0 } });
  },
);
