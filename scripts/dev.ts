// `npm run dev`: builds, watches, and opens a browser on tiktok.com with the extension in it. `firefox` as word for Firefox.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { createServer } from 'wxt';
import { findChromium, findFirefox } from './findBrowser.ts';
import { hasDisplay } from './hasDisplay.ts';

const browser = process.argv[2] === 'firefox' ? 'firefox' : 'chrome';
// A profile of its own that stays, so that one logs in on TikTok once.
const profileDir = resolve('.wxt', `${browser}-profile`);
mkdirSync(profileDir, { recursive: true });

const server = await createServer({
  browser,
  webExt: {
    // Without a window to show, WXT says which folder to load in a browser that has one.
    disabled: !hasDisplay(),
    // WXT would take branded Chrome, which ignores extensions named on its command line since 137.
    binaries: hasDisplay() ? (browser === 'firefox' ? { firefox: findFirefox() } : { chrome: findChromium() }) : {},
    startUrls: ['https://www.tiktok.com/'],
    keepProfileChanges: true,
    ...(browser === 'firefox'
      ? { firefoxProfile: profileDir }
      : {
          chromiumProfile: profileDir,
          chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
        }),
  },
});
await server.start();
