import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { secUidOf, viewer } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { watchTabs } from './browsers/watchTabs.ts';
import { command, withoutPauses } from './support/command.ts';
import { jobThat } from './support/jobThat.ts';
import { type Row, records } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';

const POSTS = '/api/post/item_list/';
const LIKES = '/api/favorite/item_list/';

let site: Site;
let run: ChromiumRun;
/** A page of the extension, from which commands are sent; in the front, so that nothing of the site is. */
let own: Page;
let tabs: Awaited<ReturnType<typeof watchTabs>>;

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  const foreign = site.foreignHosts().filter((host) => !isHousekeeping(host));
  await site.close();
  expect(foreign).toEqual([]);
});
// What worked last is remembered, so each test has a browser of its own.
beforeEach(async () => {
  Object.assign(site.rules, defaultRules());
  site.clearLog();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
  for (const page of run.context.pages()) if (page !== own) await page.close();
  tabs = await watchTabs(own);
});
afterEach(() => run.close());

interface JobRow {
  readonly id: string;
  readonly state: string;
  readonly phase: string;
  readonly listing: { readonly listed: number };
  readonly waiting?: { readonly reason: string };
  readonly error?: { readonly code: string };
  readonly counts: { readonly seen: number; readonly saved: number; readonly failed: number };
}

const job = async (): Promise<JobRow> => {
  const [row] = (await records(own)).jobs;
  if (!row) throw new Error('no job');
  return row as unknown as JobRow;
};

const start = (source: unknown, minLikes: number): Promise<unknown> =>
  command(run, own, 'startJob', { source, options: { files: ['metadata'], minLikes } });
/** Lists all posts of an account, and saves a text file of the ten oldest: those have most likes on the demo site. */
const startPosts = (count: number) =>
  start({ kind: 'posts', secUid: secUidOf(`demo.${count}`), uniqueId: `demo.${count}` }, 120 + (count - 10) * 61);

const until = async (what: string, holds: (row: JobRow) => boolean): Promise<JobRow> => {
  const isMet = (row: Row): boolean => holds(row as unknown as JobRow);
  return (await jobThat(own, what, isMet, { timeout: 60_000, every: 200 })) as unknown as JobRow;
};
const untilDone = () => until('the end of the job', ({ state }) => state === 'done');
const listRequests = (name: string) => site.log.filter((entry) => entry.name === name);
const isSealed = ({ query }: { readonly query: Readonly<Record<string, string>> }) => 'X-Gnarly' in query;
const siteTabs = () => run.context.pages().filter((page) => page.url().startsWith('https://www.tiktok.com/'));

describe('without a tab of TikTok', () => {
  it('the worker asks where X-Bogus is taken, and no tab is opened', async () => {
    await withoutPauses(run, own);
    await startPosts(120);
    expect(await untilDone()).toMatchObject({ listing: { listed: 120 }, counts: { seen: 10, saved: 10, failed: 0 } });
    const asked = listRequests(POSTS);
    expect(asked.length).toBeGreaterThanOrEqual(4);
    expect(asked.filter(isSealed)).toEqual([]);
    expect(asked.filter(({ refused }) => refused !== undefined)).toEqual([]);
    expect(await tabs()).toMatchObject({ opened: [], most: 0 });
  });

  it('one silent work tab asks where only the page is taken, and is closed afterwards', async () => {
    site.rules.signature = 'page-only';
    await startPosts(120);
    await waitFor('the work tab', async () => (await tabs()).open === 1);
    await until('the second page', ({ listing }) => listing.listed > 40);
    expect(await tabs()).toMatchObject({ open: 1, allMuted: true });
    expect(await untilDone()).toMatchObject({ listing: { listed: 120 }, counts: { seen: 10, saved: 10, failed: 0 } });
    const passed = listRequests(POSTS).filter(({ refused }) => refused === undefined);
    expect(passed.length).toBeGreaterThanOrEqual(4);
    expect(passed.every(isSealed)).toBe(true);
    await waitFor('the end of the work tab', async () => (await tabs()).open === 0);
    const seen = await tabs();
    expect([seen.opened.length, seen.most, seen.cameForward]).toEqual([1, 1, false]);
  });

  it('refused on every way is code gate, never an empty list, and goes on when the site relents', async () => {
    await withoutPauses(run, own);
    site.rules.signature = 'refuse-all';
    await start({ kind: 'likes', secUid: viewer.secUid, uniqueId: viewer.uniqueId }, 1_000_000);
    const refused = await until('the refusal', ({ error }) => error !== undefined);
    expect(refused).toMatchObject({
      state: 'waiting',
      phase: 'listing',
      error: { code: 'gate' },
      listing: { listed: 0 },
    });
    const ways = listRequests(LIKES).map((entry) => isSealed(entry));
    expect([ways.includes(true), ways.includes(false)]).toEqual([true, true]);
    expect((await tabs()).most).toBe(1);
    Object.assign(site.rules, defaultRules());
    const done = await untilDone();
    expect(done.listing.listed).toBe(site.world.likesOf(viewer).length);
    await waitFor('the end of the work tab', async () => (await tabs()).open === 0);
  });
});

