import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Renders scripts/icon.svg to public/icon/*.png: `node scripts/makeIcons.ts`. CHROMIUM names the browser. */
const svg = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
const out = fileURLToPath(new URL('../public/icon/', import.meta.url));
mkdirSync(out, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: `${out}${size}.png`, omitBackground: true });
}
await browser.close();
