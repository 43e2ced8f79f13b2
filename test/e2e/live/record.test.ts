import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { decodeAll } from '../support/decodeAll.ts';
import { apart, readRecording } from '../support/live/readRecording.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveRounds: 5, liveSpeed: 4 } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const recordings = (): Promise<Row[]> => table(own, 'recordings');

it('a live is recorded into the downloads, and ends with the room', async () => {
  site.rules.liveOn = true;
  const started = await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  expect(started).toMatchObject({ recordingId: expect.stringMatching(/^7692023419818265357-/) });
  expect(await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' })).toEqual(started);
  await waitFor('the first seconds', async () => Number((await recordings())[0]?.durationMs) > 2_000);
  site.rules.liveOn = false;
  const row = await waitFor('the saved recording', async () =>
    (await recordings()).find(({ state }) => state === 'done' || state === 'failed'),
  );
  expect(row).toMatchObject({ state: 'done', ended: 'over', gaps: [], parts: [{ index: 1, state: 'saved' }] });
  const files = run.tree();
  expect(files).toHaveLength(1);
  expect(files[0]?.path).toMatch(/^tiktok\/live\/Demo Live\/.*-live-01\.mp4$/);
  const file = join(run.downloadsDir, files[0]?.path ?? '');
  const seen = await readRecording(file);
  expect(seen).toMatchObject({ codec: 'avc', width: 576 });
  expect(Math.abs(seen.seconds - 20)).toBeLessThan(0.5);
  expect(await apart(seen)).toBeLessThan(50);
  const whole = (packets: readonly unknown[]) => [packets.length, packets.length];
  const decoded = { pictures: whole(seen.pictures), sounds: whole(seen.sounds), supported: true };
  expect(await decodeAll(own, file)).toEqual(decoded);
});

it('the popup shows a recording that goes on, and its button stops it', async () => {
  site.rules.liveOn = true;
  const before = (await recordings()).length;
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  const popup = await run.extensionPage('popup.html');
  const stop = popup.getByRole('button', { name: 'Stop recording' });
  await popup.locator('.recording .job__figures', { hasText: /Recording.*\d:\d\d.*B/ }).waitFor();
  await stop.click();
  await stop.waitFor({ state: 'detached' });
  site.rules.liveOn = false;
  const row = await waitFor('the stopped recording', async () =>
    (await recordings()).find(({ ended, state }) => ended === 'stopped' && state === 'done'),
  );
  expect(await recordings()).toHaveLength(before + 1);
  expect(row).toMatchObject({ uniqueId: 'tokshelf.live' });
  await popup.getByText('You stopped the recording.').waitFor();
  await popup.close();
});

it('who is not live is told so', async () => {
  await expect(command(run, own, 'startRecording', { uniqueId: 'demo.offline' })).rejects.toThrow('not_live');
  await expect(command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' })).rejects.toThrow('live_ended');
});
