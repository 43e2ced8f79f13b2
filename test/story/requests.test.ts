import { describe, expect, it } from 'vitest';
import type { JobOptions } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '@/test/fakes/createWorld';
import { anAuthor, aPost, somePosts } from '@/test/fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const listKey = `posts:${secUid}`;
const newestJob = async (world: World) => (await world.store.jobs.recent(1))[0];

const savedPosts = async (world: World) => {
  const records = await world.store.records.recent(99_999);
  return [...new Set(records.map(({ postId }) => Number(BigInt(postId) - 7_000_000_000_000_000_000n)))].sort(
    (a, b) => a - b,
  );
};

const run = async (options: JobOptions, count = 120): Promise<World> => {
  const world = createWorld({ quiet: true });
  world.site.contents.set(listKey, somePosts(count));
  const started = await world.queue().startJob(profile, options);
  expect(started.ok).toBe(true);
  expect(await world.idle()).toBe(true);
  return world;
};

const day = (n: number): string => {
  const at = new Date(aPost(n).createdAt);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
};

describe('what the person may narrow a list by', () => {
  it('a count, exactly, and no page more than needed', async () => {
    const world = await run({ maxCount: 50 });
    expect(await savedPosts(world)).toEqual(Array.from({ length: 50 }, (_, at) => 71 + at));
    expect(world.site.requests.filter(({ kind }) => kind === 'page')).toHaveLength(2);
    expect(await newestJob(world)).toMatchObject({ listing: { ended: 'count' }, counts: { seen: 50 } });
  });

  it('days, both included, and stops below them', async () => {
    const world = await run({ interval: `${day(960)}|${day(960)}` }, 1000);
    const expected = somePosts(1000).flatMap((_, at) => (day(1000 - at) === day(960) ? [1000 - at] : []));
    expect(expected).toHaveLength(24);
    expect(await savedPosts(world)).toEqual(expected.reverse());
    expect(world.site.requests.filter(({ kind }) => kind === 'page')).toHaveLength(3);
  });

  it('videos or slideshows', async () => {
    expect(await savedPosts(await run({ postKind: 'photos' }, 12))).toEqual([3, 7, 11]);
    expect((await savedPosts(await run({ postKind: 'video' }, 12))).length).toBe(9);
  });

  it('likes and plays', async () => {
    expect(await savedPosts(await run({ minLikes: 108, minPlays: 1010 }, 12))).toEqual([10, 11, 12]);
  });

  it('kinds of file', async () => {
    const world = await run({ files: ['cover'] }, 12);
    expect((await store(world)).every((key) => key.endsWith(':cover:0'))).toBe(true);
    expect(world.browser.disk.size).toBe(12);
  });

  it('refuses to save while no kind of file is chosen', async () => {
    const world = createWorld();
    world.settings = { ...world.settings, files: [] };
    expect(await world.queue().startJob(profile, {})).toMatchObject({ ok: false, error: { code: 'input' } });
    expect((await world.queue().startJob(profile, { files: ['desc'] })).ok).toBe(true);
  });

  it('refuses days that do not exist', async () => {
    const world = createWorld();
    expect(await world.queue().startJob(profile, { interval: '2026-02-31|2026-03-01' })).toMatchObject({
      ok: false,
      error: { code: 'input' },
    });
  });
});

const store = async (world: World) => (await world.store.records.recent(999)).map(({ key }) => key);

