import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { specialPosts } from '../../site/world/posts.ts';
import { command, withoutPauses } from '../support/command.ts';
import { tabTo } from '../support/keyboard.ts';
import { table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';
import { type GrantedRun, startGranted } from './grantFolder.ts';

const { recordedVideo, recordedPhotos } = specialPosts;

let granted: GrantedRun;
let library: Page;

const save = async (own: Page, postId: string): Promise<void> => {
  await command(granted.run, own, 'startJob', { source: { kind: 'one', postId }, options: {} });
  await waitFor(`post ${postId}`, async () => (await table(own, 'jobs')).every(({ state }) => state === 'done'));
};

beforeAll(async () => {
  granted = await startGranted('viewerKeys');
  const own = await granted.run.extensionPage('options.html');
  await withoutPauses(granted.run, own, { place: 'folder', files: ['video', 'image', 'music'] });
  // The newest saved stands first: the video, then the slideshow.
  for (const { id } of [recordedPhotos, recordedVideo]) await save(own, id);
  await own.close();
  library = await granted.run.extensionPage('library.html#saved');
});
afterAll(() => granted.close());

const viewer = () => library.getByRole('dialog', { name: words('viewer_title') });
const place = () => library.locator('.viewer__place').innerText();
const exactly = (key: Parameters<typeof words>[0]): RegExp => new RegExp(`^${words(key)}$`);
const key = (name: string): Promise<void> => library.keyboard.press(name);
const pressed = async (name: RegExp, back = false): Promise<void> => {
  const passed = await tabTo(library, name, { back });
  // The browser's own player shows the focus on parts of its own.
  expect(passed.filter(({ visible, tag }) => !visible && tag !== 'body' && tag !== 'video')).toEqual([]);
  await key('Enter');
};
const isAt = (wanted: string) => waitFor(wanted, async () => (await place()) === wanted);

it('is opened from the covers, steered and left by keyboard alone, and the focus is where it was', async () => {
  await tabTo(library, exactly('library_layout_table'));
  await key('ArrowRight');
  await library.locator('.post__open').first().waitFor();
  await pressed(new RegExp(recordedVideo.desc.slice(0, 12).replace(/[^\w ]/g, '.')));
  const video = viewer().locator('video');
  await video.waitFor();
  const isPaused = () => video.evaluate((element: HTMLVideoElement) => element.paused);
  const isMuted = () => video.evaluate((element: HTMLVideoElement) => element.muted);
  await waitFor('the video to play', async () => !(await isPaused()));
  await key('k');
  expect(await isPaused()).toBe(true);
  const before = await video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await key('l');
  await waitFor('a jump ahead', () =>
    video.evaluate((element: HTMLVideoElement, at) => element.currentTime > at, before),
  );
  await key('m');
  expect(await isMuted()).toBe(true);
  await key('m');
  expect(await isMuted()).toBe(false);
  await key('Space');
  await waitFor('it to go on', async () => !(await isPaused()));
  await pressed(exactly('viewer_repeat'), true);
  expect(await video.evaluate((element: HTMLVideoElement) => element.loop)).toBe(true);

  // Next and previous by the keys, then by their buttons.
  await key('PageDown');
  await isAt('2 of 2');
  await viewer().locator('.slides__picture').waitFor();
  await key('PageDown');
  expect(await place()).toBe('2 of 2');
  await key('PageUp');
  await isAt('1 of 2');
  await pressed(exactly('viewer_next'));
  await isAt('2 of 2');
  await viewer().locator('.slides__picture').waitFor();
  await pressed(exactly('viewer_pause'));
  await viewer()
    .getByRole('button', { name: words('viewer_play') })
    .waitFor();
  const counter = viewer().locator('.slides__bar .figures');
  const shown = await counter.innerText();
  await key('ArrowRight');
  await waitFor('the next picture', async () => (await counter.innerText()) !== shown);
  await key('ArrowLeft');
  expect(await counter.innerText()).toBe(shown);
  await pressed(exactly('viewer_previous'), true);
  await isAt('1 of 2');

  // The facts are taken away and brought back; then the viewer is closed by its button.
  await pressed(exactly('viewer_facts'), true);
  await viewer().locator('.viewer__facts').waitFor({ state: 'detached' });
  await key('Enter');
  await viewer().locator('.viewer__facts').waitFor();
  await pressed(exactly('action_close'));
  await viewer().waitFor({ state: 'detached' });
  const focus = await library.evaluate(() => document.activeElement?.className);
  expect(focus).toContain('post__open');
  await key('Enter');
  await viewer().waitFor();
  await key('Escape');
  await viewer().waitFor({ state: 'detached' });
});
