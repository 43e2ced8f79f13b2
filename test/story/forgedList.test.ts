import { describe, expect, it } from 'vitest';
import { ok } from '@/lib/base/result';
import type { Source } from '@/lib/model/source';
import { roomFor } from '@/lib/queue/rules/listRoom';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const neighbour: Source = { kind: 'mix', mixId: '7000000000000000001' };

/** A site whose list of twelve goes on for ever, each page of posts that nobody has seen; it may raise its own total. */
const forgingWorld = (counted: number | undefined, told?: (page: number) => number): World => {
  const world = createWorld({ quiet: true });
  const { lists } = world.site;
  let pages = 0;
  const honest = lists.page.bind(lists);
  Object.assign(lists, {
    open: async (source: Source) =>
      ok({
        owner: { key: source.kind, name: 'mira' },
        ...(source.kind === 'posts' && counted ? { total: counted } : {}),
      }),
    page: async (source: Source, cursor: string) => {
      if (source.kind !== 'posts') return honest(source, cursor);
      await world.clock.sleep(200);
      pages += 1;
      const items = Array.from({ length: 35 }, (_, at) => ({
        post: aPost(1_000_000 + pages * 100 + at, { kind: 'video' }),
        raw: {},
      }));
      const total = told ? { total: told(pages) } : {};
      return ok({ items, cursor: String(pages), hasMore: true, problems: [], raw: {}, ...total });
    },
  });
  world.site.contents.set('mix:7000000000000000001', somePosts(5, { kind: 'video' }));
  return world;
};

const jobOf = async (world: World, id: string) => (await world.store.jobs.get(id)) ?? expect.unreachable();

const start = async (world: World, source: Source): Promise<string> => {
  const started = await world.queue().startJob(source, {});
  return started.ok ? started.value : expect.unreachable();
};

const untilItAsks = (world: World, id: string) =>
  world.clock.runUntil(async () => (await jobOf(world, id)).state === 'waiting', 120_000);

describe('a list that is fed forged pages without end', () => {
  it.each([
    ['that says nothing of its length', undefined],
    ['that raises its own total with each page', (page: number) => page * 1000],
  ])('%s stops far below what was forged, and asks', async (_, told) => {
    const world = forgingWorld(12, told);
    const id = await start(world, profile);
    const before = world.clock.now();
    expect(await untilItAsks(world, id)).toBe(true);
    const job = await jobOf(world, id);
    expect(job).toMatchObject({ waiting: { reason: 'surplus' }, phase: 'listing', error: { code: 'surplus' } });
    expect(job.listing.listed).toBeLessThan(120);
    expect(world.clock.now() - before).toBeLessThan(60_000);
  });

  it('lets other jobs go on, and goes on itself when it is told to', async () => {
    const world = forgingWorld(12);
    const [id, other] = [await start(world, profile), await start(world, neighbour)];
    await untilItAsks(world, id);
    expect(await world.clock.runUntil(async () => (await jobOf(world, other)).state === 'done')).toBe(true);
    const { listed } = (await jobOf(world, id)).listing;
    await world.queue().resume(id);
    expect(await world.clock.runUntil(async () => (await jobOf(world, id)).listing.listed > listed)).toBe(true);
    expect(await untilItAsks(world, id)).toBe(true);
    expect((await jobOf(world, id)).listing.listed).toBeLessThan(240);
    // Paused and resumed, it has been told to as well.
    await world.queue().pause(id);
    await world.queue().resume(id);
    expect(await world.clock.runUntil(async () => (await jobOf(world, id)).listing.listed > 240)).toBe(true);
  });

  it('has room for twice what the site counts first, and is bounded where nobody counts', () => {
    expect([roomFor(12), roomFor(1000), roomFor(0), roomFor(undefined)]).toEqual([112, 2000, 50_000, 50_000]);
  });
});
