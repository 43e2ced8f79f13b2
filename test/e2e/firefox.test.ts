import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type FirefoxRun, launchFirefox } from './browsers/launchFirefox.ts';
import { probe } from './browsers/probe.ts';
import { command, withoutPauses } from './support/command.ts';
import { kindCases, saveKind } from './support/everyKind.ts';
import { createText } from './support/postName.ts';
import type { ButtonSeen } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const { recordedVideo, recordedPhotos } = specialPosts;
const button = 'tokshelf-button:not(.thumbnail)';

let site: Site;
let run: FirefoxRun;

beforeAll(async () => {
  site = await startSite();
  run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const untilButton = (page: Page, state: string): Promise<ButtonSeen> =>
  waitFor(`the button to be ${state}`, async () => {
    const inside = await run.insideOf(page, button);
    const control = inside?.children?.find(({ value }) => value?.localName === 'button')?.value?.attributes ?? {};
    const seen = { state: control.class?.split(' ')[0] ?? '', name: control['aria-label'] ?? '' };
    if (seen.state !== state) throw new Error(JSON.stringify(seen));
    return seen;
  });

const saved = (path: string): Buffer => readFileSync(join(run.downloadsDir, path));

describe('in Firefox', () => {
  it('a click on the recorded video saves it, and the button knows so after a reload', async () => {
    const page = await run.newPage();
    await page.goto(`https://www.tiktok.com/@tiktok/video/${recordedVideo.id}`);
    const control = await page.waitForSelector(button, { timeout: 30_000 });
    await control?.click();
    await untilButton(page, 'saved');
    const path = `tiktok/one/TikTok/${createText(recordedVideo.createdMs)}_${recordedVideo.desc}-video.mp4`;
    expect(run.tree().map((file) => file.path)).toEqual([path]);
    expect(saved(path).equals(site.bytesOf(recordedVideo.id, 'video'))).toBe(true);
    expect((await probe(join(run.downloadsDir, path))).audio?.packets).toBeGreaterThan(0);
    await page.reload();
    expect((await untilButton(page, 'saved')).name).toBe(words('button_saved_name'));
    await page.close();
  });

  it('a click on the recorded slideshow saves every picture and the music', async () => {
    const page = await run.newPage();
    await page.goto(`https://www.tiktok.com/@espn/photo/${recordedPhotos.id}`);
    const control = await page.waitForSelector(button, { timeout: 30_000 });
    await control?.click();
    await untilButton(page, 'saved');
    const basePath = `${createText(recordedPhotos.createdMs)}_${recordedPhotos.desc}`;
    const names = [...[1, 2, 3, 4, 5].map((n) => `image-0${n}.jpeg`), 'music.mp3'];
    const due = names.map((name) => `tiktok/one/ESPN/${basePath}/${basePath}-${name}`);
    expect(run.tree().flatMap(({ path }) => (path.startsWith('tiktok/one/ESPN/') ? [path] : []))).toEqual(due);
    for (const [at, path] of due.entries()) {
      const bytes =
        at < 5 ? site.bytesOf(recordedPhotos.id, 'image', at + 1) : site.bytesOf(recordedPhotos.id, 'music');
      expect(saved(path).equals(bytes)).toBe(true);
    }
    await page.close();
  });

  it('every kind of list is read, and what it leads to is saved', async () => {
    const own = await run.extensionPage('options.html');
    await withoutPauses(run, own);
    const any = { ...run, own, command: (name: string, input: unknown) => command(run, own, name, input) };
    const files = ['video', 'image', 'music'];
    for (const one of kindCases.slice(2)) await saveKind(any, site, one, { limit: 1, files });
    await own.close();
  });

  it.each(['guide', 'trouble', 'privacy'])('the %s opens, with its words and the bar to the others', async (name) => {
    const page = await run.extensionPage(`${name}.html`);
    const bar = await page.waitForSelector(`nav[aria-label="${words('help_pages')}"] [aria-current]`);
    expect(await bar?.evaluate((link) => link.textContent)).toBe(words(`help_${name}`));
    const seen = await page.evaluate(() => ({
      parts: document.querySelectorAll('main h2').length,
      font: getComputedStyle(document.querySelector('main') ?? document.body).fontFamily,
      fits: document.documentElement.scrollWidth <= innerWidth,
    }));
    expect(seen.parts).toBeGreaterThan(3);
    expect(seen.font).toContain('sans-serif');
    expect(seen.fits).toBe(true);
    await page.close();
  });

  it('no foreign host is asked', () => {
    expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
  });
});
