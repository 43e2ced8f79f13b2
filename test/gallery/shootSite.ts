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
  live: '/@tokshelf.live/live',
  // Last: the recording that its picture shows goes on.
  recording: '/@tokshelf.live/live',
};
const looks = [
  { theme: 'light', dir: 'ltr' },
  { theme: 'dark', dir: 'ltr' },
  { theme: 'dark', dir: 'rtl' },
] as const;

/** The site's own marks for theme and direction; the demo's pages follow the system's theme. */
const dress = async (page: Page, look: (typeof looks)[number]): Promise<void> => {
  await page.emulateMedia({ colorScheme: look.theme });
  await page.evaluate(({ theme, dir }) => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.dir = dir;
  }, look);
};

/** Shoots the built extension's buttons on the demo site into `<folder>site/`; gives how many places there are. */
export const shootSite = async (folder: string, filter: string): Promise<number> => {
  const wanted = Object.entries(places).filter(([name]) => `site-${name}`.includes(filter));
  if (wanted.length === 0) return 0;
  mkdirSync(`${folder}site`, { recursive: true });
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  try {
    const page = await run.context.newPage();
    for (const [name, address] of wanted) {
      if (name === 'recording') {
        const own = await run.extensionPage('options.html');
        await command(run, own, 'startRecording', { uniqueId: 'tokshelf.live' });
        await own.close();
      }
      await page.goto(`https://www.tiktok.com${address}`);
      await page.locator('tokshelf-button').first().waitFor({ state: 'attached', timeout: 15_000 });
      for (const look of looks) {
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
