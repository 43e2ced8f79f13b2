import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { decodeAll } from '../support/decodeAll.ts';
import { likeFfmpeg } from '../support/live/likeFfmpeg.ts';
import { readRecording } from '../support/live/readRecording.ts';
import { newPlaces, type Places } from '../support/places.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

let site: Site;
let places: Places;
let run: ChromiumRun;
let own: Page;

const launch = async (): Promise<void> => {
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site, ...places, login: 'keep' });
  own = await run.extensionPage('library.html#jobs');
};

beforeEach(async () => {
  // Parts of a minute, which take seven seconds.
  site = await startSite({ rules: { liveSpeed: 8, liveRounds: 500 } });
  places = newPlaces();
  // A clean end writes the session's cookies to the disk, as they are in a browser that is used for longer.
  await launchChromium({ extensionDir: extensionDir('chrome'), site, ...places }).then((first) => first.close());
  await launch();
  await command(run, own, 'setSettings', { settings: { live: { splitMinutes: 1 } } });
});
afterEach(async () => {
  await run.close();
  await site.close();
  places.remove();
});

interface Part {
  readonly index: number;
  readonly state: string;
  readonly path?: string;
}

const row = async (): Promise<Row> => (await table(own, 'recordings'))[0] ?? {};
const partsOf = (one: Row): Part[] => (one.parts ?? []) as Part[];
const reached = async (ms: number): Promise<boolean> => Number((await row()).durationMs) >= ms;

const start = (): Promise<unknown> => command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });

/** A kill leaves up to a group of pictures (four seconds), what was fetched since, and what the row did not tell yet. */
const LAST_SECONDS = 8 + 8;

/** Kills the browser at once; how far the recording had come, as its row told a moment before. */
const killAndStart = async (): Promise<number> => {
  const before = Number((await row()).durationMs) / 1000;
  await run.kill();
  await launch();
  return before;
};

/** All parts are saved, each once, and play; how long they are together. */
const savedSeconds = async (): Promise<number> => {
  const parts = partsOf(await row());
  expect(parts.map(({ index }) => index)).toEqual(parts.map((_, at) => at + 1));
  const videos = run.tree().filter(({ path }) => path.endsWith('.mp4'));
  expect(videos.map(({ path }) => path.replace(/^.*-live-/, ''))).toEqual(
    parts.map(({ index }) => `${String(index).padStart(2, '0')}.mp4`),
  );
  let seconds = 0;
  for (const { path } of videos) {
    const file = join(run.downloadsDir, path);
    const read = await readRecording(file);
    const decoded = await decodeAll(own, file);
    expect([decoded.error, decoded.pictures[1]]).toEqual([undefined, read.pictures.length]);
    await likeFfmpeg(file, read);
    seconds += read.seconds;
  }
  console.log(JSON.stringify({ parts: parts.length, seconds, gaps: (await row()).gaps }));
  return seconds;
};

interface Line {
  readonly kind: string;
  readonly text?: string;
}

const readLines = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const isSaved = (one: Row): boolean =>
  one.state === 'done' && partsOf(one).every(({ state }) => state === 'saved' || state === 'lost');

it('killed in its first seconds, the room still live: what was there is saved, said so, and it goes on', async () => {
  await start();
  await waitFor('the first seconds', () => reached(12_000), { every: 20 });
  const before = await killAndStart();
  await waitFor('it goes on', () => reached(before * 1000 + 20_000));
  expect(await row()).toMatchObject({ state: 'recording', recovered: true, gaps: [{}] });
  await own.getByText(words('recording_recovered')).first().waitFor();
  site.rules.liveOn = false;
  await command(run, own, 'stopRecording', { recordingId: (await row()).id });
  const last = await waitFor('the end', async () => (isSaved(await row()) ? row() : undefined));
  const seconds = await savedSeconds();
  expect(seconds).toBeGreaterThan(Number(last.durationMs) / 1000 - LAST_SECONDS);
  expect(seconds).toBeLessThan(Number(last.durationMs) / 1000 + 2);
}, 120_000);