it.runIf(process.env.TOKSHELF_LONG === '1')('an open tab of TikTok asks, and no other is opened', async () => {
  await withoutPauses(run, own);
  site.rules.signature = 'page-only';
  const tab = await run.context.newPage();
  await tab.goto('https://www.tiktok.com/@tokshelf.demo');
  await own.bringToFront();
  const before = (await tabs()).opened.length;
  await startPosts(120);
  expect(await untilDone()).toMatchObject({ listing: { listed: 120 } });
  expect((await tabs()).opened.length).toBe(before);
  expect(tab.isClosed()).toBe(false);
  expect(listRequests(POSTS).every(isSealed)).toBe(true);
});

it('a captcha halts the job; solved in the tab, it goes on by itself', async () => {
  site.rules.signature = 'page-only';
  await startPosts(120);
  await until('the first page', ({ listing }) => listing.listed > 0);
  site.rules.captcha = true;
  const halted = await until('the halt', ({ state }) => state === 'waiting');
  expect(halted).toMatchObject({ waiting: { reason: 'captcha' }, error: { code: 'captcha' }, phase: 'listing' });
  const requests = site.log.length;
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(site.log.slice(requests).filter(({ group }) => group === 'api')).toEqual([]);

  const [shown] = siteTabs();
  if (!shown) throw new Error('no tab shows the captcha');
  expect((await tabs()).cameForward).toBe(false);
  await command(run, own, 'controlJob', { jobId: halted.id, action: 'solve' });
  await waitFor('the tab in the front', async () => (await tabs()).cameForward);
  await shown.locator('#demo-captcha-solve').click();
  expect(await untilDone()).toMatchObject({ listing: { listed: 120 }, counts: { seen: 10, saved: 10, failed: 0 } });
  await waitFor('the end of the work tab', async () => (await tabs()).open === 0);
  expect((await tabs()).opened.length).toBe(1);
});

it.runIf(process.env.TOKSHELF_LONG === '1')(
  'a work tab that the person closes twice is not opened again before the job is resumed',
  async () => {
    site.rules.signature = 'page-only';
    await startPosts(350);
    for (const nth of [1, 2]) {
      await waitFor(`work tab ${nth}`, async () => (await tabs()).opened.length === nth);
      const before = (await job()).listing.listed;
      await until('a page by it', ({ listing }) => listing.listed > before);
      const tab = await waitFor('the tab to close', () => siteTabs()[0]);
      await tab.close();
    }
    const held = await until('the halt', ({ state }) => state === 'waiting');
    expect(held).toMatchObject({ waiting: { reason: 'tab' }, phase: 'listing' });
    expect(held.listing.listed).toBeLessThan(350);
    expect(await tabs()).toMatchObject({ open: 0, most: 1 });
    await withoutPauses(run, own);
    await command(run, own, 'controlJob', { jobId: held.id, action: 'resume' });
    expect(await untilDone()).toMatchObject({ listing: { listed: 350 }, counts: { seen: 10, saved: 10, failed: 0 } });
    await waitFor('the end of the work tab', async () => (await tabs()).open === 0);
    expect((await tabs()).opened.length).toBe(3);
  },
);
