import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawsSubtitles, pictureAt } from '../../fakes/ffmpeg.ts';
import { readAss } from '../../fakes/readAss.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveRounds: 9, liveSpeed: 4, liveOn: false } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const recordings = (): Promise<Row[]> => table(own, 'recordings');

interface Line {
  readonly kind: string;
  readonly text?: string;
  readonly offset: number;
}

it('somebody who is watched goes live: recorded, with 500 chat messages over two disconnects, each once', async () => {
  Object.assign(site.rules.chat, { count: 500, perSecond: 100, cuts: [180, 370] });
  await command(run, own, 'watchLive', { uniqueId: 'tokshelf.live' });
  expect(await recordings()).toEqual([]);
  site.rules.liveOn = true;
  // A watch that is new is due at once, and all the others with it.
  await command(run, own, 'watchLive', { uniqueId: 'demo.offline' });
  await waitFor('the recording', async () => (await recordings()).length === 1);
  await waitFor('all of the chat', () => site.chat.visits.length === 3 && Date.now() - startedAt() > 7_000);
  site.rules.liveOn = false;
  await waitFor('the saved recording', async () => (await recordings())[0]?.state === 'done', { timeout: 30_000 });
  const name = (ending: string): string | undefined => run.tree().find(({ path }) => path.endsWith(ending))?.path;
  await waitFor('both files of the chat', () => name('-chat.jsonl') !== undefined && name('-01.ass') !== undefined);

  for (const { origin, cookies, accepted } of site.chat.visits) {
    expect([origin, cookies, accepted]).toEqual(['https://www.tiktok.com', ['ttwid'], true]);
  }
  const read = (ending: string): string => readFileSync(join(run.downloadsDir, name(ending) ?? ''), 'utf8');
  const lines = read('-chat.jsonl')
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line));
  const chat = lines.filter(({ kind }) => kind === 'chat');
  expect(chat.map(({ text }) => text)).toEqual(Array.from({ length: 500 }, (_, index) => `line ${index}`));
  expect(lines.filter(({ kind }) => kind === 'gap')).toHaveLength(2);
  const offsets = lines.map(({ offset }) => offset);
  expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  const { width, events } = readAss(read('-01.ass'));
  expect([width, events.length]).toEqual([576, 500]);
  const middle = events[250] ?? expect.unreachable();
  const fileOf = (ending: string): string => join(run.downloadsDir, name(ending) ?? '');
  if (drawsSubtitles) await isLaidOver(fileOf('-01.mp4'), fileOf('-01.ass'), (middle.start + middle.end) / 2_000);
  expect(await table(own, 'watches')).toHaveLength(2);
}, 90_000);

const [WIDTH, HEIGHT] = [576, 1024];

/** A player with libass shows lines of it at the bottom left of the recording, and nothing anywhere else. */
const isLaidOver = async (video: string, ass: string, at: number): Promise<void> => {
  const [bare, laid] = [await pictureAt(video, at), await pictureAt(video, at, ass)];
  expect([bare.length, laid.length]).toEqual([WIDTH * HEIGHT, WIDTH * HEIGHT]);
  const changed = laid.map((dot, at) => (Math.abs(dot - (bare[at] ?? 0)) > 60 ? 1 : 0));
  const inside = (from: number, to: number): number =>
    changed.subarray(from * WIDTH, to * WIDTH).filter(Boolean).length;
  expect(inside(HEIGHT / 2, HEIGHT)).toBeGreaterThan(1_000);
  expect(inside(0, HEIGHT / 2)).toBe(0);
};

let since = 0;
/** When the chat began, as far as this test saw. */
const startedAt = (): number => {
  if (since === 0 && site.chat.visits.length > 0) since = Date.now();
  return since === 0 ? Date.now() : since;
};
