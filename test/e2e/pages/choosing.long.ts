import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barStyle } from '../../../lib/page/choose/barStyle.ts';
import { buttonStyle } from '../../../lib/page/draw/buttonStyle.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo } from '../../site/world/users.ts';
import { createWorld } from '../../site/world/world.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { barText, htmlOf, pressBar, untilBar } from '../support/bar/choiceBar.ts';
import { withoutPauses } from '../support/command.ts';
import { press } from '../support/press.ts';
import { dueFiles, wrongFiles } from '../support/profileFiles.ts';
import { records, table } from '../support/records.ts';
import { focusButton } from '../support/saveButton.ts';
import { waitFor } from '../support/waitFor.ts';
import { words, wordsIn } from '../support/words.ts';
import { axeViolations } from './axeViolations.ts';

/** The same world as the site's: it is deterministic. */
const world = createWorld();
const CHOOSE = 'tokshelf-button.pill.second';
const LINKS = 'a:is([href*="/video/"],[href*="/photo/"]):has(img)';
const FEW = 7;

interface Case {
  readonly what: string;
  readonly address: string;
  readonly card: string;
}
const cases: readonly Case[] = [
  { what: 'a profile', address: `/@${demo.uniqueId}`, card: '[data-e2e="user-post-item"]' },
  { what: 'a search', address: '/search?q=tokshelf', card: '[data-e2e="search_top-item"]' },
  { what: 'a hashtag', address: '/tag/demo', card: '[data-e2e="challenge-item"]' },
];

let site: Site;
let run: ChromiumRun;
let own: Page;
let tab: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  tab = await run.context.newPage();
  await tab.setViewportSize({ width: 1280, height: 860 });
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

/** The posts of the grid, in its order. */
const shownIds = (page: { evaluate(code: string): Promise<unknown> }): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(LINKS)})].map((link) => /(\\d{10,})/.exec(link.href)?.[1] ?? '')`,
  ) as Promise<string[]>;

const open = async ({ address, card }: Case): Promise<void> => {
  await tab.goto(`https://www.tiktok.com${address}`);
  await tab.bringToFront();
  await tab.locator(CHOOSE).waitFor();
  await tab.locator(`${card} tokshelf-button`).first().waitFor({ state: 'attached' });
};

/** Scrolls until the page shows so many posts. */
const showAtLeast = async (count: number): Promise<void> => {
  await waitFor(`${count} posts`, async () => {
    await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    return (await shownIds(tab)).length >= count;
  });
};

const newestJob = async () =>
  (await records(own)).jobs.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt))[0];

const byIds = (ids: readonly string[]): DemoPost[] =>
  ids.map((id) => {
    const post = world.post(id);
    if (!post) throw new Error(`no post ${id}`);
    return post;
  });

/** Waits for the end of the newest job, and says what it saved; throws where a file is not as it must be. */
const expectSaved = async (ids: readonly string[], knownBefore: ReadonlySet<string>): Promise<void> => {
  const job = await waitFor('the end of the job', async () => {
    const newest = await newestJob();
    return newest?.state === 'done' ? newest : undefined;
  });
  expect(job.source).toMatchObject({ kind: 'links', chosen: true });
  expect(job.counts).toMatchObject({ seen: ids.length, failed: 0 });
  const entries = (await table(own, 'entries')).filter(({ jobId }) => jobId === job.id);
  expect(new Set(entries.map(({ postId }) => String(postId)))).toEqual(new Set(ids));
  const saved = (await records(own)).records;
  const due = new Set([...knownBefore, ...ids]);
  expect(new Set(saved.map(({ postId }) => String(postId)))).toEqual(due);
  expect(
    wrongFiles(
      byIds(ids).flatMap((post) => dueFiles(site, post)),
      saved,
    ),
  ).toEqual([]);
};

const savedPosts = async (): Promise<Set<string>> =>
  new Set((await records(own)).records.map(({ postId }) => String(postId)));

/** Requests for single posts or lists that the extension made, not the page: those of the page come by its own script. */
const detailRequests = (): number => site.log.filter(({ name }) => name === '/api/item/detail/').length;

