import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { decodeAll } from '../support/decodeAll.ts';
import { likeFfmpeg } from '../support/live/likeFfmpeg.ts';
import { apart, readRecording } from '../support/live/readRecording.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

it.each([
  ['hls', 'ts'],
  ['hls-fmp4', 'm4s'],
] as const)(
  'a live that comes as %s alone is recorded into the downloads, each .%s file of it once',
  async (form, ending) => {
    const site = await startSite({ rules: { liveForm: form, liveRounds: 6, liveSpeed: 2 } });
    const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
    const own = await run.extensionPage('options.html');
    await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
    const row = async () => (await table(own, 'recordings'))[0];
    // The row tells its duration at most once a second, and the last files come at once.
    await waitFor('the last file', () => site.log.some(({ path }) => path.endsWith(`/11.${ending}`)), {
      timeout: 40_000,
    });
    await waitFor('a look at what came', async () => Number((await row())?.durationMs) > 15_000, { timeout: 10_000 });
    site.rules.liveOn = false;
    await waitFor('the saved recording', async () => ['done', 'failed'].includes(String((await row())?.state)), {
      timeout: 60_000,
    });
    expect(await row()).toMatchObject({
      state: 'done',
      ended: 'over',
      gaps: [],
      parts: [{ index: 1, state: 'saved' }],
    });
    const segments = site.log.filter(({ path }) => path.endsWith(`.${ending}`));
    expect(segments.map(({ path }) => Number(/(\d+)\.\w+$/.exec(path)?.[1]))).toEqual(
      Array.from({ length: 12 }, (_, index) => index),
    );
    const file = join(run.downloadsDir, run.tree()[0]?.path ?? '');
    const seen = await readRecording(file);
    expect(seen).toMatchObject({ codec: 'avc', width: 576 });
    expect(Math.abs(seen.seconds - 24)).toBeLessThan(0.5);
    expect(await apart(seen)).toBeLessThan(50);
    const whole = (packets: readonly unknown[]) => [packets.length, packets.length];
    const decoded = { pictures: whole(seen.pictures), sounds: whole(seen.sounds), supported: true };
    expect(await decodeAll(own, file)).toEqual(decoded);
    await likeFfmpeg(file, seen);
    await run.close();
    await site.close();
  },
);

it('a file that is cut is fetched again; where one stalls for half a minute, what the window lost meanwhile is a gap', {
  timeout: 180_000,
}, async () => {
  const site = await startSite({ rules: { liveForm: 'hls', liveRounds: 14, hlsFaults: { 4: 'cut', 7: 'stall' } } });
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  const row = async () => (await table(own, 'recordings'))[0];
  await waitFor('the last file', () => site.log.some(({ path }) => path.endsWith('/27.ts')), { timeout: 100_000 });
  site.rules.liveOn = false;
  await waitFor('the saved recording', async () => (await row())?.state === 'done', { timeout: 60_000 });
  const { ended, gaps, parts } = (await row()) as {
    readonly ended: string;
    readonly gaps: readonly { readonly at: number; readonly ms: number }[];
    readonly parts: readonly unknown[];
  };
  const asked = site.log.flatMap(({ path }) => /(\d+)\.ts$/.exec(path)?.[1] ?? []).map(Number);
  const file = join(run.downloadsDir, run.tree().find(({ path }) => path.endsWith('.mp4'))?.path ?? '');
  const seen = await readRecording(file);
  console.log(`files ${asked.join(' ')}; gaps ${JSON.stringify(gaps)}; ${seen.seconds} s`);
  expect([ended, gaps.length, parts.length]).toEqual(['over', 1, 1]);
  expect(asked.filter((index) => index === 4)).toHaveLength(2);
  const taken = new Set(asked);
  expect([0, 1, 2, 3, 4, 5, 6, 27].every((index) => taken.has(index))).toBe(true);
  // No file twice but the one that was cut, and the one that stalled where the window still had it.
  expect(asked.length - taken.size).toBeLessThanOrEqual(2);
  const lost = gaps[0]?.ms ?? 0;
  expect(lost).toBeGreaterThan(10_000);
  expect(Math.abs(seen.seconds + lost / 1000 - 56)).toBeLessThan(0.5);
  expect(await apart(seen)).toBeLessThan(50);
  const whole = (packets: readonly unknown[]) => [packets.length, packets.length];
  const decoded = { pictures: whole(seen.pictures), sounds: whole(seen.sounds), supported: true };
  expect(await decodeAll(own, file)).toEqual(decoded);
  await likeFfmpeg(file, seen);
  await run.close();
  await site.close();
});
