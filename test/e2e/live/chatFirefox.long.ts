import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type FirefoxRun, launchFirefox } from '../browsers/launchFirefox.ts';
import { command } from '../support/command.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: FirefoxRun;
let own: Page;

beforeAll(async () => {
  site = await startSite({ rules: { liveRounds: 9, liveSpeed: 4, liveOn: false } });
  run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

it('in Firefox, too, somebody who goes live is recorded with the chat, heard as a guest', async () => {
  Object.assign(site.rules.chat, { count: 200, perSecond: 60, cuts: [80] });
  await command(run, own, 'watchLive', { uniqueId: 'tokshelf.live' });
  site.rules.liveOn = true;
  await command(run, own, 'watchLive', { uniqueId: 'demo.offline' });
  await waitFor('the chat', () => site.chat.visits.length === 2, { timeout: 30_000 });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  site.rules.liveOn = false;
  const path = await waitFor(
    'the saved chat',
    () => run.tree().find((file) => file.path.endsWith('-chat.jsonl'))?.path,
    { timeout: 30_000 },
  );
  const lines = readFileSync(join(run.downloadsDir, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const chat = lines.flatMap(({ kind, text }) => (kind === 'chat' ? [text] : []));
  expect(chat).toEqual(Array.from({ length: 200 }, (_, index) => `line ${index}`));
  for (const { origin, cookies } of site.chat.visits) {
    expect([origin, cookies]).toEqual(['https://www.tiktok.com', ['ttwid']]);
  }
  await waitFor('the recording', async () => (await table(own, 'recordings'))[0]?.state === 'done');
}, 120_000);