describe.each(cases)('choosing 7 posts on $what', (one) => {
  it('by mouse: on pictures and boxes, a range by shift, while rows are added and others leave the page', async () => {
    await open(one);
    const [before, asked] = [await savedPosts(), detailRequests()];
    await tab.locator(CHOOSE).click();
    await untilBar(tab, words('page_chosen', '0'));
    const first = await shownIds(tab);
    const cards = tab.locator(one.card);
    await cards.nth(1).click({ position: { x: 60, y: 60 } });
    await cards.nth(4).locator('tokshelf-button').click();
    // Chosen and let go again.
    await cards.nth(2).click({ position: { x: 60, y: 60 } });
    await cards.nth(2).click({ position: { x: 60, y: 60 } });
    await untilBar(tab, words('page_chosen', '2'));
    expect(tab.url()).toContain(one.address);
    await showAtLeast(40);
    // As the site's grids do with what is far above the window.
    await tab.evaluate((card) => {
      for (const old of [...document.querySelectorAll(card)].slice(0, 6)) old.remove();
    }, one.card);
    const later = await shownIds(tab);
    await cards.nth(20).click({ position: { x: 60, y: 60 } });
    await cards.nth(24).click({ position: { x: 60, y: 60 }, modifiers: ['Shift'] });
    await untilBar(tab, words('page_chosen', String(FEW)));
    const due = [first[1] ?? '', first[4] ?? '', ...later.slice(20, 25)];
    await pressBar(tab, 'save');
    await untilBar(tab, words('page_chosen_saved', String(FEW), String(FEW)));
    await expectSaved(due, before);
    expect(detailRequests()).toBe(asked);
    await pressBar(tab, 'close');
    expect(await barText(tab)).toBe('');
  });

  it('by keyboard: arrows, space, shift and space, Enter to the bar; Escape leaves', async () => {
    await open(one);
    const before = await savedPosts();
    await focusButton(tab, CHOOSE, 0);
    await tab.keyboard.press('Enter');
    await untilBar(tab, words('page_chosen', '0'));
    await tab.keyboard.press('Escape');
    expect(await barText(tab)).toBe('');
    // The focus is on the button again.
    await tab.keyboard.press('Enter');
    await untilBar(tab, words('page_chosen', '0'));
    const ids = await shownIds(tab);
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Space');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Space');
    for (let step = 0; step < 4; step += 1) await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Shift+Space');
    await tab.keyboard.press('Home');
    await tab.keyboard.press('Space');
    const due = [0, 3, 5, 6, 7, 8, 9].map((at) => ids[at] ?? '');
    await untilBar(tab, words('page_chosen', String(FEW)));
    expect(new URL(tab.url()).pathname + new URL(tab.url()).search).toBe(one.address);
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Enter');
    await untilBar(tab, words('page_chosen_saved', String(FEW), String(FEW)));
    await expectSaved(due, before);
  });
});

/** Opens a profile and chooses its first post. */
const chooseFirst = async (): Promise<Case> => {
  const [profile] = cases;
  if (!profile) throw new Error('no case');
  await open(profile);
  await tab.locator(CHOOSE).click();
  await tab.locator(profile.card).nth(0).click();
  await untilBar(tab, words('page_chosen', '1'));
  return profile;
};

it('is left when the page goes to another list', async () => {
  await chooseFirst();
  await tab.locator('[data-e2e="liked-tab"]').click();
  await waitFor('the bar to go', async () => (await barText(tab)) === '');
});

it('goes on in other words when another language is chosen', async () => {
  const profile = await chooseFirst();
  await own.locator('#set-language').selectOption('de');
  await untilBar(tab, wordsIn('de')('page_chosen', '1'));
  await tab.locator(profile.card).nth(1).click();
  await untilBar(tab, wordsIn('de')('page_chosen', '2'));
  await own.locator('#set-language').selectOption('auto');
  await untilBar(tab, words('page_chosen', '2'));
  await pressBar(tab, 'close');
});

it.each(['light', 'dark'] as const)('has nothing that axe finds, in %s', async (theme) => {
  const [profile] = cases;
  if (!profile) throw new Error('no case');
  await open(profile);
  await tab.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
  await tab.locator(CHOOSE).click();
  await tab.locator(profile.card).nth(0).click();
  await untilBar(tab, words('page_chosen', '1'));
  const isControl = ({ tag }: { readonly tag: string }): boolean => tag === 'button';
  const bar = await htmlOf(tab, 'tokshelf-bar', ({ attributes }) => attributes.class === 'bar');
  // Chosen, not chosen, and the button that began it.
  const box = `${profile.card} tokshelf-button`;
  const boxes = [
    await htmlOf(tab, box, isControl, 0),
    await htmlOf(tab, box, isControl, 1),
    await htmlOf(tab, CHOOSE, isControl),
  ];
  // No tool sees into closed roots: the same parts with the same styles in a page that has nothing else.
  const page = await run.context.newPage();
  await page.emulateMedia({ colorScheme: theme });
  await page.setContent(`<!doctype html><html lang="en"><title>parts</title><main><h1>Parts</h1></main></html>`);
  await page.evaluate(
    ({ parts, dark }) => {
      document.body.style.background = dark ? '#121212' : '#fff';
      document.body.style.color = dark ? '#fff' : '#000';
      for (const { html, css, look } of parts) {
        const host = document.body.querySelector('main')?.appendChild(document.createElement('div'));
        if (!host) throw new Error('no main');
        host.className = `${look}${dark ? ' dark' : ''}`;
        host.style.display = 'block';
        const root = host.attachShadow({ mode: 'open' });
        root.innerHTML = `<style>${css}</style>${html}`;
      }
    },
    {
      dark: theme === 'dark',
      parts: [
        { html: bar, css: barStyle, look: '' },
        ...boxes.map((html, at) => ({ html, css: buttonStyle, look: at === 2 ? 'pill' : 'thumbnail' })),
      ],
    },
  );
  expect(await axeViolations(page)).toEqual([]);
  await page.close();
  await tab.locator(CHOOSE).click();
});