describe('commands', () => {
  const started = async (count = 120) => {
    const world = createWorld({ quiet: true });
    world.site.contents.set(listKey, somePosts(count, { kind: 'video' }));
    const id = await world.queue().startJob(profile, {});
    await world.clock.runUntil(() => world.browser.disk.size >= 20);
    return { world, id: id.ok ? id.value : '' };
  };

  it('pause finishes what is under way and starts nothing, resume goes on', async () => {
    const { world, id } = await started();
    await world.queue().pause(id);
    await world.clock.pass(600_000);
    const saved = world.browser.disk.size;
    expect(saved).toBeLessThanOrEqual(25);
    expect(world.browser.stagedCount()).toBe(0);
    expect(world.browser.alarmAt()).toBeUndefined();
    await world.queue().resume(id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(120);
  });

  it('a paused job stays paused when the worker dies, and knows what was under way', async () => {
    const { world, id } = await started();
    await world.queue().pause(id);
    world.kill();
    await world.queue().wake();
    await world.clock.pass(600_000);
    expect((await world.store.jobs.get(id))?.state).toBe('paused');
    await world.queue().resume(id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(120);
  });

  it('cancel stops what is under way and leaves no bytes behind; records and disk agree', async () => {
    const { world, id } = await started();
    await world.queue().cancel(id);
    await world.clock.pass(600_000);
    const job = await world.store.jobs.get(id);
    expect(job?.state).toBe('cancelled');
    expect(world.browser.stagedCount()).toBe(0);
    expect(await store(world)).toHaveLength(world.browser.disk.size);
    expect(job?.counts.saved).toBe(world.browser.disk.size);
    expect(await world.store.tasks.inFlight()).toEqual([]);
    expect(
      (await world.store.posts.getMany(somePosts(120).map(({ id: post }) => post))).some(({ pending }) => pending),
    ).toBe(false);
  });

  it('retry after a cancel tries what failed, and reads the list no further', async () => {
    const world = createWorld({ quiet: true });
    world.site.contents.set(listKey, somePosts(400, { kind: 'video' }));
    const bad = aPost(395).id;
    world.browser.fault = ({ file }) => (file.includes(bad) ? { code: 'shape' } : undefined);
    const id = await world.queue().startJob(profile, {});
    const jobId = id.ok ? id.value : '';
    await world.clock.runUntil(async () => ((await world.store.jobs.get(jobId))?.counts.failed ?? 0) > 0);
    await world.queue().cancel(jobId);
    await world.clock.pass(60_000);
    const [saved, asked] = [world.browser.disk.size, world.site.requests.length];
    world.browser.fault = () => undefined;
    await world.queue().retryFailed(jobId);
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(saved + 1);
    expect(world.site.requests.slice(asked).map(({ kind }) => kind)).toEqual(['post']);
    // What the cancelled run left is still to come.
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(400);
  });

  it('remove takes the job away and keeps the files', async () => {
    const { world, id } = await started();
    await world.queue().remove(id);
    await world.clock.pass(60_000);
    expect(await world.store.jobs.recent(9)).toEqual([]);
    expect(await world.store.tasks.ofJob(id)).toEqual([]);
    expect(world.browser.disk.size).toBeGreaterThan(19);
  });
});

describe('settings', () => {
  it('keep to the daily cap and go on after midnight', async () => {
    const world = createWorld({ quiet: true });
    world.settings = { ...world.settings, pacing: { ...world.settings.pacing, dailyCap: 30 } };
    world.site.contents.set(listKey, somePosts(50, { kind: 'video' }));
    await world.queue().startJob(profile, {});
    await world.clock.pass(3_600_000);
    expect(world.browser.disk.size).toBe(30);
    expect(await newestJob(world)).toMatchObject({ state: 'waiting', waiting: { reason: 'cap' } });
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(50);
    expect(new Date(world.clock.now()).getDate()).toBe(2);
  });

  it('end a job that comes out exactly at the cap', async () => {
    const world = createWorld();
    world.settings = { ...world.settings, pacing: { ...world.settings.pacing, dailyCap: 10 } };
    world.site.contents.set(listKey, somePosts(10, { kind: 'video' }));
    await world.queue().startJob(profile, {});
    expect(await world.idle(3_600_000)).toBe(true);
    expect(world.browser.disk.size).toBe(10);
  });

  it('keep pauses between list pages within their bounds', async () => {
    const world = createWorld({ quiet: true });
    const times: number[] = [];
    world.site.fault = ({ kind }) => {
      if (kind === 'page') times.push(world.clock.now());
      return undefined;
    };
    world.site.contents.set(listKey, somePosts(350, { kind: 'video' }));
    world.browser.fetchMs = 1;
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(gaps.length).toBe(9);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(800);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2900);
    expect(new Set(gaps).size).toBeGreaterThan(5);
  });

  const stranger = 'tiktok/post/Nick 1/2025-01-01_13-00-00_caption 1-video.mp4';
  it.each([
    { conflict: 'keep-both' as const, files: 2, mine: true, notes: [] },
    { conflict: 'overwrite' as const, files: 2, mine: true, notes: [] },
    { conflict: 'skip' as const, files: 1, mine: false, notes: ['exists'] },
  ])('$conflict: a file of that name lies there already', async ({ conflict, files, mine, notes }) => {
    const world = createWorld();
    world.settings = { ...world.settings, conflict };
    world.site.contents.set(listKey, [aPost(1)]);
    world.browser.disk.set(stranger, 'theirs');
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(files);
    expect([...world.browser.disk.values()].some((text) => text.includes('/video/0/'))).toBe(mine);
    expect((await world.store.records.recent(1))[0]?.notes).toEqual(notes);
    expect(world.browser.disk.get(stranger)).toBe('theirs');
  });

  it('keep both where the browser does not take our file away again', async () => {
    const world = createWorld();
    world.settings = { ...world.settings, conflict: 'skip' };
    world.browser.downloads.removeFile = async () => Promise.reject(new Error('no'));
    world.site.contents.set(listKey, [aPost(1)]);
    world.browser.disk.set(stranger, 'theirs');
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.size).toBe(2);
    expect((await world.store.records.recent(1))[0]?.path).toContain('-video (1).mp4');
  });

  it('say once that another extension puts files elsewhere', async () => {
    const world = createWorld();
    world.browser.rename = (path) => `sorted/${path.slice(path.lastIndexOf('/') + 1)}`;
    world.site.contents.set(listKey, somePosts(5, { kind: 'video' }));
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ notices: ['renamed'], counts: { saved: 5 } });
    const [record] = await world.store.records.recent(1);
    expect(record?.path).toContain('/sorted/');
    expect(record?.notes).toEqual(['renamed']);
  });

  it('say that the browser asks where to save each file', async () => {
    const world = createWorld();
    world.browser.saveMs = 60_000;
    world.site.contents.set(listKey, somePosts(1, { kind: 'video' }));
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect(await newestJob(world)).toMatchObject({ notices: ['asks'], counts: { saved: 1 } });
  });

  it('give posts of one second and one caption different names', async () => {
    const world = createWorld();
    const same = { createdAt: aPost(1).createdAt, desc: 'same' };
    world.site.contents.set(listKey, [aPost(4, same), aPost(2, same), aPost(1, same)]);
    await world.queue().startJob(profile, {});
    expect(await world.idle()).toBe(true);
    expect([...world.browser.disk.keys()].filter((path) => path.includes('('))).toEqual([]);
    expect(world.browser.disk.size).toBe(3);
    expect(
      (await world.store.records.recent(9)).filter(({ relativePath }) => /_\d{19}/.test(relativePath)),
    ).toHaveLength(2);
  });
});
