import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { specialPosts } from '../../site/world/posts.ts';
import { axeViolations } from '../pages/axeViolations.ts';
import { command, withoutPauses } from '../support/command.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, startGranted } from './grantFolder.ts';

const { recordedVideo, recordedPhotos, watermarkOnly } = specialPosts;

let granted: GrantedRun;
let library: Page;

beforeAll(async () => {
  granted = await startGranted('viewer');
  const { run } = granted;
  const own = await run.extensionPage('options.html');
  const files = ['video', 'image', 'music', 'subtitle', 'comments'];
  await withoutPauses(run, own, { place: 'folder', files });
  // The newest saved stands first: the video, then the slideshow, then one more video.
  for (const { id } of [watermarkOnly, recordedPhotos, recordedVideo]) {
    await command(run, own, 'startJob', { source: { kind: 'one', postId: id }, options: {} });
    await waitFor(`post ${id}`, async () => (await table(own, 'jobs')).every(({ state }) => state === 'done'));
  }
  await own.close();
  library = await run.extensionPage('library.html');
});
afterAll(() => granted.close());

const viewer = () => library.getByRole('dialog', { name: words('viewer_title') });
const place = () => library.locator('.viewer__place').innerText();

it('plays a video from the folder to its end with sound, opened and closed by keys alone', async () => {
  await library.locator('input[value=covers]').check();
  const cover = library.locator('.post__open').first();
  await cover.focus();
  await library.keyboard.press('Enter');
  const video = viewer().locator('video');
  await video.waitFor();
  await video.evaluate((element: HTMLVideoElement) => {
    element.addEventListener('ended', () => {
      element.dataset.ended = 'true';
    });
  });
  // The focus stays in the dialog, however often Tab is pressed.
  for (let times = 0; times < 14; times += 1) {
    await library.keyboard.press('Tab');
    const inside = await library.evaluate(() => {
      const { activeElement: at } = document;
      // After the last one Chromium goes by its own buttons, where the page has none.
      return at === document.body || at?.closest('dialog') !== null;
    });
    expect(inside, `Tab ${times}`).toBe(true);
  }
  await library.locator('.viewer__stage').focus();
  await library.keyboard.press('m');
  expect(await video.evaluate((element: HTMLVideoElement) => element.muted)).toBe(true);
  await library.keyboard.press('m');
  await video.and(library.locator('[data-ended]')).waitFor({ timeout: 15_000 });
  const heard = await video.evaluate((element: HTMLVideoElement & { webkitAudioDecodedByteCount?: number }) => ({
    sound: element.webkitAudioDecodedByteCount ?? 0,
    muted: element.muted,
    volume: element.volume,
    at: element.currentTime,
    length: element.duration,
    captions: element.textTracks[0]?.cues?.length ?? 0,
  }));
  expect(heard.sound).toBeGreaterThan(10_000);
  expect([heard.muted, heard.volume, heard.at]).toEqual([false, 1, heard.length]);
  expect(heard.captions).toBeGreaterThan(0);
  expect(await viewer().locator('.viewer__caption').innerText()).toBe(recordedVideo.desc);
  expect(await viewer().locator('.comment').count()).toBeGreaterThan(0);
  expect(await axeViolations(library)).toEqual([]);
  await library.keyboard.press('Escape');
  await viewer().waitFor({ state: 'detached' });
  expect(await cover.evaluate((element) => element === document.activeElement)).toBe(true);
});

it('turns the pages of a slideshow by itself with its music, stands still when told to, and begins anew by choice', async () => {
  await library.keyboard.press('Enter');
  await viewer().waitFor();
  await library.keyboard.press('ArrowDown');
  const picture = viewer().locator('.slides__picture');
  await picture.waitFor();
  expect(await place()).toBe('2 of 3');
  const music = viewer().locator('audio');
  const heard = () =>
    music.evaluate((element: HTMLAudioElement & { webkitAudioDecodedByteCount?: number }) => ({
      runs: !element.paused && !element.muted && element.currentTime > 0,
      sound: element.webkitAudioDecodedByteCount ?? 0,
    }));
  await waitFor('the music', async () => (await heard()).runs && (await heard()).sound > 0);
  const first = await picture.getAttribute('src');
  await waitFor('the second picture', async () => (await picture.getAttribute('src')) !== first);
  await library.keyboard.press('k');
  await library.getByRole('button', { name: words('viewer_play') }).waitFor();
  expect(await music.evaluate((element: HTMLAudioElement) => element.paused)).toBe(true);
  // Pictures by the arrows, and after the last of them the next post.
  const counter = viewer().locator('.slides__bar .figures');
  for (let at = 3; at <= recordedPhotos.images; at += 1) await library.keyboard.press('ArrowRight');
  expect(await counter.innerText()).toBe(`Picture ${recordedPhotos.images} of ${recordedPhotos.images}`);
  await viewer()
    .getByRole('button', { name: words('viewer_repeat') })
    .click();
  await library.keyboard.press('k');
  await waitFor('the first picture again', async () => (await picture.getAttribute('src')) === first);
  expect(await axeViolations(library)).toEqual([]);
  await library.keyboard.press('End');
  await viewer().locator('video').waitFor();
  expect(await place()).toBe('3 of 3');
  await library.keyboard.press('Home');
  await waitFor('the first post', async () => (await place()) === '1 of 3');
  await library.locator('.viewer__stage').hover();
  await library.mouse.wheel(0, 120);
  await waitFor('the second post', async () => (await place()) === '2 of 3');
  await viewer()
    .getByRole('button', { name: words('viewer_previous') })
    .click();
  await waitFor('the first post', async () => (await place()) === '1 of 3');
  await library.keyboard.press('Escape');
});

it('says so when the file was deleted from the disk', async () => {
  const own = await granted.run.extensionPage('options.html');
  const record = (await table(own, 'records')).find(({ key }) => key === `${recordedVideo.id}:video:0`);
  await own.close();
  rmSync(join(dirname(granted.folder), String(record?.path)));
  await library.locator('.post__open').first().click();
  await viewer().getByText(words('viewer_gone')).waitFor();
  expect(await axeViolations(library)).toEqual([]);
});