it.each([0, 60, 250])(
  'killed %i ms after a part is whole, the room over meanwhile: all parts, none twice',
  async (ms) => {
    await start();
    await waitFor('the end of a part', async () => partsOf(await row()).some(({ state }) => state !== 'writing'), {
      every: 5,
    });
    await wait(ms);
    site.rules.liveOn = false;
    const before = await killAndStart();
    await waitFor('the end', async () => isSaved(await row()));
    expect(await row()).toMatchObject({ state: 'done', recovered: true });
    expect(await savedSeconds()).toBeGreaterThan(before - LAST_SECONDS);
    await own.getByText(words('recording_recovered')).first().waitFor();
  },
  120_000,
);

it('killed late, with a chat: the chat is there up to its last seconds, too, and nothing of it twice', async () => {
  Object.assign(site.rules.chat, { count: 1_000, perSecond: 25 });
  await start();
  await waitFor('the third part', async () => partsOf(await row()).length === 3 && reached(130_000), {
    timeout: 60_000,
  });
  const before = await killAndStart();
  await waitFor('it goes on', () => reached(before * 1000 + 40_000));
  site.rules.liveOn = false;
  await command(run, own, 'stopRecording', { recordingId: (await row()).id });
  const last = await waitFor('the end', async () => (isSaved(await row()) ? row() : undefined));
  const chat = await waitFor('the chat', () => run.tree().find(({ path }) => path.endsWith('-chat.jsonl'))?.path);
  const seconds = await savedSeconds();
  expect(seconds).toBeGreaterThan(Number(last.durationMs) / 1000 - LAST_SECONDS);
  const said = readLines(join(run.downloadsDir, chat)).flatMap(({ kind, text }) => (kind === 'chat' ? [text] : []));
  const numbers = said.map((text) => Number(text?.replace('line ', '')));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  // Three seconds are kept at once, and the socket tells twenty messages again.
  const lost = (numbers.at(-1) ?? 0) + 1 - numbers.length;
  console.log(`${numbers.length} messages, ${lost} lost`);
  expect(lost).toBeLessThan(25 * 12);
  expect(run.tree().filter(({ path }) => path.endsWith('.ass')).length).toBeGreaterThanOrEqual(3);
}, 180_000);

it('a worker that is stopped costs nothing', async () => {
  await start();
  await waitFor('the first seconds', () => reached(12_000));
  for (let stop = 1; stop <= 4; stop += 1) {
    await run.stopWorker();
    await waitFor('it goes on', () => reached(stop * 40_000), { timeout: 60_000 });
  }
  site.rules.liveOn = false;
  await command(run, own, 'stopRecording', { recordingId: (await row()).id });
  const last = await waitFor('the end', async () => (isSaved(await row()) ? row() : undefined));
  expect(last).toMatchObject({ gaps: [], ended: 'stopped' });
  expect(last.recovered).toBeUndefined();
  expect(Math.abs((await savedSeconds()) - Number(last.durationMs) / 1000)).toBeLessThan(0.5);
}, 120_000);

it('an offscreen document that vanishes is opened again within a minute or so, and the stream taken up', async () => {
  await start();
  await waitFor('the first seconds', () => reached(12_000));
  const cdp = await run.browser.newBrowserCDPSession();
  const { targetInfos } = await cdp.send('Target.getTargets');
  const offscreen = targetInfos.find(({ url }) => url.endsWith('/offscreen.html'));
  await cdp.send('Target.closeTarget', { targetId: offscreen?.targetId ?? '' });
  const before = Number((await row()).durationMs);
  await waitFor('it goes on', () => reached(before + 20_000), { timeout: 100_000 });
  expect(await row()).toMatchObject({ state: 'recording', recovered: true, gaps: [{}] });
  site.rules.liveOn = false;
  await command(run, own, 'stopRecording', { recordingId: (await row()).id });
  const last = await waitFor('the end', async () => (isSaved(await row()) ? row() : undefined));
  expect(await savedSeconds()).toBeGreaterThan(Number(last.durationMs) / 1000 - LAST_SECONDS);
}, 180_000);
