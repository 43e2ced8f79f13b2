import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { isHousekeeping } from '../site/hosts.ts';
import { startSite } from '../site/startSite.ts';
import { viewer } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { launchChromium } from './browsers/launchChromium.ts';
import { watchTabs } from './browsers/watchTabs.ts';
import { command } from './support/command.ts';
import { expectEveryPostOnce } from './support/everyPostOnce.ts';
import { newPlaces } from './support/places.ts';
import { table } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';

const LIKES = '/api/favorite/item_list/';
const slow = { timeout: 900_000, every: 1_000 };

interface JobRow {
  readonly id: string;
  readonly state: string;
  readonly listing: { readonly listed: number };
  readonly waiting?: { readonly reason: string };
}

const jobIn = async (own: Page): Promise<JobRow> => {
  const [row] = await table(own, 'jobs');
  if (!row) throw new Error('no job');
  return row as unknown as JobRow;
};

/** What the mission promises: one press, a captcha, the laptop closed halfway, and in the end every like is there once. */
it('saves 2,000 likes by the page alone, over a captcha and a new start of the browser', {
  timeout: 2_400_000,
}, async () => {
  const site = await startSite({ rules: { signature: 'page-only' } });
  const creator = site.world.userByName('demo.2000');
  if (!creator) throw new Error('no such user');
  const posts = site.world.postsOf(creator);
  site.world.setLikes(viewer, posts);
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  // A clean end writes the session's cookies to the disk, as they are in a browser that is used for longer.
  await launchChromium(options).then((first) => first.close());

  const before = await launchChromium({ ...options, login: 'keep' });
  let own = await before.extensionPage('options.html');
  for (const page of before.context.pages()) if (page !== own) await page.close();
  const tabs = await watchTabs(own);
  await command(before, own, 'startJob', {
    source: { kind: 'likes', secUid: viewer.secUid, uniqueId: viewer.uniqueId },
    options: {},
  });
  await waitFor('600 listed likes', async () => (await jobIn(own)).listing.listed >= 600, slow);
  site.rules.captcha = true;
  const halted = await waitFor('the halt', async () => {
    const job = await jobIn(own);
    return job.state === 'waiting' ? job : undefined;
  });
  expect(halted.waiting).toEqual(expect.objectContaining({ reason: 'captcha' }));
  await command(before, own, 'controlJob', { jobId: halted.id, action: 'solve' });
  await waitFor('the tab in the front', async () => (await tabs()).cameForward);
  const shown = before.context.pages().find((page) => page.url().startsWith('https://www.tiktok.com/'));
  await shown?.locator('#demo-captcha-solve').click();
  await waitFor('the half of the likes', async () => (await jobIn(own)).listing.listed >= 1_000, slow);
  expect((await tabs()).opened).toHaveLength(1);
  await before.close();

  // No page of the extension is opened: the start of the browser alone has to wake it.
  const after = await launchChromium({ ...options, login: 'keep' });
  const files = after.tree().length;
  await waitFor('files of the second day', () => after.tree().length > files + 20, slow);
  own = await after.extensionPage('options.html');
  await waitFor('the end of the job', async () => (await jobIn(own)).state === 'done', { ...slow, timeout: 1_800_000 });

  await expectEveryPostOnce(after, site, [], posts);
  const asked = site.log.filter(({ name }) => name === LIKES);
  console.info(`${asked.length} list requests, ${after.tree().length} files`);
  expect(asked.length).toBeLessThanOrEqual(70);
  const siteTabs = () => after.context.pages().filter((page) => page.url().startsWith('https://www.tiktok.com/'));
  await waitFor('the end of the work tab', () => siteTabs().length === 0);
  expect(site.foreignHosts().filter((host) => !isHousekeeping(host))).toEqual([]);
  await after.close();
  await site.close();
  places.remove();
});
