import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { memoryUse } from '../../bench/support/processMemory.ts';
import { startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const SPEED = 8;
const MINUTES = 10;
const KILOBITS = 2000;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('ten minutes of a stream as heavy as a real one: the memory of the extension stays as it is', {
  timeout: 300_000,
}, async () => {
  const site = await startSite({ rules: { liveSpeed: SPEED, liveKilobits: KILOBITS, liveRounds: MINUTES * 15 } });
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await command(run, own, 'setSettings', { settings: { live: { splitMinutes: 2 } } });
  const { pid } = run.child;
  if (pid === undefined) throw new Error('no browser');
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  const row = async (): Promise<Row> => (await table(own, 'recordings'))[0] ?? {};
  const seen: { readonly at: number; readonly mb: number }[] = [];
  const isAll = async (): Promise<boolean> => Number((await row()).durationMs) >= MINUTES * 60_000 - 5_000;
  while (!(await isAll())) {
    seen.push({ at: Number((await row()).durationMs), mb: memoryUse(pid).extension });
    await wait(1000);
  }
  console.log(`memory: ${seen.map(({ at, mb }) => `${Math.round(at / 1000)} s ${mb.toFixed(0)} MB`).join(', ')}`);
  site.rules.liveOn = false;
  const done = await waitFor('the saved recording', async () => {
    const now = await row();
    if (now.state !== 'done') throw new Error(JSON.stringify(now));
    return now;
  });
  console.log(
    run
      .tree()
      .map(({ path, bytes }) => `${path} ${bytes}`)
      .join('\n'),
  );
  await run.close();
  await site.close();
  expect(Number(done.bytes)).toBeGreaterThan((MINUTES * 60 * KILOBITS * 1000) / 8 / 1.5);
  // What a first minute takes is code, buffers and the database's pages; from then on nothing may grow.
  const later = seen.filter(({ at }) => at > 60_000).map(({ mb }) => mb);
  const fifth = Math.floor(later.length / 5);
  expect(later.length).toBeGreaterThan(20);
  expect(Math.abs(mean(later.slice(-fifth)) - mean(later.slice(0, fifth)))).toBeLessThan(20);
  expect(Math.max(...later) - Math.min(...later)).toBeLessThan(40);
});
