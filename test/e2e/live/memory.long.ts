import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { memoryUse } from '../../bench/support/processMemory.ts';
import { collectGarbage } from '../../bench/support/targetUse.ts';
import { startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const SPEED = 10;
const MINUTES = 10;
const KILOBITS = 2000;

/** What is left when nobody's garbage is counted. How high it piles up in between is the collector's own business. */
const HELD_EVERY_MS = 20_000;

interface Look {
  /** How far the recording was. */
  readonly at: number;
  readonly mb: number;
}

const said = (looks: readonly Look[]): string =>
  looks.map(({ at, mb }) => `${Math.round(at / 1000)} s ${mb.toFixed(0)}`).join(', ');

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('ten minutes of a stream as heavy as a real one: the memory of the extension stays as it is', {
  timeout: 900_000,
}, async () => {
  const site = await startSite({ rules: { liveSpeed: SPEED, liveKilobits: KILOBITS, liveRounds: MINUTES * 30 } });
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  await command(run, own, 'setSettings', { settings: { live: { splitMinutes: 2 } } });
  const { pid } = run.child;
  if (pid === undefined) throw new Error('no browser');
  const { recordingId } = (await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' })) as Row;
  const row = async (): Promise<Row> => (await table(own, 'recordings'))[0] ?? {};
  const reached = async (): Promise<number> => Number((await row()).durationMs ?? 0);
  // Of the browser's program each browser of the machine bears a share, which changes as others come and go.
  const extensionMb = (): number => memoryUse(pid, 'own').extension;
  /** The least of three looks: buffers are let go of beside the collection, late on a busy machine. */
  const heldMb = async (): Promise<number> => {
    const looks: number[] = [];
    for (let look = 0; look < 3; look += 1) {
      await collectGarbage(run.profileDir, run.extensionId);
      await wait(100);
      looks.push(extensionMb());
    }
    return Math.min(...looks);
  };
  const seen: Look[] = [];
  const held: Look[] = [];
  for (let at = await reached(); at < MINUTES * 60_000 - 5_000; at = await reached()) {
    seen.push({ at, mb: extensionMb() });
    if (at - (held.at(-1)?.at ?? 0) >= HELD_EVERY_MS) held.push({ at, mb: await heldMb() });
    await wait(1_000);
  }
  console.log(`as it came, MB: ${said(seen)}\nheld, MB: ${said(held)}`);
  await command(run, own, 'stopRecording', { recordingId });
  const done = await waitFor('the saved recording', async () => {
    const now = await row();
    if (now.state !== 'done') throw new Error(JSON.stringify(now));
    return now;
  });
  await run.close();
  await site.close();
  expect(Number(done.bytes)).toBeGreaterThan((MINUTES * 60 * KILOBITS * 1000) / 8 / 1.5);
  // What a first minute takes is code, buffers and the database's pages; from then on nothing may grow.
  const later = held.flatMap(({ at, mb }) => (at > 60_000 ? [mb] : []));
  expect(later.length).toBeGreaterThan(11);
  const usual = mean(later);
  for (const mb of later) expect(Math.abs(mb - usual)).toBeLessThan(20);
  // What is kept for good raises the least that is ever held.
  const third = Math.floor(later.length / 3);
  expect(Math.min(...later.slice(-third)) - Math.min(...later.slice(0, third))).toBeLessThan(10);
  // Garbage is let pile up, but not without end.
  expect(Math.max(...seen.map(({ mb }) => mb)) - usual).toBeLessThan(60);
});
