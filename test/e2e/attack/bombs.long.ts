import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type MemoryUse, memoryUse, watchMemory } from '../../bench/support/processMemory.ts';
import type { Reply } from '../../site/api/reply.ts';
import { longReply, packedReply } from '../../site/media/bombs.ts';
import { type Site, startSite } from '../../site/startSite.ts';
import { json, modelled } from '../../site/visit.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { command } from '../support/command.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const MB = 1_000_000;
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

const text = 'x';
const post = (id: number): string =>
  `{"id":"7${String(id).padStart(18, '0')}","desc":"a","author":{"id":"1","uniqueId":"a"}},`;
const crowd = (): Reply =>
  longReply({
    head: '{"statusCode":0,"hasMore":true,"cursor":"1","itemList":[',
    piece: post(1),
    bytes: post(1).length * 100_000,
    tail: `${post(2).slice(0, -1)}]}`,
  });
const deep = (): Reply => {
  const nested = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  const odd = `{"id":"7000000000000000001","x":${nested}}`;
  const body = `{"statusCode":0,"hasMore":false,"itemList":[${odd}],"itemInfo":{"itemStruct":${odd}}}`;
  return { ...json({}, modelled('an attack')), body: Buffer.from(body) };
};
const item = (desc: number): Reply =>
  longReply({
    head: '{"statusCode":0,"itemInfo":{"itemStruct":{"id":"1","desc":"',
    piece: text,
    bytes: desc,
    tail: '"}}}',
  });
const flood = (): Reply => longReply({ head: '{"a":"', piece: text, bytes: 200 * MB, tail: '"}' });

/** Replies and pages that are read as text. */
const replies: ReadonlyArray<readonly [string, () => Reply | Promise<Reply>]> = [
  ['a reply of 200 MB', flood],
  ['a reply of 200 MB that says so', () => longReply({ piece: text, bytes: 200 * MB }, 'application/json', true)],
  ['437 kB that unpack to 450 MB', () => packedReply({ head: '{"a":"', piece: text, bytes: 450 * MB, tail: '"}' })],
  ['a caption of 30 MB', () => item(30 * MB)],
  ['a caption of 12 MB', () => item(12 * MB)],
  ['100,000 posts in a page', crowd],
  ['an item that is nested 5,000 deep', deep],
];

/** A fault that answers everything of a group with one reply. */
const forge = async (make: () => Reply | Promise<Reply>, where: Row): Promise<void> => {
  const first = await make();
  site.faults.push({ kind: 'forged', ...where, reply: () => (first.stream ? (make() as Reply) : first) });
};

it.each(replies)('a post that answers with %s', async (_, make) => {
  const lost = nextPost();
  await forge(make, { group: 'api', postId: lost.id });
  await forge(make, { group: 'page', postId: lost.id });
  let id = '';
  await setOff(
    async () => {
      id = ((await save(lost)) as { jobId: string }).jobId;
    },
    () => failsWith(id, 'shape')(),
  );
});

it.each(replies)('a list that answers with %s', async (_, make) => {
  await forge(make, { group: 'api', name: '/api/post/item_list/' });
  let id = '';
  await setOff(
    async () => {
      id = await startJob({ kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId });
    },
    () => failsWith(id, 'shape')(),
  );
});

const fileOf = async (lost: DemoPost, kind: string): Promise<Row> =>
  (await table(own, 'tasks')).find((task) => task.postId === lost.id && task.kind === kind) ?? expect.unreachable();

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const vtt = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\n');
const picture = { head: jpeg, piece: text, bytes: 400 * MB };
const files: ReadonlyArray<readonly [string, string, () => Reply | Promise<Reply>]> = [
  ['cover', '400 MB', () => longReply(picture, 'image/jpeg')],
  ['cover', '400 MB and says so', () => longReply(picture, 'image/jpeg', true)],
  ['cover', 'packed and 400 MB', () => packedReply(picture, 'image/jpeg')],
  ['subtitle', '30 MB', () => longReply({ head: vtt, piece: text, bytes: 30 * MB }, 'text/vtt')],
  ['subtitle', 'packed and 400 MB', () => packedReply({ head: vtt, piece: text, bytes: 400 * MB }, 'text/vtt')],
];

it.each(files)('a %s that is %s', async (bad, _, make) => {
  const lost = unused.findLast(({ subtitles }) => bad !== 'subtitle' || subtitles.length > 0) ?? expect.unreachable();
  unused = unused.filter((one) => one !== lost);
  await forge(make, { group: 'media', postId: lost.id, name: bad });
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
  const twelve = site.world.userByName('demo.12') ?? expect.unreachable();
  const author = { id: twelve.uid, uniqueId: twelve.uniqueId, secUid: twelve.secUid, nickname: 'x' };
  let page = 0;
  const reply = (): Reply => {
    page += 1;
    const itemList = Array.from({ length: 35 }, (_, at) => ({
      id: String(7_100_000_000_000_000_000n + BigInt(page * 100 + at)),
      desc: 'forged',
      author,
    }));
    return json({ statusCode: 0, itemList, hasMore: true, cursor: String(page) }, modelled('an attack'));
  };
  site.faults.push({ kind: 'forged', group: 'api', name: '/api/post/item_list/', reply });
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

it.each(replies)('a list that the page is to fetch and that answers with %s', async (_, make) => {
  const tab = await run.context.newPage();
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  await tab.waitForTimeout(500);
  await forge(make, { group: 'api', name: '/api/post/item_list/' });
  let id = '';
  await setOff(
    async () => {
      id = await startJob({ kind: 'posts', secUid: demo.secUid, uniqueId: demo.uniqueId });
    },
    () => failsWith(id, 'shape')(),
  );
});
