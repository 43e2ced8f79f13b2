import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo, viewer } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { jobThat } from '../support/jobThat.ts';
import { newPlaces, type Places } from '../support/places.ts';
import { type Row, records } from '../support/records.ts';

const source = { kind: 'favourites', secUid: viewer.secUid, uniqueId: viewer.uniqueId };

let site: Site;
let places: Places;
let mine: readonly DemoPost[];
let theirs: readonly DemoPost[];

/** The favourites are those of whoever asks, whomever they are asked for. */
beforeEach(async () => {
  site = await startSite();
  places = newPlaces();
  const many = site.world.userByName('demo.2000');
  if (!many) throw new Error('no such user');
  mine = site.world.postsOf(many).slice(0, 75);
  theirs = site.world.postsOf(demo).slice(0, 60);
  Object.assign(site.world, { favouritesOf: (user: unknown) => (user === viewer ? mine : theirs) });
});
afterEach(async () => {
  await site.close();
  places.remove();
});

const launch = (login: 'viewer' | 'demo'): Promise<ChromiumRun> =>
  launchChromium({ extensionDir: extensionDir('chrome'), site, login, ...places });

const listingOf = (job: Row): { readonly listed: number } => job.listing as { readonly listed: number };
const waitsForAccount = ({ state, waiting }: Row): boolean =>
  state === 'waiting' && (waiting as { readonly reason: string }).reason === 'session';

/** A list that takes some seconds, so that the session can change between its pages. */
const begin = async (run: ChromiumRun, own: Page): Promise<void> => {
  await command(run, own, 'setSettings', { settings: { pacing: { pageGapMin: 3_000, pageGapMax: 3_000 } } });
  await command(run, own, 'startJob', { source, options: { files: ['cover'] } });
  await jobThat(own, 'the first page', (job) => listingOf(job).listed > 0);
};

const expectNothingOfTheirs = async (own: Page): Promise<void> => {
  const rows = await records(own);
  const ids = new Set([...rows.posts.map(({ id }) => id), ...rows.tasks.map(({ postId }) => postId)]);
  expect(theirs.filter(({ id }) => ids.has(id))).toEqual([]);
};

/** The first account is back: a look at the popup is enough, nothing is pressed. */
const comeBack = async (run: ChromiumRun, own: Page): Promise<void> => {
  await run.context.addCookies(site.cookies('viewer').map((cookie) => ({ ...cookie })));
  const page = await run.context.newPage();
  await page.goto('https://www.tiktok.com/foryou');
  await run.openPopup(page);
  const job = await jobThat(own, 'the end of the job', ({ state }) => state === 'done');
  expect(job).toMatchObject({ counts: { seen: mine.length, saved: mine.length, failed: 0 } });
  await expectNothingOfTheirs(own);
};

it('favourites wait when the session changes while they are listed, and go on by themselves', async () => {
  const run = await launch('viewer');
  const own = await run.extensionPage('options.html');
  await begin(run, own);
  await run.context.addCookies(site.cookies('demo').map((cookie) => ({ ...cookie })));
  await jobThat(own, 'the wait for the account', waitsForAccount);
  await expectNothingOfTheirs(own);
  await comeBack(run, own);
  await run.close();
});

const inLong = it.runIf(process.env.TOKSHELF_LONG === '1');

inLong('favourites of a browser that was killed are not read on in another session', async () => {
  const first = await launch('viewer');
  await begin(first, await first.extensionPage('options.html'));
  await first.kill();
  const run = await launch('demo');
  const own = await run.extensionPage('options.html');
  await jobThat(own, 'the wait for the account', waitsForAccount);
  await expectNothingOfTheirs(own);
  // Asked to go on in the other session, it looks and waits again.
  const [job] = (await records(own)).jobs;
  await command(run, own, 'controlJob', { jobId: job?.id, action: 'resume' });
  await jobThat(own, 'the wait for the account', waitsForAccount);
  await expectNothingOfTheirs(own);
  await comeBack(run, own);
  await run.close();
});
