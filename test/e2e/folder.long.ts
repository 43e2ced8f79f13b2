import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { launchChromium } from './browsers/launchChromium.ts';
import { command } from './support/command.ts';
import { temporaryFiles } from './support/everyPostOnce.ts';
import { jobThat } from './support/jobThat.ts';
import { newPlaces } from './support/places.ts';
import type { Row } from './support/records.ts';
import { saveAllPosts } from './support/saveAllPosts.ts';
import { words } from './support/words.ts';

const FILES = 135;

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.close());

/** A disk of its own size in memory; absent where mounting is not allowed (it takes root and a machine of one's own). */
const mountDisk = (): string | undefined => {
  const dir = mkdtempSync(join(tmpdir(), 'tokshelf-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir]).status === 0) return dir;
  rmSync(dir, { recursive: true });
  return undefined;
};
const disk = mountDisk();
afterAll(() => {
  if (disk && spawnSync('umount', [disk]).status === 0) rmSync(disk, { recursive: true });
});

it.runIf(disk)('waits on a full disk; with room all files are saved', async () => {
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site, downloadsDir: disk ?? '' });
  const popup = await saveAllPosts(run);
  const held = await jobThat(popup, 'the halt', ({ state }) => state === 'waiting');
  expect(held).toMatchObject({ waiting: { reason: 'space' }, error: { code: 'space' }, counts: { failed: 0 } });
  await popup.getByText(words('wait_space')).waitFor();
  expect(spawnSync('mount', ['-o', 'remount,size=100m', disk ?? '']).status).toBe(0);
  await popup
    .getByRole('button', { name: words('action_resume') })
    .first()
    .click();
  const done = await jobThat(popup, 'the end', ({ state }) => state === 'done');
  expect(done.counts).toMatchObject({ saved: FILES, failed: 0 });
  // What it could not finish Chromium 156 leaves behind under a name of its own, whether cancelled or erased afterwards.
  expect(run.tree().length - temporaryFiles(run).length).toBe(FILES);
  await run.close();
});

it('says that the browser asks where to save each file, and saves all once it does not', async () => {
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  const asking = await launchChromium({ ...options, asksWhere: true });
  const popup = await saveAllPosts(asking);
  const held = await jobThat(popup, 'the halt', ({ state }) => state === 'waiting');
  expect(held).toMatchObject({ waiting: { reason: 'folder' }, error: { code: 'folder' }, notices: ['asks'] });
  await popup.getByText(words('job_notice_asks')).waitFor();
  expect(asking.tree()).toEqual([]);
  await asking.close();

  const run = await launchChromium({ ...options, login: 'keep' });
  const own = await run.extensionPage('library.html');
  await command(run, own, 'controlJob', { jobId: String(held.id), action: 'resume' });
  await jobThat(own, 'the end', ({ state }) => state === 'done');
  await command(run, own, 'controlJob', { jobId: String(held.id), action: 'retry' });
  const done = await jobThat(own, 'the rest', ({ counts }) => (counts as Row).saved === FILES);
  expect(done.counts).toMatchObject({ failed: 0 });
  expect(run.tree()).toHaveLength(FILES);
  await run.close();
  places.remove();
});
