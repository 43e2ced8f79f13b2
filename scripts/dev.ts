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

const inChromium = () => ({
  // WXT would take branded Chrome, which ignores extensions named on its command line since 137.
  binaries: { chrome: findChromium() },
  chromiumProfile: profileDir,
  chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const inFirefox = () => ({ binaries: { firefox: findFirefox() }, firefoxProfile: profileDir });

const server = await createServer({
  browser,
  webExt: hasDisplay()
    ? {
        startUrls: ['https://www.tiktok.com/'],
        keepProfileChanges: true,
        ...(browser === 'firefox' ? inFirefox() : inChromium()),
      }
    : // WXT then says which folder to load in a browser that has a window.
      { disabled: true },
});
await server.start();
