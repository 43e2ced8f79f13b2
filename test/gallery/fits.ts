import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/findBrowser.ts';
import { lengths, misfitsOf, readLinks, tabWidths } from './checkFits.ts';
import { startGallery } from './startGallery.ts';

/**
 * `npm run fits`: every page and state in every width it has and every language; prints each word that does not fit, and fails
 * when there is one. --lang de,fr and a word that the state's address holds narrow it: `npm run fits -- --lang de popup`.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { lang: { type: 'string' } } });
const languages = values.lang?.split(',') ?? lengths;
const gallery = await startGallery();
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
const page = await browser.newPage();
const links = (await readLinks(page, gallery.base)).filter((link) => link.includes(positionals[0] ?? ''));
let found = 0;
for (const link of links) {
  for (const line of await misfitsOf(page, `${gallery.base}${link}`, languages, tabWidths)) {
    found += 1;
    console.log(line);
  }
}
await browser.close();
await gallery.close();
console.log(`${links.length} states in ${languages.length} languages: ${found} misfits`);
if (found > 0) process.exitCode = 1;
