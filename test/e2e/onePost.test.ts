import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { probe } from './browsers/probe.ts';
import { decodeFully } from './support/decodeFully.ts';
import { createText } from './support/postName.ts';
import { records } from './support/records.ts';
import { saveButton, tooltipText, untilButton } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const { recordedVideo, recordedPhotos, unmarked, muted } = specialPosts;

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

const saved = (path: string): Buffer => readFileSync(join(run.downloadsDir, path));
const pathsOf = (folder: string): string[] =>
  run.tree().flatMap(({ path }) => (path.startsWith(`tiktok/one/${folder}/`) ? [path] : []));
const recordsOf = async (postId: string) => (await records(own)).records.filter((record) => record.postId === postId);
/** Requests for a post's data or files made by scripts. The page's own player asks with another destination. */
const asked = (postId: string) =>
  site.log.filter(
    ({ group, postId: about, query, headers }) =>
      group !== 'page' && (about === postId || query.itemId === postId) && headers['sec-fetch-dest'] === 'empty',
  );

describe('the recorded video', () => {
  const basePath = `${createText(recordedVideo.createdMs)}_${recordedVideo.desc}`;
  const path = `tiktok/one/TikTok/${basePath}-video.mp4`;
  let page: Page;
  beforeAll(async () => {
    page = await run.context.newPage();
    await page.goto(`https://www.tiktok.com/@tiktok/video/${recordedVideo.id}`);
  });
  afterAll(() => page.close());

  it('is saved under its name by a click on the button', async () => {
    const button = saveButton(page);
    expect(await button.getAttribute('aria-label', { timeout: 15_000 })).toBe(words('button_save_by', 'tiktok'));
    await button.click();
    expect((await untilButton(button, 'saved')).name).toBe(words('button_saved_name'));
    expect(run.tree()).toEqual([{ path, bytes: site.bytesOf(recordedVideo.id, 'video').length }]);
    expect(saved(path).equals(site.bytesOf(recordedVideo.id, 'video'))).toBe(true);
  });

  it('has picture and sound to its end', async () => {
    const file = join(run.downloadsDir, path);
    const blank = await run.context.newPage();
    const played = await decodeFully(blank, file);
    await blank.close();
    expect(played).toMatchObject({ ended: true, videoWidth: 576, videoHeight: 1024 });
    expect(played.audioBytes).toBeGreaterThan(0);
    const read = await probe(file);
    expect(read).toMatchObject({ video: { codec: 'avc', packets: 48 }, audio: { codec: 'aac' } });
    expect(read.audio?.endSeconds).toBeGreaterThan(read.durationSeconds - 0.2);
  });

  it('has one record, which says where the file is', async () => {
    const kept = await recordsOf(recordedVideo.id);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      key: `${recordedVideo.id}:video:0`,
      path: join(run.downloadsDir, path),
      bytes: site.bytesOf(recordedVideo.id, 'video').length,
    });
  });

  it('is not fetched again by a second click, which says that it is saved', async () => {
    await page.reload();
    const button = saveButton(page);
    expect((await untilButton(button, 'saved')).name).toBe(words('button_saved_name'));
    const before = asked(recordedVideo.id).length;
    expect(before).toBeGreaterThan(0);
    await button.click();
    expect(await waitFor('the tooltip', () => tooltipText(page))).toBe(words('page_already_saved'));
    await page.waitForTimeout(1500);
    expect(asked(recordedVideo.id)).toHaveLength(before);
    expect(run.tree()).toHaveLength(1);
    expect(await recordsOf(recordedVideo.id)).toHaveLength(1);
  });
});

describe('the recorded slideshow', () => {
  const basePath = `${createText(recordedPhotos.createdMs)}_${recordedPhotos.desc}`;
  const folder = `tiktok/one/ESPN/${basePath}`;
  let page: Page;
  beforeAll(async () => {
    page = await run.context.newPage();
    await page.goto(`https://www.tiktok.com/@espn/photo/${recordedPhotos.id}`);
  });
  afterAll(() => page.close());

  it('is saved with every picture and the music', async () => {
    const button = saveButton(page);
    expect(await button.getAttribute('aria-label', { timeout: 15_000 })).toBe(words('button_save_by', 'espn'));
    await button.click();
    await untilButton(button, 'saved');
    const pictures = [1, 2, 3, 4, 5].map((n) => `${folder}/${basePath}-image-0${n}.jpeg`);
    expect(pathsOf('ESPN')).toEqual([...pictures, `${folder}/${basePath}-music.mp3`]);
    for (const [at, picture] of pictures.entries())
      expect(saved(picture).equals(site.bytesOf(recordedPhotos.id, 'image', at + 1))).toBe(true);
    expect(saved(`${folder}/${basePath}-music.mp3`).equals(site.bytesOf(recordedPhotos.id, 'music'))).toBe(true);
    expect((await probe(join(run.downloadsDir, `${folder}/${basePath}-music.mp3`))).audio?.codec).toBe('mp3');
  });

  it('has one record a file', async () => {
    const keys = (await recordsOf(recordedPhotos.id)).map((record) => record.key);
    expect(keys.toSorted()).toEqual([
      ...[1, 2, 3, 4, 5].map((n) => `${recordedPhotos.id}:image:0${n}`),
      `${recordedPhotos.id}:music:0`,
    ]);
  });

  it('says that it is saved when clicked again, and fetches nothing', async () => {
    await page.waitForLoadState('networkidle');
    const before = asked(recordedPhotos.id).length;
    await saveButton(page).click();
    expect(await waitFor('the tooltip', () => tooltipText(page))).toBe(words('page_already_saved'));
    await page.waitForTimeout(1500);
    expect(asked(recordedPhotos.id)).toHaveLength(before);
    expect(pathsOf('ESPN')).toHaveLength(6);
  });
});

it('takes the sharpest gear that has sound, also when a silent one does not say so', async () => {
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com/@${unmarked.owner.uniqueId}/video/${unmarked.id}`);
  const button = saveButton(page);
  await button.click();
  await untilButton(button, 'saved');
  const kept = await recordsOf(unmarked.id);
  expect(kept).toHaveLength(1);
  const file = String(kept[0]?.path);
  expect(readFileSync(file).equals(site.bytesOf(unmarked.id, 'video'))).toBe(true);
  expect((await probe(file)).audio?.packets).toBeGreaterThan(0);
  await page.close();
});

it('loads one whole body of a post without sound, and the heads of its other gears', async () => {
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com/@${muted.owner.uniqueId}/video/${muted.id}`);
  const button = saveButton(page);
  await button.click();
  await untilButton(button, 'saved');
  const [record] = await recordsOf(muted.id);
  expect(record).toMatchObject({ notes: ['no-sound'] });
  expect(readFileSync(String(record?.path)).equals(site.bytesOf(muted.id, 'video'))).toBe(true);
  const files = asked(muted.id).filter(({ group, name }) => group === 'media' && name === 'video');
  const [whole, ...heads] = files;
  expect(heads.length).toBeGreaterThan(1);
  expect([whole?.status, ...new Set(heads.map(({ status }) => status))]).toEqual([200, 206]);
  expect(whole?.bytes).toBe(site.bytesOf(muted.id, 'video').length);
  expect(heads.filter(({ bytes }) => bytes > 32_768)).toEqual([]);
  await page.close();
});

it('asks no foreign host', () => {
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
});
