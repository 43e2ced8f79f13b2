import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { extensionDir } from '../e2e/browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../e2e/browsers/launchChromium.ts';
import { command, withoutPauses } from '../e2e/support/command.ts';
import { records } from '../e2e/support/records.ts';
import { saveButton, untilButton } from '../e2e/support/saveButton.ts';
import { waitFor } from '../e2e/support/waitFor.ts';
import { startSite } from '../site/startSite.ts';
import { demoPosts } from '../site/world/posts.ts';
import { demo } from '../site/world/users.ts';

/**
 * `npm run pictures`: README's pictures from the demo site into docs/pictures, light and dark, to be committed and looked
 * at. `npm run pictures -- --store`: the stores' pictures in their sizes into .output/store.
 */
const { values } = parseArgs({ options: { store: { type: 'boolean', default: false } } });
const from = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = from(values.store ? '.output/store/' : 'docs/pictures/');

/** What the stores take: 1280 × 800 (Chrome, Mozilla), a small tile 440 × 280 and a wide one 1400 × 560 (Chrome). */
const SCREEN = { width: 1280, height: 800 };
const POPUP = { width: 380, height: 560 };
const schemes = values.store ? (['light'] as const) : (['light', 'dark'] as const);
type Scheme = (typeof schemes)[number];

/** An invented post with some comments below it; nothing recorded stands in a picture of ours. */
const shown = demoPosts()[0];
if (!shown) throw new Error('the demo profile has no post');

/** The site follows the system's theme by a mark of its own. */
const dress = async (page: Page, scheme: Scheme): Promise<void> => {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
  }, scheme);
  await page.waitForTimeout(700);
};

const dataUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

/** Writes a page's picture: as WebP for the README, as JPEG, which all stores take, for these. */
const write = async (blank: Page, name: string, png: Buffer): Promise<void> => {
  const [type, end] = values.store ? ['image/jpeg', 'jpg'] : ['image/webp', 'webp'];
  const address = await blank.evaluate(
    async ([source, wanted]) => {
      const image = new Image();
      image.src = source ?? '';
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL(wanted, 0.82);
    },
    [dataUrl(png), type],
  );
  writeFileSync(`${folder}${name}.${end}`, Buffer.from(address.split(',')[1] ?? '', 'base64'));
};

/** A page's picture. One in the background is not drawn, and its picture would be waited for in vain. */
const shoot = async (page: Page): Promise<Buffer> => {
  await page.bringToFront();
  return page.screenshot();
};

/** A page with the popup over it, at the place where the browser shows it. */
const overlay = async (blank: Page, below: Buffer, popup: Buffer): Promise<Buffer> => {
  await blank.setViewportSize(SCREEN);
  await blank.setContent(
    `<style>body{margin:0}img{display:block}#p{position:absolute;top:10px;right:28px;border-radius:12px;
    box-shadow:0 8px 32px rgb(0 0 0/45%),0 0 0 1px rgb(128 128 128/40%)}</style>
    <img src="${dataUrl(below)}"><img id="p" src="${dataUrl(popup)}">`,
  );
  await blank.locator('#p').evaluate((image: HTMLImageElement) => image.decode());
  return shoot(blank);
};

const startJob = async (run: ChromiumRun, own: Page, source: object, options: object): Promise<void> => {
  await command(run, own, 'startJob', { source, options });
  await waitFor('the end of a job', async () => {
    const { jobs } = await records(own);
    return jobs.length > 0 && jobs.every(({ state }) => ['done', 'failed'].includes(String(state)));
  });
};

const shootButton = async (run: ChromiumRun, blank: Page, scheme: Scheme): Promise<void> => {
  const post = await run.context.newPage();
  await post.setViewportSize(SCREEN);
  await post.goto(`https://www.tiktok.com/@${demo.uniqueId}/video/${shown.id}`);
  const button = saveButton(post);
  await button.waitFor();
  await dress(post, scheme);
  if ((await button.getAttribute('class'))?.startsWith('saved') !== true) await button.click();
  await untilButton(button, 'saved');
  await button.hover();
  await post.waitForTimeout(900);
  await write(blank, `button-${scheme}`, await shoot(post));
  await post.close();
};

const shootScheme = async (run: ChromiumRun, blank: Page, scheme: Scheme): Promise<void> => {
  const save = (name: string, png: Buffer): Promise<void> => write(blank, `${name}-${scheme}`, png);

  const profile = await run.context.newPage();
  await profile.setViewportSize(SCREEN);
  await profile.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  await profile.locator('tokshelf-button').first().waitFor({ state: 'attached' });
  await dress(profile, scheme);
  const below = await shoot(profile);
  const popup = await run.openPopup(profile);
  await popup.setViewportSize(POPUP);
  await popup.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await popup.getByRole('button', { name: /Save all posts/ }).waitFor();
  await popup.waitForTimeout(1_500);
  await save('popup', await overlay(blank, below, await shoot(popup)));
  if (values.store) {
    await popup.getByRole('button', { name: 'Paste links' }).click();
    await popup.waitForTimeout(500);
    await save('links', await overlay(blank, below, await shoot(popup)));
  }
  await popup.close();
  await profile.close();

  for (const name of values.store ? ['library', 'options'] : ['library']) {
    const page = await run.extensionPage(`${name}.html`);
    await page.setViewportSize(SCREEN);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    if (name === 'library') await page.getByRole('radio', { name: 'Covers' }).check({ force: true });
    await page.waitForTimeout(2_500);
    await save(name, await shoot(page));
    await page.close();
  }
};

/** The tiles that Chrome's store shows in lists: icon, name, one sentence. */
const shootTiles = async (blank: Page): Promise<void> => {
  const icon = readFileSync(from('scripts/icon.svg'), 'utf8');
  const words = JSON.parse(readFileSync(from('public/_locales/en/messages.json'), 'utf8')) as Record<
    string,
    { message: string }
  >;
  for (const [width, height, scale] of [
    [440, 280, 1],
    [1400, 560, 2],
  ] as const) {
    await blank.setViewportSize({ width, height });
    await blank.setContent(
      `<style>body{margin:0;height:100vh;box-sizing:border-box;padding:0 ${40 * scale}px;display:flex;align-items:center;gap:${24 * scale}px;
      background:#f6f4ee;color:#20241f;font:${17 * scale}px/1.35 system-ui,sans-serif}svg{width:${104 * scale}px;flex:none}
      b{display:block;font-size:${36 * scale}px;line-height:1.2;color:#1c6b57}</style>
      ${icon}<div><b>${words.extName?.message ?? ''}</b>${words.extDescription?.message ?? ''}</div>`,
    );
    await write(blank, `tile-${width}x${height}`, await shoot(blank));
  }
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const site = await startSite({ rules: { autoLogin: true } });
const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
try {
  const blank = await run.context.newPage();
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  const posts = { kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId };
  await startJob(run, own, posts, { maxCount: 28 });
  // Thumbnails are drawn once nothing is being fetched.
  await own.waitForTimeout(4_000);
  await own.close();
  // The popup asks for lists of people, whom the site then makes, with posts that have the numbers of others.
  for (const scheme of schemes) await shootButton(run, blank, scheme);
  for (const scheme of schemes) await shootScheme(run, blank, scheme);
  if (values.store) await shootTiles(blank);
} finally {
  await run.close();
  await site.close();
}
console.log(folder);