it('in the popup: posts of a list are ticked page by page before anything is saved', async () => {
  await tab.goto('https://www.tiktok.com/tag/demo');
  const before = await savedPosts();
  const popup = await run.openPopup(tab);
  await press(popup.getByRole('button', { name: words('popup_choose_posts') }));
  const boxes = popup.locator('.picker').getByRole('checkbox');
  await boxes.first().waitFor();
  const first = await boxes.count();
  const more = popup.getByRole('button', { name: words('popup_choose_more') });
  await press(more);
  await waitFor('the next page', async () => (await boxes.count()) > first);
  const due = (world.topic('hashtag', 'demo')?.posts ?? []).map(({ id }) => id);
  const places = [1, first, first + 1, first + 2];
  // A page in the background is drawn once a second, and a click falls where a tile was before the scroll.
  await popup.bringToFront();
  await boxes.nth(1).scrollIntoViewIfNeeded();
  await popup.evaluate(
    () => new Promise<unknown>((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await boxes.nth(1).check({ force: true });
  await boxes.nth(first).click({ force: true });
  await boxes.nth(first + 2).click({ force: true, modifiers: ['Shift'] });
  expect(await popup.locator('.picker [role="status"]').innerText()).toBe(words('page_chosen', '4'));
  expect(await axeViolations(popup)).toEqual([]);
  await press(popup.getByRole('button', { name: words('page_save_chosen', '4') }));
  await expectSaved(
    places.map((at) => due[at] ?? ''),
    before,
  );
  expect(await popup.locator('.picker').count()).toBe(0);
  await popup.close();
});

it('in Firefox: 7 posts of a profile by mouse, exactly those', async () => {
  const firefox = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  try {
    const page = await firefox.newPage();
    await page.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
    await page.waitForSelector('[data-e2e="user-post-item"] tokshelf-button', { timeout: 30_000 });
    await (await page.waitForSelector(CHOOSE, { timeout: 30_000 }))?.click();
    await page.waitForSelector('tokshelf-bar');
    const ids = await shownIds(page);
    const cards = await page.$$('[data-e2e="user-post-item"]');
    for (const at of [1, 3]) await cards[at]?.click();
    await cards[5]?.click();
    await page.keyboard.down('Shift');
    await cards[9]?.click();
    await page.keyboard.up('Shift');
    const saidBy = async (): Promise<string> => {
      const inside = await firefox.insideOf(page, 'tokshelf-bar');
      const count = inside?.children?.[0]?.value?.children?.[0]?.value?.children?.[0]?.value;
      const text = count?.children?.[0]?.value as { readonly nodeValue?: string } | undefined;
      return count?.attributes?.['data-text'] ?? text?.nodeValue ?? '';
    };
    await waitFor('the choice', async () => (await saidBy()).includes(String(FEW)));
    // Where the button to save stands the protocol does not tell: left of the cross, in the first line of the bar.
    const { right, top } = await page.evaluate(() => {
      const place = document.querySelector('tokshelf-bar')?.getBoundingClientRect();
      return { right: place?.right ?? 0, top: place?.top ?? 0 };
    });
    await page.mouse.click(right - 100, top + 33);
    await waitFor('the end', async () => (await saidBy()) === words('page_chosen_saved', String(FEW), String(FEW)), {
      timeout: 60_000,
    });
    const due = [1, 3, 5, 6, 7, 8, 9].map((at) => ids[at] ?? '');
    const files = byIds(due).flatMap((post) => dueFiles(site, post));
    const sizes = firefox.tree().map(({ bytes }) => bytes);
    expect(sizes.toSorted()).toEqual(files.map(({ bytes }) => bytes.length).toSorted());
  } finally {
    await firefox.close();
  }
});
