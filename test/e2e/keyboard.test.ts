import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { makePost } from '../site/world/posts.ts';
import { demo, viewer } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { withoutPauses } from './support/command.ts';
import { type Focus, tabTo } from './support/keyboard.ts';
import { type Row, records } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const HOUR = 3_600_000;
const RECENT = 60;

let site: Site;
let run: ChromiumRun;
let own: Page;
let tab: Page;
let recent: ReadonlySet<string>;

beforeAll(async () => {
  site = await startSite();
  // Posts of the last days stand at the head of the viewer's likes; all others are older.
  const posts = Array.from({ length: RECENT }, (_, n) =>
    makePost(demo, 900 + n, { kind: 'video', createdMs: Date.now() - n * 2 * HOUR }),
  );
  for (const post of posts) site.world.put(post);
  recent = new Set(posts.map(({ id }) => id));
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  tab = await run.context.newPage();
  await tab.goto('https://www.tiktok.com/explore');
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});
beforeEach(() => {
  // Every file takes its time, so that there is a running job to pause.
  site.faults.push({ kind: 'stall', group: 'media', name: 'video', delay: 1500 });
});

const tabId = (): Promise<number> =>
  own.evaluate(async () => {
    const { tabs } = (globalThis as unknown as { chrome: { tabs: { query(o: object): Promise<{ id: number }[]> } } })
      .chrome;
    const [found] = await tabs.query({ url: 'https://www.tiktok.com/*' });
    return found?.id ?? -1;
  });

const newest = async (): Promise<Row | undefined> =>
  (await records(own)).jobs.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt))[0];
const untilState = (wanted: string): Promise<Row> =>
  waitFor(`a job that is ${wanted}`, async () => {
    const job = await newest();
    return job?.state === wanted ? job : undefined;
  });
const saved = async (): Promise<number> => Number(((await newest())?.counts as Row | undefined)?.saved ?? 0);
const exactly = (key: Parameters<typeof words>[0]): RegExp => new RegExp(`^${words(key)}$`);
const dayOf = (time: number): string => {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Likes of the last 7 days: started, paused, resumed, cancelled, without a pointer. Gives all that had the focus. */
const steer = async (popup: Page): Promise<readonly Focus[]> => {
  const passed: Focus[] = [];
  const go = async (name: RegExp, back = false): Promise<void> => {
    passed.push(...(await tabTo(popup, name, { back })));
  };
  await popup.getByRole('button', { name: /^Favourites folder/ }).waitFor();
  const before = (await newest())?.id;

  await go(/^Likes\b/);
  await popup.keyboard.press('Enter');
  expect(await popup.getByRole('heading', { name: words('popup_yours_likes') }).count()).toBe(1);
  await go(new RegExp(`^${words('popup_more')}`), true);
  await popup.keyboard.press('Space');
  await go(exactly('popup_range_all'));
  await popup.keyboard.press('ArrowRight');
  expect(await popup.getByRole('radio', { name: words('popup_range_week') }).isChecked()).toBe(true);
  await go(exactly('popup_save_filtered'));
  await popup.keyboard.press('Enter');

  const job = await waitFor('the job', async () => {
    const found = await newest();
    return found?.id === before ? undefined : found;
  });
  expect(job.source).toEqual({ kind: 'likes', secUid: viewer.secUid, uniqueId: viewer.uniqueId });
  expect(job.options).toEqual({ interval: `${dayOf(Date.now() - 6 * 24 * HOUR)}|${dayOf(Date.now())}` });

  await waitFor('a first file', async () => (await saved()) > 0);
  await go(exactly('action_pause'));
  await popup.keyboard.press('Enter');
  await untilState('paused');
  // What was under way comes to its end; nothing new begins.
  await popup.waitForTimeout(2500);
  const atPause = await saved();
  await popup.waitForTimeout(2000);
  expect(await saved()).toBe(atPause);
  expect(atPause).toBeLessThan(RECENT);

  // The button under the finger has become the one that resumes.
  await popup.waitForFunction(
    (name) => document.activeElement?.getAttribute('aria-label') === name,
    words('action_resume'),
  );
  await popup.keyboard.press('Space');
  await waitFor('another file', async () => (await saved()) > atPause);
  await go(exactly('action_cancel'));
  await popup.keyboard.press('Enter');
  await untilState('cancelled');

  const kept = (await records(own)).records.map(({ postId }) => String(postId));
  expect(kept.filter((id) => !recent.has(id))).toEqual([]);
  expect(kept.length).toBeGreaterThan(atPause);
  expect(kept.length).toBeLessThan(RECENT);
  return passed;
};

it.runIf(process.env.TOKSHELF_LONG === '1')('is steered by keyboard alone, opened as a page', async () => {
  const popup = await run.context.newPage();
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.goto(`chrome-extension://${run.extensionId}/popup.html?tab=${await tabId()}`);
  const passed = await steer(popup);
  expect(passed.filter(({ visible, tag }) => !visible && tag !== 'body')).toEqual([]);
  expect(passed.filter(({ name, tag }) => name === '' && tag !== 'body')).toEqual([]);
  await popup.close();
});

it('is as wide as it was drawn for, opened at its button', async () => {
  const { page: popup, done } = await run.openRealPopup(tab);
  await popup.getByRole('button', { name: /^Favourites folder/ }).waitFor();
  // The window grows with what comes into it.
  await popup.waitForTimeout(500);
  const width = await popup.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    return [clientWidth, scrollWidth];
  });
  expect(width).toEqual([380, 380]);
  await popup.close();
  await done();
});

it('is steered by keyboard alone, opened at its button', async () => {
  const { page: popup, done } = await run.openRealPopup(tab);
  await steer(popup);
  await done();
});
