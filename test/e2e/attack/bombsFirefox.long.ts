import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { treeUse, watchTree } from '../../bench/support/processMemory.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type FirefoxRun, launchFirefox } from '../browsers/launchFirefox.ts';
import { fileBombs, forge, forgeEndlessList, listBombs, postBombs } from '../support/bombs.ts';
import { command } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const ALLOWED_MS = 10_000;
// Firefox tells no process of the extension from another by its command line: this is the whole browser, which loads and
// keeps parts of files on its own account.
const ALLOWED_MB = 300;

let site: Site;
let run: FirefoxRun;
let own: Page;
let pid: number;
let idle: number;
let unused: DemoPost[];
let page: Page | undefined;

const nextPost = (): DemoPost => unused.pop() ?? expect.unreachable();
const save = (post: DemoPost): Promise<unknown> =>
  command(run, own, 'save', { postId: post.id, uniqueId: post.owner.uniqueId });
const hasVideo = async (post: DemoPost): Promise<boolean> =>
  (await table(own, 'records')).some(({ postId, kind }) => postId === post.id && kind === 'video');
const codeOf = ({ error, lastError }: Row): unknown => ((error ?? lastError) as Row | undefined)?.code;

beforeAll(async () => {
  site = await startSite();
  run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  own = await run.extensionPage('options.html');
  await command(run, own, 'setSettings', {
    settings: { pacing: { pageGapMin: 0, pageGapMax: 0 }, files: ['video', 'cover', 'subtitle'] },
  });
  unused = site.world.postsOf(demo).filter(({ kind }) => kind === 'video');
  const first = nextPost();
  await save(first);
  await waitFor('the first file', () => hasVideo(first));
  pid = run.browser.process()?.pid ?? 0;
  idle = treeUse(pid);
});
afterEach(async () => {
  site.faults.length = 0;
  await page?.close();
  page = undefined;
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

/** Sets a bomb off, saves another post meanwhile, and waits for both ends. */
const setOff = async (start: () => Promise<unknown>, ended: () => Promise<unknown>): Promise<void> => {
  const memory = watchTree(pid, 100);
  const other = nextPost();
  const begun = Date.now();
  await start();
  await save(other);
  try {
    await Promise.all([
      waitFor('its end', ended, { timeout: ALLOWED_MS }),
      waitFor('the other job', () => hasVideo(other), { timeout: ALLOWED_MS }),
    ]);
  } finally {
    const more = (await memory.stop()) - idle;
    console.info(`${expect.getState().currentTestName}: ${Date.now() - begun} ms, +${Math.round(more)} MB`);
    expect(more).toBeLessThan(ALLOWED_MB);
  }
};

const failsWithShape = (jobId: () => string) => async (): Promise<boolean> => {
  const job = (await table(own, 'jobs')).find(({ id }) => id === jobId());
  if (job?.state !== 'failed') throw new Error(JSON.stringify(job));
  return codeOf(job) === 'shape';
};

const startOn = async (make: () => Promise<unknown>): Promise<void> => {
  let jobId = '';
  await setOff(
    async () => {
      ({ jobId } = (await make()) as { jobId: string });
    },
    failsWithShape(() => jobId),
  );
};

const startList = ({ secUid, uniqueId }: { readonly secUid: string; readonly uniqueId: string }): Promise<unknown> =>
  command(run, own, 'startJob', { source: { kind: 'posts', secUid, uniqueId }, options: {} });

it.each(postBombs)('a post that answers with %s', async (_, make) => {
  const lost = nextPost();
  await forge(site, make, { group: 'api', postId: lost.id }, lost.id);
  await forge(site, make, { group: 'page', postId: lost.id }, lost.id);
  await startOn(() => save(lost));
});

it.each(listBombs)('a list that answers with %s', async (_, make) => {
  await forge(site, make, { group: 'api', name: '/api/post/item_list/' });
  await startOn(() => startList(demo));
});

it.each(listBombs)('a list that the page is to fetch and that answers with %s', async (_, make) => {
  page = await run.newPage();
  await page.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  await forge(site, make, { group: 'api', name: '/api/post/item_list/' });
  await startOn(() => startList(demo));
});

it.each(fileBombs)('a %s that is %s', async (bad, _, make) => {
  const lost = unused.findLast(({ subtitles }) => bad !== 'subtitle' || subtitles.length > 0) ?? expect.unreachable();
  unused = unused.filter((one) => one !== lost);
  await forge(site, make, { group: 'media', postId: lost.id, name: bad });
  await setOff(
    () => save(lost),
    async () => {
      const file = (await table(own, 'tasks')).find(({ postId, kind }) => postId === lost.id && kind === bad);
      if (file?.state !== 'failed') throw new Error(JSON.stringify(file));
      return codeOf(file) === 'file';
    },
  );
  await waitFor('its video', () => hasVideo(lost));
});

it('a list of twelve that is fed forged pages without end', async () => {
  const twelve = forgeEndlessList(site);
  await setOff(
    () => startList(twelve),
    async () => {
      const waits = (await table(own, 'jobs')).filter(({ state }) => state === 'waiting');
      return waits.some((one) => codeOf(one) === 'surplus' && (one.listing as { listed: number }).listed < 150);
    },
  );
});
