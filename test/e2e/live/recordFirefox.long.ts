import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type FirefoxRun, launchFirefox } from '../browsers/launchFirefox.ts';
import { command } from '../support/command.ts';
import { likeFfmpeg } from '../support/live/likeFfmpeg.ts';
import { apart, readRecording } from '../support/live/readRecording.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: FirefoxRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveRounds: 60 } });
  run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const newest = async (): Promise<Row> => {
  const rows = await table(own, 'recordings');
  return rows.sort((a, b) => Number(b.startedAt) - Number(a.startedAt))[0] ?? expect.unreachable();
};
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (ms: number): Promise<void> => {
  await waitFor('the recording', async () => Number((await newest()).durationMs) >= ms, { timeout: ms + 20_000 });
};
const files = (): string[] => run.tree().map(({ path }) => path);

/** The file of one part: its length in ms, and how far picture and sound are apart. */
const look = async (path: string) => {
  const seen = await readRecording(path);
  expect(seen).toMatchObject({ codec: 'avc', width: 576 });
  await likeFfmpeg(path, seen);
  return { ms: seen.seconds * 1000, late: await apart(seen) };
};

it('records 20 s of FLV in the event page, stops, and saves a file that plays, the chat beside it', async () => {
  Object.assign(site.rules.chat, { count: 300, perSecond: 20 });
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  await waitFor('the row', async () => (await table(own, 'recordings')).length === 1);
  await until(20_000);
  const { id } = await newest();
  await command(run, own, 'stopRecording', { recordingId: id });
  await waitFor('the saved recording', async () => (await newest()).state === 'done');
  const row = await newest();
  expect(row).toMatchObject({ ended: 'stopped', gaps: [], parts: [{ state: 'saved' }] });
  expect(row.recovered).toBeUndefined();
  const path = await waitFor('the file', () => files().find((one) => one.endsWith('-live-01.mp4')));
  const { ms, late } = await look(join(run.downloadsDir, path));
  expect(Math.abs(ms - Number(row.durationMs))).toBeLessThan(500);
  expect(ms).toBeGreaterThan(19_500);
  expect(late).toBeLessThan(50);
  await waitFor('the chat', () => files().filter((one) => /-(chat\.jsonl|01\.ass)$/.test(one)).length === 2);
  Object.assign(site.rules.chat, { count: 0 });
}, 90_000);

it('outlives the idle end of event pages while it records, and is taken up by the next one when it dies', async () => {
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  // Nothing is asked of the event page meanwhile: the row is read here.
  await wait(66_000);
  const long = await newest();
  expect(Number(long.durationMs)).toBeGreaterThan(62_000);
  expect(long).toMatchObject({ state: 'recording', gaps: [], parts: [{ index: 1, state: 'writing' }] });
  // The extension is loaded anew: its event page ends in the middle, as by an update.
  await own.evaluate(() =>
    (globalThis as unknown as { browser: { runtime: { reload(): void } } }).browser.runtime.reload(),
  );
  await wait(2_000);
  own = await run.extensionPage('options.html');
  await waitFor('the second part', async () => ((await newest()).parts as unknown[]).length === 2, { timeout: 60_000 });
  const at = Number((await newest()).durationMs);
  await until(at + 4_000);
  const { id } = await newest();
  expect(id).toBe(long.id);
  await command(run, own, 'stopRecording', { recordingId: id });
  await waitFor('the saved recording', async () => (await newest()).state === 'done');
  const row = await newest();
  expect(row).toMatchObject({ ended: 'stopped', recovered: true, parts: [{ state: 'saved' }, { state: 'saved' }] });
  expect(row.gaps).toHaveLength(1);
  const [first, second] = row.parts as { readonly path: string; readonly durationMs: number }[];
  expect((await look(first?.path ?? '')).ms).toBeGreaterThan(60_000);
  expect((await look(second?.path ?? '')).ms).toBeGreaterThan(3_000);
}, 200_000);
