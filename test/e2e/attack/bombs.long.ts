import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MemoryUse, memoryUse, watchMemory } from '../../bench/support/processMemory.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { fileBombs, forge, forgeEndlessList, listBombs, listWithLongCaption, postBombs } from '../support/bombs.ts';
import { command } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const ALLOWED_MS = 10_000;
const ALLOWED_MB = 200;

let site: Site;
let run: ChromiumRun;
let own: Page;
let idle: MemoryUse;
let unused: DemoPost[];

const nextPost = (): DemoPost => unused.pop() ?? expect.unreachable();
const save = (post: DemoPost): Promise<unknown> =>
  command(run, own, 'save', { postId: post.id, uniqueId: post.owner.uniqueId });
const recordOf = async (post: DemoPost): Promise<Row | undefined> =>
  (await table(own, 'records')).find(({ postId }) => postId === post.id);
const jobOf = async (id: string): Promise<Row> =>
  (await table(own, 'jobs')).find((job) => job.id === id) ?? expect.unreachable();
const codeOf = ({ error, lastError }: Row): unknown => ((error ?? lastError) as Row | undefined)?.code;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
  await command(run, own, 'setSettings', {
    settings: { pacing: { pageGapMin: 0, pageGapMax: 0 }, files: ['video', 'cover', 'subtitle'] },
  });
  unused = site.world.postsOf(demo).filter(({ kind }) => kind === 'video');
  // The first save opens the document that holds bytes.
  const first = nextPost();
  await save(first);
  await waitFor('the first file', () => recordOf(first));
  idle = memoryUse(run.child.pid ?? 0);
});
afterEach(async () => {
  site.faults.length = 0;
  for (const page of run.context.pages()) if (page.url().startsWith('https:')) await page.close();
  // Each bomb is measured alone: what the worker read of the last one goes with it.
  await run.stopWorker();
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

/** Sets a bomb off, saves another post meanwhile, and gives how it ended; fails when that took too long or too much. */
const setOff = async (start: () => Promise<unknown>, ended: () => Promise<unknown>): Promise<void> => {
  const memory = watchMemory(run.child.pid ?? 0, 50);
  const other = nextPost();
  const begun = Date.now();
  await start();
  await save(other);
  try {
    await Promise.all([
      waitFor('its end', ended, { timeout: ALLOWED_MS }),
      waitFor('the other job', () => recordOf(other), { timeout: ALLOWED_MS }),
    ]);
  } finally {
    const most = await memory.stop();
    const more = { extension: most.extension - idle.extension, pages: most.pages - idle.pages };
    console.info(
      `${expect.getState().currentTestName}: ${Date.now() - begun} ms, +${Math.round(more.extension)} MB, pages +${Math.round(more.pages)} MB`,
    );
    expect(Math.max(more.extension, more.pages)).toBeLessThan(ALLOWED_MB);
  }
};

const startJob = async (source: Row): Promise<string> =>
  ((await command(run, own, 'startJob', { source, options: {} })) as { jobId: string }).jobId;

const failsWith = (id: string, code: string) => async (): Promise<boolean> => {
  const job = await jobOf(id);
  if (job.state !== 'failed') throw new Error(JSON.stringify(job));
  expect(codeOf(job)).toBe(code);
  return true;
};

it.each(postBombs)('a post that answers with %s', async (_, make) => {
  const lost = nextPost();
  await forge(site, make, { group: 'api', postId: lost.id }, lost.id);
  await forge(site, make, { group: 'page', postId: lost.id }, lost.id);
  let id = '';
  await setOff(
    async () => {
      id = ((await save(lost)) as { jobId: string }).jobId;
    },
    () => failsWith(id, 'shape')(),
  );
});

it.each(listBombs)('a list that answers with %s', async (_, make) => {
  await forge(site, make, { group: 'api', name: '/api/post/item_list/' });
  let id = '';
  await setOff(
    async () => {
      id = await startJob({ kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId });
    },
    () => failsWith(id, 'shape')(),
  );
});

it('a list that holds a caption of 12 MB loses that post alone', async () => {
  const good = nextPost();
  await forge(site, listWithLongCaption(good.id), { group: 'api', name: '/api/post/item_list/' });
  await setOff(
    () => startJob({ kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId }),
    async () => (await table(own, 'posts')).some(({ id }) => id === good.id),
  );
  expect((await table(own, 'posts')).filter(({ id }) => id === '7000000000000000001')).toEqual([]);
});

const fileOf = async (lost: DemoPost, kind: string): Promise<Row> =>
  (await table(own, 'tasks')).find((task) => task.postId === lost.id && task.kind === kind) ?? expect.unreachable();

it.each(fileBombs)('a %s that is %s', async (bad, _, make) => {
  const lost = unused.findLast(({ subtitles }) => bad !== 'subtitle' || subtitles.length > 0) ?? expect.unreachable();
  unused = unused.filter((one) => one !== lost);
  await forge(site, make, { group: 'media', postId: lost.id, name: bad });
  await setOff(
    () => save(lost),
    async () => {
      const file = await fileOf(lost, bad);
      if (file.state !== 'failed') throw new Error(JSON.stringify(file));
      return codeOf(file) === 'file';
    },
  );
  const isVideo = ({ postId, kind }: Row): boolean => postId === lost.id && kind === 'video';
  await waitFor('its video', async () => (await table(own, 'records')).some(isVideo));
});

it('a list of twelve that is fed forged pages without end', async () => {
  const twelve = forgeEndlessList(site);
  let id = '';
  await setOff(
    async () => {
      id = await startJob({ kind: 'posts', secUid: twelve.secUid, uniqueId: twelve.uniqueId });
    },
    async () => {
      const job = await jobOf(id);
      if (job.state !== 'waiting') throw new Error(JSON.stringify(job));
      return codeOf(job) === 'surplus' && (job.listing as { listed: number }).listed < 150;
    },
  );
});

it.each(listBombs)('a list that the page is to fetch and that answers with %s', async (_, make) => {
  const tab = await run.context.newPage();
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  await tab.waitForTimeout(500);
  await forge(site, make, { group: 'api', name: '/api/post/item_list/' });
  let id = '';
  await setOff(
    async () => {
      id = await startJob({ kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId });
    },
    () => failsWith(id, 'shape')(),
  );
});
