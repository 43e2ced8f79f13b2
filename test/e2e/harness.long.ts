import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { launchFirefox } from './browsers/launchFirefox.ts';
import { probe } from './browsers/probe.ts';
import { writeFirefoxProbe, writeProbeExtension } from './browsers/probeExtension.ts';
import { decodeFully } from './support/decodeFully.ts';
import { records } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';

let site: Site;
const home = mkdtempSync(join(tmpdir(), 'tokshelf-harness-'));
const { recordedVideo, recordedPhotos } = specialPosts;

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  await site.close();
  rmSync(home, { recursive: true, force: true });
});

describe('demo pages in Chromium without an extension', () => {
  let run: ChromiumRun;
  let page: Page;
  beforeAll(async () => {
    run = await launchChromium({ site });
    page = await run.context.newPage();
  });
  afterAll(() => run.close());

  it('shows the recorded video page with a video that plays', async () => {
    await page.goto(`https://www.tiktok.com/@tiktok/video/${recordedVideo.id}`);
    const video = page.locator(`#xgwrapper-0-${recordedVideo.id} video`);
    await video.waitFor();
    const width = await waitFor('the picture', () => video.evaluate((one) => (one as HTMLVideoElement).videoWidth));
    expect(width).toBe(576);
    await page.locator('[data-e2e=comment-level-1]').first().waitFor();
    for (const name of [
      'like-icon',
      'comment-icon',
      'undefined-icon',
      'share-icon',
      'video-author-uniqueid',
      'video-desc',
    ]) {
      expect(await page.locator(`#one-column-item-0 [data-e2e=${name}]`).count()).toBe(1);
    }
  });

  it("asks /api/item/detail/ for a photo page, through the page's own fetch", async () => {
    site.clearLog();
    await page.goto(`https://www.tiktok.com/@espn/photo/${recordedPhotos.id}`);
    await page.locator('.swiper-slide img').nth(4).waitFor({ state: 'attached' });
    const asked = site.log.find((entry) => entry.path === '/api/item/detail/');
    expect(asked).toMatchObject({ status: 200, query: { itemId: recordedPhotos.id, 'X-Bogus': '1' } });
    expect(asked?.refused).toBeUndefined();
  });

  it('fills the profile grid, and goes to a post and back without loading a page', async () => {
    await page.goto('https://www.tiktok.com/@tokshelf.demo');
    await page.locator('[data-e2e=user-post-item]').nth(34).waitFor();
    await page.mouse.move(700, 500);
    await waitFor('all 60 posts', async () => {
      await page.mouse.wheel(0, 3000);
      return (await page.locator('[data-e2e=user-post-item]').count()) === 60;
    });
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    const link = page.locator('[data-e2e=user-post-item] a[href*="/video/"]').first();
    const href = await link.getAttribute('href');
    await link.click();
    await page.locator('#one-column-item-0').waitFor();
    expect(page.url()).toBe(href);
    await page.goBack();
    await page.locator('[data-e2e=user-post-item]').nth(10).waitFor();
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
  });

  it('holds requests back until the captcha is solved', async () => {
    site.rules.captcha = true;
    await page.goto(`https://www.tiktok.com/@espn/photo/${recordedPhotos.id}`);
    await page.locator('#demo-captcha-solve').waitFor();
    expect(await page.locator('.swiper-slide').count()).toBe(0);
    await page.locator('#demo-captcha-solve').click();
    await page.locator('.swiper-slide').first().waitFor();
    Object.assign(site.rules, defaultRules());
  });

  it("plays and reads the site's files to the end", async () => {
    const file = join(home, 'video.mp4');
    writeFileSync(file, site.bytesOf(recordedVideo.id, 'video'));
    const blank = await run.context.newPage();
    const played = await decodeFully(blank, file);
    expect(played).toMatchObject({ ended: true, videoWidth: 576, videoHeight: 1024 });
    expect(played.audioBytes).toBeGreaterThan(0);
    expect(await probe(file)).toMatchObject({
      video: { codec: 'avc', packets: 48, width: 576 },
      audio: { codec: 'aac' },
    });
    writeFileSync(file, site.bytesOf(specialPosts.unmarked.id, 'video', 2));
    const silent = await decodeFully(blank, file);
    expect(silent).toMatchObject({ ended: true, videoWidth: 1080, audioBytes: 0 });
    expect(await probe(file)).not.toHaveProperty('audio');
    writeFileSync(file, site.bytesOf(recordedVideo.id, 'video', 2));
    expect((await probe(file)).video?.codec).toBe('hevc');
    writeFileSync(file, site.bytesOf(recordedVideo.id, 'music'));
    expect((await probe(file)).audio?.codec).toBe('mp3');
    await blank.close();
  });

  it("asks no foreign host but the browser's own", () => {
    expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
  });
});

it('drives an extension, real downloads and a killed browser', async () => {
  const extensionDir = join(home, 'probe');
  writeProbeExtension(extensionDir);
  const places = { profileDir: join(home, 'profile'), downloadsDir: join(home, 'downloads') };
  let run = await launchChromium({ site, extensionDir, ...places });
  const tab = await run.context.newPage();
  await tab.goto('https://www.tiktok.com/@tokshelf.demo');
  const popup = await run.openPopup(tab);
  await waitFor('the tab in the popup', async () =>
    (await popup.locator('#tab').textContent())?.includes('@tokshelf.demo'),
  );
  const real = await run.openRealPopup(tab);
  await waitFor('the tab in the real popup', async () =>
    (await real.page.locator('#tab').textContent())?.includes('@tokshelf.demo'),
  );
  await real.done();
  const before = await run.message(popup, {});
  expect(await run.message(popup, {})).toEqual(before);
  await run.stopWorker();
  expect(await run.message(popup, {})).not.toEqual(before);
  await run.message(popup, { save: 'data:video/mp4;base64,AAAA', name: 'tiktok/one/Schöne Zeiten 🌙/a.mp4' });
  await waitFor('the file', () =>
    run.tree().some((file) => file.path === 'tiktok/one/Schöne Zeiten 🌙/a.mp4' && file.bytes === 3),
  );
  expect(await records(popup)).toEqual({ jobs: [], tasks: [], records: [], posts: [] });
  await popup.evaluate(() => localStorage.setItem('kept', 'yes'));
  await waitFor('the profile on disk', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return true;
  });
  await run.kill();

  run = await launchChromium({ site, extensionDir, ...places, login: 'keep' });
  const again = await run.extensionPage('options.html');
  expect(await run.message(again, {})).toHaveProperty('born');
  expect(run.tree()).toHaveLength(1);
  await run.close();
});

it('shows a demo page in Firefox, with an extension that may touch it', async () => {
  const extensionDir = join(home, 'firefox-probe');
  writeFirefoxProbe(extensionDir);
  const run = await launchFirefox({ site, extensionDir });
  const page = await run.newPage();
  await page.goto(`https://www.tiktok.com/@tiktok/video/${recordedVideo.id}`);
  await page.waitForSelector(`#xgwrapper-0-${recordedVideo.id}`, { timeout: 30_000 });
  expect(await page.evaluate(() => document.cookie)).toContain('msToken=');
  await page.waitForSelector('html[data-probe]');
  await waitFor('the download', () => run.tree().some((file) => file.path === 'probe/text.txt' && file.bytes === 4));
  await run.close();
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
});
