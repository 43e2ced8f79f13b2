import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LiveAct } from '../../site/media/liveTakes.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { decodeAll } from '../support/decodeAll.ts';
import { likeFfmpeg } from '../support/live/likeFfmpeg.ts';
import { apart, type ReadRecording, readRecording } from '../support/live/readRecording.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveSpeed: 4 } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

interface Gap {
  readonly at: number;
  readonly ms: number;
}

interface Seen {
  readonly row: Row;
  readonly gaps: readonly Gap[];
  readonly files: readonly ReadRecording[];
}

const isOver = ({ state }: Row): boolean => state === 'done' || state === 'failed';

/** Records the demo's live room while it does all this, and reads and decodes what was saved. */
const record = async (acts: readonly LiveAct[]): Promise<Seen> => {
  Object.assign(site.rules, { liveOn: true, liveActs: [...acts, 'end'] });
  const started = (await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' })) as { recordingId: string };
  const row = await waitFor(
    'the saved recording',
    async () => (await table(own, 'recordings')).find((one) => one.id === started.recordingId && isOver(one)),
    { timeout: 90_000 },
  );
  const parts = row.parts as { path: string; state: string }[];
  expect(parts.every(({ state }) => state === 'saved')).toBe(true);
  const paths = run.tree().map(({ path }) => path);
  const files: ReadRecording[] = [];
  for (const { path } of parts) {
    const relative = paths.find((one) => path.replaceAll('\\', '/').endsWith(one)) ?? path;
    const file = join(run.downloadsDir, relative);
    const read = await readRecording(file);
    files.push(read);
    const decoded = await decodeAll(own, file);
    expect(decoded.error).toBeUndefined();
    expect(decoded.sounds).toEqual([read.sounds.length, read.sounds.length]);
    if (decoded.supported) expect(decoded.pictures).toEqual([read.pictures.length, read.pictures.length]);
    await likeFfmpeg(file, read);
  }
  const gaps = row.gaps as Gap[];
  const seconds = files.map((file) => file.seconds);
  console.log(`${acts.join(' ')}: ${JSON.stringify({ seconds, gaps, ended: row.ended, durationMs: row.durationMs })}`);
  return { row, gaps, files };
};

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const lasting = (files: readonly ReadRecording[]): number => files.reduce((sum, { seconds }) => sum + seconds, 0);

/** What was served was recorded, all of it and in step. */
const isWhole = async ({ row, files }: Seen, seconds: number): Promise<void> => {
  expect(row).toMatchObject({ state: 'done', ended: 'over' });
  expect(Math.abs(lasting(files) - seconds)).toBeLessThan(0.5);
  expect(Math.abs(Number(row.durationMs) / 1000 - seconds)).toBeLessThan(0.5);
  const steps = await Promise.all(files.map(apart));
  console.log(`picture and sound apart by at most ${steps.map((ms) => ms.toFixed(1)).join(', ')} ms`);
  for (const ms of steps) expect(ms).toBeLessThan(50);
};

it.each([
  ['the number 12', 'hevc'],
  ['enhanced FLV', 'hevc-enhanced'],
] as const)('20 s of HEVC by %s', async (_, act) => {
  const seen = await record(times(10, act));
  await isWhole(seen, 20);
  expect(seen.files).toMatchObject([{ codec: 'hevc', width: 1080 }]);
  expect(seen.gaps).toEqual([]);
});

it('20 s with a cut: one part, and the gap marked where it is', async () => {
  const seen = await record(['small', 'small', 'cut', 'small', 'small', 'small']);
  await isWhole(seen, 20);
  expect(seen.files).toHaveLength(1);
  expect(seen.gaps).toHaveLength(1);
  expect(Math.abs((seen.gaps[0]?.at ?? 0) - 8_000)).toBeLessThan(200);
  expect(seen.gaps[0]?.ms).toBeLessThan(3_000);
});

it('20 s with a stall: given up after half a minute, and gone on with', async () => {
  const seen = await record(['small', 'small', 'stall', 'small', 'small', 'small']);
  await isWhole(seen, 20);
  expect(seen.gaps).toHaveLength(1);
  expect(Math.abs((seen.gaps[0]?.at ?? 0) - 8_000)).toBeLessThan(200);
  expect(Math.abs((seen.gaps[0]?.ms ?? 0) - 31_000)).toBeLessThan(3_000);
});

it('20 s in which a guest joins and leaves: a part for each size', async () => {
  const seen = await record(['small', 'small', ...times(4, 'large' as const), 'small']);
  await isWhole(seen, 20);
  expect(seen.files.map(({ width }) => width)).toEqual([576, 1080, 576]);
  expect(seen.gaps).toEqual([]);
});

it('20 s whose times jump forth by an hour and back to nothing', async () => {
  const seen = await record(['small', 'small', 'forward', 'small', 'back', 'small', 'small']);
  await isWhole(seen, 20);
  expect(seen.files).toHaveLength(1);
  expect(seen.gaps).toEqual([]);
});

it('20 s of HEVC with a cut: the same codec is asked for again, and goes on in the same part', async () => {
  site.clearLog();
  const seen = await record(['hevc', 'hevc', 'hevc', 'cut', ...times(7, 'hevc' as const)]);
  await isWhole(seen, 20);
  expect(seen.files).toMatchObject([{ codec: 'hevc', width: 1080 }]);
  expect(seen.gaps).toHaveLength(1);
  const asked = site.log.flatMap(({ path }) => (path.endsWith('.flv') ? [path] : []));
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe(asked[0]);
});
