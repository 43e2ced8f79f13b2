import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonStyle } from '../../../lib/page/draw/buttonStyle.ts';
import { findChromium } from '../../../scripts/findBrowser.ts';
import { lengths, misfitsOf } from '../../gallery/checkFits.ts';
import { findMisfits } from '../../gallery/findMisfits.ts';
import { type Gallery, startGallery } from '../../gallery/startGallery.ts';
import { wordsIn } from '../support/words.ts';

// A state of each page that has most of its words; fits.long.ts goes through all states.
const states = [
  'page=popup&state=profile-options',
  'page=library&state=jobs',
  'page=options&state=import',
  'page=welcome&state=edge-asks',
];

let gallery: Gallery;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  gallery = await startGallery();
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  page = await browser.newPage({ viewport: { width: 380, height: 900 } });
  // The first of them waits until the gallery's modules are made.
  page.setDefaultNavigationTimeout(90_000);
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

it.each(states)('every word has room in every language: %s', async (state) => {
  expect(await misfitsOf(page, `${gallery.base}?${state}`, lengths)).toEqual([]);
});

/** Words that stand in a button on the site, by the part of it that gives them room. */
const onSite: ReadonlyArray<readonly [string, (of: ReturnType<typeof wordsIn>) => readonly string[]]> = [
  ['label', (of) => ['save', 'queued', 'saving', 'saved', 'failed'].map((state) => of(`button_${state}`))],
  ['words', (of) => [of('page_record'), of('page_stop_recording', '11:00:00')]],
];

/** The words that are longer than the button; drawn as on the site, in fonts of this computer. */
const cutOnSite = (lang: string): Promise<readonly string[]> =>
  page.evaluate(
    ({ style, parts, tag }) => {
      document.documentElement.lang = tag;
      const host = document.body.appendChild(document.createElement('div'));
      // An own style of the element wins over its root's `display: none`, as the site's sheet does.
      host.style.display = 'block';
      const shadow = host.attachShadow({ mode: 'open' });
      shadow.innerHTML = `<style>${style}</style><button class="saving"><span class="label"></span></button><button class="pill live"><svg class="icon"></svg><span class="words"></span></button>`;
      return parts.flatMap(([part, texts]) =>
        texts.filter((text) => {
          const room = shadow.querySelector<HTMLElement>(`.${part}`);
          if (!room) throw new Error(part);
          room.dataset.text = text;
          return room.clientWidth === 0 || room.scrollWidth > room.clientWidth;
        }),
      );
    },
    {
      style: buttonStyle,
      parts: onSite.map(([part, texts]) => [part, texts(wordsIn(lang))] as const),
      tag: lang.replace('_', '-'),
    },
  );

it("no word is cut in the site's buttons", async () => {
  await page.setContent('<body></body>');
  const languages = lengths.filter((lang) => lang !== 'long');
  const cut: string[] = [];
  for (const lang of languages) cut.push(...(await cutOnSite(lang)).map((text) => `${lang}: ${text}`));
  expect(cut).toEqual([]);
});

it('would find a word that is cut, outside, beyond the page, broken, or turned', async () => {
  await page.setContent(`<style>body { margin: 0; font: 16px monospace } p { margin: 0 }</style>
    <p class="dots" style="width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">Settings</p>
    <p class="edge" style="width: 60px; overflow: hidden; white-space: nowrap">somebody's own words</p>
    <p class="name" style="width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">somebody's own words</p>
    <p class="box" style="width: 60px; border: 1px solid">Settings</p>
    <p class="far" style="position: absolute; left: 370px">Settings</p>
    <p class="thin" style="width: 60px; overflow-wrap: anywhere">Settings</p>
    <p class="fits">Settings</p>
    <p><bdi class="turned">مطبخ · 3 posts</bdi> <bdi class="name">مطبخ</bdi> <bdi>Mira · 3 posts</bdi></p>`);
  const found = await findMisfits(page, { plain: ['Settings'], filled: ['^.+ posts$'] });
  expect(found.map(({ where, how }) => `${where} ${how}`)).toEqual([
    'p.dots cut',
    'p.edge cut',
    'p.box outside',
    'p.far page',
    'p.thin broken',
    'bdi.turned turned',
    'html page',
  ]);
});

it('the end of the library is in sight below what is said of its database', async () => {
  await page.goto(`${gallery.base}?page=library&state=lost`);
  await page.waitForSelector('.gate');
  expect(
    await page.$eval('.library', (library) => Math.round(library.getBoundingClientRect().bottom - innerHeight)),
  ).toBe(0);
});
