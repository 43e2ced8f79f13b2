import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isHousekeeping, isSiteHost } from '../site/hosts.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { specialPosts } from '../site/world/posts.ts';
import { demo } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumOptions, type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { launchFirefox } from './browsers/launchFirefox.ts';
import { withoutPauses } from './support/command.ts';
import { press } from './support/press.ts';
import { records } from './support/records.ts';
import { saveButton, untilButton } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const profile = `https://www.tiktok.com/@${demo.uniqueId}`;

/** Foreign hosts that a Chromium asks for while `use` runs, which takes at least `ms`. */
const hostsOf = async (
  more: Pick<ChromiumOptions, 'extensionDir'>,
  ms: number,
  use: (run: ChromiumRun, site: Site) => Promise<void>,
): Promise<string[]> => {
  const site = await startSite();
  const run = await launchChromium({ site, ...more });
  await Promise.all([use(run, site), wait(ms)]);
  const hosts = site.foreignHosts();
  await run.close();
  await site.close();
  return hosts;
};

/** One post by its button, twelve by the popup, a look at the other pages. */
const useExtension = async (run: ChromiumRun, site: Site): Promise<void> => {
  const page = await run.context.newPage();
  await page.goto(`https://www.tiktok.com/@tiktok/video/${specialPosts.recordedVideo.id}`);
  await saveButton(page).click();
  await untilButton(saveButton(page), 'saved');
  await page.goto(profile);
  const popup = await run.openPopup(page);
  await withoutPauses(run, popup);
  await popup.getByLabel(words('popup_limit'), { exact: true }).fill('12');
  await press(popup.getByRole('button', { name: words('popup_save_latest_other', '12') }));
  await waitFor('the end of the job', async () => (await records(popup)).jobs.some(isDoneList), { timeout: 60_000 });
  for (const name of ['options', 'library']) await (await run.extensionPage(`${name}.html`)).close();
  expect(site.log.every(({ host }) => isSiteHost(host))).toBe(true);
};

const isDoneList = ({ state, listKey }: Readonly<Record<string, unknown>>): boolean =>
  state === 'done' && listKey !== undefined;

/** Foreign hosts that Firefox asks for by itself. */
const hostsOfFirefox = async (): Promise<string[]> => {
  const site = await startSite();
  const run = await launchFirefox({ site });
  await (await run.newPage()).goto(profile);
  await waitFor("Firefox's own request", () => site.foreignHosts().length > 0);
  const hosts = site.foreignHosts();
  await run.close();
  await site.close();
  return hosts;
};

it('the extension asks no host outside the table, and the browsers only what they ask without it, too', async () => {
  // At the same time: each mostly waits for what its browser does by itself.
  const [plain, ours, firefox] = await Promise.all([
    hostsOf({}, 20_000, async (run) => {
      await (await run.context.newPage()).goto(profile);
    }),
    hostsOf({ extensionDir: extensionDir('chrome') }, 10_000, useExtension),
    hostsOfFirefox(),
  ]);
  // The proxy sees what browsers do by themselves: an empty list would mean that it sees nothing.
  expect(plain.length).toBeGreaterThan(0);
  expect([...plain, ...firefox].filter((host) => !isHousekeeping(host))).toEqual([]);
  expect(ours.filter((host) => !plain.includes(host))).toEqual([]);
});
