import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { probe } from '../browsers/probe.ts';
import { command } from '../support/command.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveForm: 'hls', liveRounds: 6, liveSpeed: 2 } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

it('a live that comes as HLS alone is recorded into the downloads, each file of it once', async () => {
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  const row = async () => (await table(own, 'recordings'))[0];
  // The row tells its duration at most once a second, and the last files come at once.
  await waitFor('the last file', () => site.log.some(({ path }) => path.endsWith('/11.ts')), { timeout: 40_000 });
  await waitFor('a look at what came', async () => Number((await row())?.durationMs) > 15_000, { timeout: 10_000 });
  site.rules.liveOn = false;
  await waitFor('the saved recording', async () => ['done', 'failed'].includes(String((await row())?.state)), {
    timeout: 60_000,
  });
  expect(await row()).toMatchObject({ state: 'done', ended: 'over', gaps: [], parts: [{ index: 1, state: 'saved' }] });
  const segments = site.log.filter(({ path }) => path.endsWith('.ts'));
  expect(segments.map(({ path }) => Number(/(\d+)\.ts$/.exec(path)?.[1]))).toEqual(
    Array.from({ length: 12 }, (_, index) => index),
  );
  const seen = await probe(join(run.downloadsDir, run.tree()[0]?.path ?? ''));
  expect(seen).toMatchObject({ video: { codec: 'avc', width: 576 }, audio: { codec: 'aac' } });
  expect(Math.abs(seen.durationSeconds - 24)).toBeLessThan(0.5);
  expect(Math.abs((seen.video?.endSeconds ?? 0) - (seen.audio?.endSeconds ?? 0))).toBeLessThan(0.15);
});
