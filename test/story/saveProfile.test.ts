import { describe, expect, it } from 'vitest';
import type { Source } from '@/lib/model/source';
import { createWorld } from '../fakes/createWorld';
import { anAuthor, somePosts } from '../fakes/somePosts';

const profile: Source = { kind: 'posts', secUid: anAuthor().secUid, uniqueId: 'handle1' };
const listKey = `posts:${anAuthor().secUid}`;

describe('saving a profile', () => {
  it('saves every video, picture and the slideshows’ music once', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(60));
    const job = await world.queue().startJob(profile, {});
    expect(job.ok).toBe(true);
    expect(await world.idle()).toBe(true);
    const [done] = await world.store.jobs.recent(1);
    expect(done).toMatchObject({ state: 'done', listing: { listed: 60 }, counts: { seen: 60, failed: 0, skipped: 0 } });
    expect(world.browser.disk.size).toBe(45 + 15 * 3 + 15);
    expect(done?.counts.saved).toBe(world.browser.disk.size);
    expect(world.browser.media.length).toBe(world.browser.disk.size);
    expect(world.browser.stagedCount()).toBe(0);
    expect(world.browser.alarmAt()).toBeUndefined();
    expect(world.browser.peak.fetches).toBe(world.settings.pacing.parallel);
    expect(world.site.requests.map(({ kind }) => kind)).toEqual(['open', 'page', 'page']);
    const folder = 'tiktok/post/Nick 1/2025-01-03_23-00-00_caption 59';
    const name = `${folder}/2025-01-03_23-00-00_caption 59`;
    expect([...world.browser.disk.keys()].filter((path) => path.includes('caption 59')).sort()).toEqual([
      `${name}-image-01.jpeg`,
      `${name}-image-02.jpeg`,
      `${name}-image-03.jpeg`,
      `${name}-music.mp3`,
    ]);
    expect(world.browser.disk.has('tiktok/post/Nick 1/2025-01-03_12-00-00_caption 48-video.mp4')).toBe(true);
  });

  it('writes down until when it keeps the pause before the next page', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, somePosts(90));
    await world.queue().startJob(profile, {});
    let left = 0;
    await world.clock.runUntil(async () => {
      const [job] = await world.store.jobs.recent(1);
      left = job?.state === 'listing' && job.listing.listed > 0 ? (job.listing.nextPageAt ?? 0) - world.clock.now() : 0;
      return left > 0;
    });
    const asked = world.site.requests.length;
    await world.clock.pass(left - 1);
    expect([left > 0 && left <= 2500, world.site.requests.length]).toEqual([true, asked]);
    await world.clock.pass(100);
    expect(world.site.requests.length).toBe(asked + 1);
  });

  it('fetches on while the browser saves, but lets no more lie ready than as many again', async () => {
    const world = createWorld();
    world.browser.saveMs = 60_000;
    world.site.contents.set(listKey, somePosts(60));
    await world.queue().startJob(profile, {});
    await world.clock.pass(30_000);
    const tasks = await world.store.tasks.inFlight();
    const { parallel } = world.settings.pacing;
    // As many again were taken ahead, and none of them is begun.
    expect(tasks.map(({ state }) => state).toSorted()).toEqual([
      ...Array.from({ length: parallel }, () => 'fetching'),
      ...Array.from({ length: 2 * parallel }, () => 'saving'),
    ]);
    expect(world.browser.media.length).toBe(2 * parallel);
    expect(await world.idle()).toBe(true);
    expect(world.browser.peak.fetches).toBe(parallel);
    expect((await world.store.jobs.recent(1))[0]?.counts.saved).toBe(world.browser.disk.size);
  });

  it('puts back what was taken ahead when the job is paused, and takes it again afterwards', async () => {
    const world = createWorld();
    world.browser.saveMs = 60_000;
    world.site.contents.set(listKey, somePosts(60));
    const queue = world.queue();
    const job = await queue.startJob(profile, {});
    await world.clock.pass(30_000);
    if (job.ok) await queue.pause(job.value);
    await world.clock.pass(10_000);
    const begun = 2 * world.settings.pacing.parallel;
    expect((await world.store.tasks.inFlight()).map(({ state }) => state)).toEqual(
      Array.from({ length: begun }, () => 'saving'),
    );
    expect(world.browser.media.length).toBe(begun);
    if (job.ok) await queue.resume(job.value);
    expect(await world.idle()).toBe(true);
    expect((await world.store.jobs.recent(1))[0]).toMatchObject({ state: 'done', counts: { failed: 0 } });
    expect(world.browser.disk.size).toBe(world.browser.media.length);
  });

  it('is not done with nothing while the profile says there are posts', async () => {
    const world = createWorld();
    world.site.contents.set(listKey, []);
    world.site.totals.set(listKey, 3);
    expect((await world.queue().startJob(profile, {})).ok).toBe(true);
    expect(await world.idle()).toBe(true);
    const [job] = await world.store.jobs.recent(1);
    expect(job).toMatchObject({ error: { code: 'list', detail: 'expected 3 posts, the list is empty' } });
    expect(job?.counts.saved).toBe(0);
  });

  it.each([
    [{}, 'shape'],
    [{ classified: true }, 'age'],
    [{ private: true }, 'private'],
  ])('asks once for a post without addresses (%j), then says %s', async (more, code) => {
    const world = createWorld();
    const posts = somePosts(1).map((post) => ({ ...post, ...more, kind: 'video' as const, assets: [] }));
    world.site.contents.set(listKey, posts);
    expect((await world.queue().startJob(profile, {})).ok).toBe(true);
    expect(await world.idle()).toBe(true);
    expect(world.site.requests.filter(({ kind }) => kind === 'post')).toHaveLength(1);
    const [job] = await world.store.jobs.recent(1);
    expect((await world.store.tasks.ofJob(job?.id ?? '')).map((task) => 'error' in task && task.error?.code)).toEqual([
      code,
    ]);
  });
});
