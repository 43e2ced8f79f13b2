import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChatRules } from '../../site/rules.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeEach(async () => {
  site = await startSite({ rules: { liveRounds: 30 } });
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterEach(async () => {
  await run.close();
  await site.close();
});

/** Records the live with its chat, with this page of the site open; which lines were heard. */
const hear = async (address: string, chat: Partial<ChatRules>, ms: number): Promise<readonly string[]> => {
  Object.assign(site.rules.chat, chat);
  await (await run.context.newPage()).goto(address);
  await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
  await new Promise((resolve) => setTimeout(resolve, ms));
  site.rules.liveOn = false;
  const [row] = await table(own, 'recordings');
  await command(run, own, 'stopRecording', { recordingId: row?.id });
  const path = await waitFor('the chat', () => run.tree().find((file) => file.path.endsWith('-chat.jsonl'))?.path);
  const lines = readFileSync(join(run.downloadsDir, path), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line)).flatMap(({ kind, text }) => (kind === 'chat' ? [text] : []));
};

/** Each once and in order, without holes; where it begins depends on when somebody listened. */
const isWhole = (heard: readonly string[]): void => {
  const first = Number(heard[0]?.replace('line ', ''));
  expect(heard.length).toBeGreaterThan(50);
  expect(heard).toEqual(heard.map((_, index) => `line ${first + index}`));
};

it('a socket that is accepted and hears nothing gives way to the one of an open live page, cut as it is', async () => {
  const page = 'https://www.tiktok.com/@tokshelf.live/live';
  const heard = await hear(page, { count: 900, perSecond: 20, socket: 'signed', cuts: [450] }, 32_000);
  isWhole(heard);
  const [ours] = site.chat.visits.filter(({ signed }) => !signed);
  expect(ours).toMatchObject({ accepted: true, sent: ['hb', 'im_enter_room', 'hb'] });
  // The page's own is read, never written.
  for (const { signed, sent } of site.chat.visits) if (signed) expect(sent).toEqual(['hb', 'im_enter_room']);
}, 90_000);

it('where the socket is refused and no live page is open, it is asked for by the fetch of a page, which signs', async () => {
  const chat = { count: 900, perSecond: 20, socket: 'blocked', poll: 'signed' } as const;
  isWhole(await hear('https://www.tiktok.com/explore', chat, 14_000));
  const polls = site.log.filter(({ path }) => path === '/webcast/im/fetch/');
  expect(polls.filter(({ refused }) => refused === undefined).length).toBeGreaterThan(4);
}, 90_000);
