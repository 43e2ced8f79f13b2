import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { friend, viewer } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { command, withoutPauses } from './support/command.ts';
import { type Row, table } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';

let site: Site;
let run: ChromiumRun;
let own: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
});
afterAll(async () => {
  await run.close();
  await site.close();
});

const jobs = (): Promise<readonly Row[]> => table(own, 'jobs');

/** Runs a list to its end; gives its row. */
const runJob = async (kind: string, owner: typeof viewer, options: Row = {}): Promise<Row> => {
  const before = new Set((await jobs()).map(({ id }) => id));
  const source = { kind, secUid: owner.secUid, uniqueId: owner.uniqueId };
  await command(run, own, 'startJob', { source, options });
  return waitFor('the end of the job', async () => {
    const job = (await jobs()).find(({ id }) => !before.has(id));
    if (job?.state === 'done') return job;
    throw new Error(JSON.stringify(job));
  });
};
const mediaAsked = (): number => site.log.filter(({ group, status }) => group === 'media' && status === 200).length;
const pathOf = async (postId: string): Promise<string> =>
  String((await table(own, 'records')).find((record) => record.postId === postId)?.path);

it('a post that is liked and in favourites is fetched once and found in both lists', async () => {
  const shared = site.world.postsOf(friend).slice(0, 8);
  site.world.setLikes(viewer, shared);
  await runJob('likes', viewer);
  const files = run.tree().length;
  const asked = mediaAsked();
  expect(files).toBeGreaterThanOrEqual(shared.length);
  const second = await runJob('favourites', viewer, { maxCount: shared.length });
  expect(second).toMatchObject({ counts: { seen: shared.length, saved: 0, skipped: files, failed: 0 } });
  expect([run.tree().length, mediaAsked()]).toEqual([files, asked]);
  const entries = await table(own, 'entries');
  for (const { id } of shared) {
    const lists = entries.filter(({ postId }) => postId === id).map(({ listKey }) => String(listKey).split(':')[0]);
    expect(lists.toSorted()).toEqual(['favourites', 'likes']);
  }
});

it.each([
  { onRename: 'keep', nickname: 'Second name', folder: friend.nickname.replace(' / ', ' _ ') },
  { onRename: 'new', nickname: 'Third name', folder: 'Third name' },
])(
  'a new nickname fetches nothing again; with $onRename new files go to "$folder"',
  async ({ onRename, nickname, folder }) => {
    await command(run, own, 'setSettings', { settings: { pacing: { pageGapMin: 0, pageGapMax: 0 }, onRename } });
    await runJob('posts', friend);
    const asked = mediaAsked();
    const files = run.tree().length;
    site.world.rename(friend, nickname);
    const again = await runJob('posts', friend);
    expect(again).toMatchObject({ counts: { saved: 0, failed: 0 } });
    expect([run.tree().length, mediaAsked()]).toEqual([files, asked]);
    const renamed = site.world.userByName(friend.uniqueId);
    const newest = site.world.postsOf(friend)[0];
    if (!renamed || newest?.kind !== 'video') throw new Error('the newest post is no video');
    const id = (BigInt(newest.id) + 4_294_967_296_000n).toString();
    site.world.put({ ...newest, id, createdMs: newest.createdMs + 1_000_000, owner: renamed });
    expect(await runJob('posts', friend)).toMatchObject({ counts: { saved: 1, failed: 0 } });
    expect(mediaAsked()).toBe(asked + 1);
    expect(await pathOf(id)).toContain(`/tiktok/post/${folder}/`);
  },
);
