import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const listKey = `posts:${secUid}`;
const first = 'tiktok/one/Nick 1/2025-01-01_13-00-00_caption 1-video.mp4';

const withPosts = (count: number, folder?: string): World => {
  const world = createWorld({ dies: 'browser' });
  world.site.contents.set(listKey, count === 1 ? [aPost(1)] : somePosts(count, { kind: 'video' }));
  world.browser.folder = folder;
  return world;
};

const newestJob = async (world: World) => (await world.store.jobs.recent(1))[0];

const run = async (world: World, source: Source = profile): Promise<void> => {
  await world.queue().startJob(source, {});
  expect(await world.idle()).toBe(true);
};

describe('a folder of the person', () => {
  it('that may not be written to any more is a job that waits, and goes on when it may', async () => {
    const world = withPosts(60, 'Saved');
    let lapsed = true;
    world.browser.saveFault = () => (lapsed && world.browser.disk.size >= 20 ? failure('grant') : undefined);
    await world.queue().startJob(profile, {});
    await world.clock.pass(120_000);
    const job = await newestJob(world);
    expect(job).toMatchObject({ state: 'waiting', waiting: { reason: 'grant' }, counts: { saved: 20, failed: 0 } });
    lapsed = false;
    await world.queue().unblock(['grant']);
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 60, failed: 0 } });
    expect(world.browser.disk.size).toBe(60);
  });

  it('is fetched nothing for while it may not be written to: neither files nor lists, of old jobs and new ones', async () => {
    const world = withPosts(60, 'Saved');
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(async () => world.browser.disk.size >= 20);
    world.browser.closed = failure('grant', 'prompt');
    world.browser.saveFault = () => failure('grant', 'prompt');
    await world.clock.pass(2_000);
    const [files, lists] = [world.browser.media.length, world.site.requests.length];
    await world.queue().startJob({ kind: 'one', postId: aPost(90).id }, {});
    await world.clock.pass(3_600_000);
    expect([world.browser.media.length, world.site.requests.length]).toEqual([files, lists]);
    const jobs = await world.store.jobs.recent(9);
    expect(jobs.map((job) => [job.state, job.state === 'waiting' && job.waiting.reason])).toEqual(
      Array(2).fill(['waiting', 'grant']),
    );
    // Given by whatever way nobody told of: a look finds out.
    world.browser.closed = undefined;
    world.browser.saveFault = () => undefined;
    expect(await world.idle()).toBe(true);
    expect(await world.store.jobs.get(jobs.at(-1)?.id ?? '')).toMatchObject({
      state: 'done',
      counts: { saved: 60, failed: 0 },
    });
  });

  it('that is open again when the browser starts is written to at once', async () => {
    const world = withPosts(60, 'Saved');
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(async () => world.browser.disk.size >= 20);
    world.browser.closed = failure('grant', 'prompt');
    await world.clock.pass(5_000);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'grant' } });
    world.kill();
    world.browser.closed = undefined;
    const before = world.clock.now();
    await world.queue().wake();
    await world.clock.runUntil(async () => (await newestJob(world))?.state === 'done');
    expect(world.clock.now() - before).toBeLessThan(60_000);
    expect(world.browser.disk.size).toBe(60);
  });

  it('is saved nothing into while the library is lost, whoever asks, until the person decides', async () => {
    const world = withPosts(60, 'Saved');
    await world.queue().startJob(profile, {});
    await world.clock.runUntil(async () => world.browser.disk.size >= 20);
    world.kill();
    world.browser.closed = failure('lost');
    const [files, lists] = [world.browser.media.length, world.site.requests.length];
    await world.queue().wake();
    await world.queue().startJob({ kind: 'one', postId: aPost(90).id }, {});
    await world.queue().startJob({ kind: 'posts', secUid: anAuthor(2).secUid }, {}, { watch: { id: 'w', dueAt: 1 } });
    await world.clock.pass(3_600_000);
    const jobs = await world.store.jobs.recent(9);
    expect(jobs.map((job) => [job.state, job.state === 'waiting' && job.waiting.reason])).toEqual(
      Array(3).fill(['waiting', 'lost']),
    );
    // Told to go on one by one they wait again.
    await world.queue().resume(jobs[0]?.id ?? '');
    await world.clock.pass(60_000);
    expect(await world.store.jobs.get(jobs[0]?.id ?? '')).toMatchObject({ waiting: { reason: 'lost' } });
    expect([world.browser.media.length, world.site.requests.length]).toEqual([files, lists]);
    world.browser.closed = undefined;
    await world.queue().unblock(['lost']);
    expect(await world.idle()).toBe(true);
    expect(await world.store.jobs.get(jobs.at(-1)?.id ?? '')).toMatchObject({ state: 'done', counts: { failed: 0 } });
  });

  it('that is away when a worker takes over is waited for: what is whole there is not fetched again', async () => {
    const world = createWorld({ dies: 'worker' });
    world.site.contents.set(listKey, [aPost(1)]);
    world.browser.folder = 'Saved';
    world.browser.saveMs = 60_000;
    await world.queue().startJob({ kind: 'one', postId: aPost(1).id }, {});
    await world.clock.runUntil(async () => (await world.store.tasks.inFlight())[0]?.state === 'saving');
    const asked = world.browser.media.length;
    world.browser.closed = failure('grant', 'prompt');
    world.kill();
    await world.queue().wake();
    await world.clock.pass(600_000);
    expect([...world.browser.disk.keys()]).toEqual([`Saved/${first}`]);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'grant' } });
    world.browser.closed = undefined;
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 1, failed: 0 } });
    expect([...world.browser.disk.keys()]).toEqual([`Saved/${first}`]);
    expect(world.browser.media).toHaveLength(asked);
  });

  it('is asked for each file before it is fetched: what lies there is recorded where it lies', async () => {
    const world = withPosts(4, 'Saved');
    world.settings = { ...world.settings, place: 'folder' };
    const there = new Set(['video', 'image'].flatMap((kind) => [1, 2].map((n) => `${aPost(n).id}:${kind}:0`)));
    const asked: object[] = [];
    world.browser.kept = async (wanted) => {
      asked.push(wanted);
      const path = `Saved/old/${wanted.key.split(':')[0]}.mp4`;
      return there.has(wanted.key) ? { path, bytes: 7, sha256: 'ab', folder: 'Saved' } : undefined;
    };
    await run(world);
    expect(asked).toHaveLength(4);
    expect(world.browser.media).toHaveLength(2);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 2, skipped: 2, failed: 0 } });
    const kept = (await world.store.records.recent(9)).filter(({ imported }) => imported);
    expect(kept.map(({ path, bytes, notes, folder }) => [path, bytes, notes, folder])).toEqual(
      [2, 1].map((n) => [`Saved/old/${aPost(n).id}.mp4`, 7, ['exists'], 'Saved']),
    );
    // A second run knows them; to save one again fetches it.
    await run(world);
    expect(world.browser.media).toHaveLength(2);
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.media).toHaveLength(3);
  });

  it('is not asked for where files go to the downloads', async () => {
    const world = withPosts(4);
    world.browser.kept = () => Promise.reject(new Error('asked'));
    await run(world);
    expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 4 } });
  });

  it('holds what its records name, and another one, or the downloads, makes nothing unsaved', async () => {
    const world = withPosts(5, 'Saved');
    await run(world);
    const records = await world.store.records.recent(9);
    expect(records.map(({ folder, downloadId }) => [folder, downloadId])).toEqual(Array(5).fill(['Saved', undefined]));
    const asked = world.browser.media.length;
    for (const folder of ['Other', undefined]) {
      world.browser.folder = folder;
      await run(world);
      expect(await newestJob(world)).toMatchObject({ state: 'done', counts: { saved: 0, skipped: 5 } });
    }
    expect(world.browser.media).toHaveLength(asked);
  });

  it.each([
    ['downloads', undefined, 'Saved'],
    ['another folder', 'Saved', 'Other'],
    ['a folder', 'Saved', undefined],
  ] as const)('what was saved to %s gives no right to replace a file elsewhere', async (_, before, after) => {
    const world = withPosts(1, before);
    world.settings = { ...world.settings, conflict: 'overwrite' };
    await run(world, { kind: 'one', postId: aPost(1).id });
    const theirs = after === undefined ? first : `${after}/${first}`;
    world.browser.folder = after;
    world.browser.disk.set(theirs, 'theirs');
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.get(theirs)).toBe('theirs');
    expect(world.browser.disk.size).toBe(3);
  });

  it('gives no right to what a browser that died may have left half: nothing has its name before it is whole', async () => {
    const world = withPosts(1, 'Saved');
    world.browser.disk.set(`Saved/${first}`, 'theirs');
    world.browser.saveMs = 60_000;
    await world.queue().startJob({ kind: 'one', postId: aPost(1).id }, {});
    await world.clock.runUntil(async () => (await world.store.tasks.inFlight())[0]?.state === 'saving');
    world.kill();
    await world.queue().wake();
    expect(await world.idle()).toBe(true);
    expect((await newestJob(world))?.state).toBe('done');
    expect(world.browser.disk.get(`Saved/${first}`)).toBe('theirs');
  });
});
