import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { extensionDir } from '../e2e/browsers/extensionDir.ts';
import { launchChromium } from '../e2e/browsers/launchChromium.ts';
import { command } from '../e2e/support/command.ts';
import { startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { demo } from '../site/world/users.ts';

const { recordedVideo, recordedPhotos } = specialPosts;
const places: Readonly<Record<string, string>> = {
  feed: '/foryou',
  video: `/@tiktok/video/${recordedVideo.id}`,
  photos: `/@espn/photo/${recordedPhotos.id}`,
  profile: `/@${demo.uniqueId}`,
  search: '/search?q=demo',
  explore: '/explore',
  tag: '/tag/demo',
  sound: '/music/Kettle-song-7034567890123456789',
  place: '/place/Demo-Harbour-22535865206213',
  following: '/following',
  friends: '/friends',
  history: '/tpp/watch-history',
  'photo-search': '/search/photo?q=demo',
  collection: '/@demo.viewer/collection/later-7394627756635573022',
  choosing: `/@${demo.uniqueId}`,
  live: '/@tokshelf.live/live',
  // Last: the recording that its picture shows goes on.
  recording: '/@tokshelf.live/live',
};
const looks = [
  { theme: 'light', dir: 'ltr', lang: 'en' },
  { theme: 'dark', dir: 'ltr', lang: 'en' },
  { theme: 'dark', dir: 'rtl', lang: 'ar' },
] as const;

/** The site's own marks for theme and direction; the demo's pages follow the system's theme. */
const dress = async (page: Page, look: (typeof looks)[number]): Promise<void> => {
  await page.emulateMedia({ colorScheme: look.theme });
  await page.evaluate(({ theme, dir }) => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.dir = dir;
  }, look);
};

/** Opens the choice of posts on a profile, and chooses some. */
const chooseSome = async (page: Page): Promise<void> => {
  // A choice ends with the words that it was begun in.
  await page.reload();
  await page.locator('tokshelf-button.pill.second').click();
  const cards = page.locator('[data-e2e="user-post-item"]');
  for (const place of [0, 2, 3]) await cards.nth(place).click({ position: { x: 60, y: 60 } });
};

/** Shoots the built extension's buttons on the demo site into `<folder>site/`; gives how many places there are. */
export const shootSite = async (folder: string, filter: string): Promise<number> => {
  const wanted = Object.entries(places).filter(([name]) => `site-${name}`.includes(filter));
  if (wanted.length === 0) return 0;
  mkdirSync(`${folder}site`, { recursive: true });
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  try {
    const own = await run.extensionPage('options.html');
    const page = await run.context.newPage();
    for (const [name, address] of wanted) {
      if (name === 'recording') await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
      await page.bringToFront();
      await page.goto(`https://www.tiktok.com${address}`);
      await page.locator('tokshelf-button').first().waitFor({ state: 'attached', timeout: 15_000 });
      for (const look of looks) {
        await own.locator('#set-language').selectOption(look.lang);
        if (name === 'choosing') await chooseSome(page);
        await dress(page, look);
        // The pointer on a card brings its button out.
        await page.mouse.move(700, 260);
        await page.waitForTimeout(600);
        await page.screenshot({ path: `${folder}site/${name}-${look.theme}-${look.dir}.png` });
      }
    }
  } finally {
    await run.close();
    await site.close();
  }
  return wanted.length;
};
