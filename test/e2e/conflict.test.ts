import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { command } from './support/command.ts';
import { createText } from './support/postName.ts';
import { records } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';

const { recordedVideo } = specialPosts;
let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
});
afterAll(async () => {
  await run.close();
  await site.close();
});

it('with the rule skip a file of that name stays alone', async () => {
  await command(run, own, 'setSettings', { settings: { conflict: 'skip' } });
  const basePath = `${createText(recordedVideo.createdMs)}_${recordedVideo.desc}`;
  const path = join(run.downloadsDir, `tiktok/one/TikTok/${basePath}-video.mp4`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'theirs');
  await command(run, own, 'save', { postId: recordedVideo.id, uniqueId: 'tiktok' });
  const record = await waitFor('the record', async () => {
    const [found] = (await records(own)).records;
    if (!found) throw new Error(JSON.stringify((await records(own)).tasks));
    return found;
  });
  expect(record).toMatchObject({ notes: ['exists'], path });
  expect(run.tree()).toHaveLength(1);
  expect(readFileSync(path, 'utf8')).toBe('theirs');
});
