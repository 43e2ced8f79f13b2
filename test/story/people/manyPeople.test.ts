import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { finishTime, type Job } from '@/lib/model/job';
import type { TurnRow } from '@/lib/model/people/peopleRows';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../../fakes/createWorld';
import { following, followingKey, followMany, trouble } from '../../fakes/manyPeople';
import { anAuthor } from '../../fakes/somePosts';

const parentOf = async (world: World): Promise<Job | undefined> =>
  (await world.store.jobs.recent(999)).find(({ people }) => people);
const turnsOf = async (world: World): Promise<TurnRow[]> => world.store.turns.ofJob((await parentOf(world))?.id ?? '');
const run = async (world: World, source: Source, people: NonNullable<Job['options']['people']>, more = {}) => {
  const started = await world.queue().startJob(source, { ...more, people });
  expect(started.ok).toBe(true);
  expect(await world.idle(48 * 3_600_000)).toBe(true);
  return started.ok ? started.value : '';
};
const handles = (turns: readonly TurnRow[]): string[] => turns.map(({ uniqueId }) => uniqueId);

describe('a list of people', () => {
  it('is saved as people with their names and counts, page by page, and again without doubles', async () => {
    const world = createWorld();
    world.site.pageSize = 4;
    followMany(world, 10);
    await run(world, following, { posts: false });
    expect(await parentOf(world)).toMatchObject({ state: 'done', people: { total: 10, listed: true } });
    expect((await world.store.members.ofList(followingKey)).map(({ secUid }) => secUid)).toEqual(
      Array.from({ length: 10 }, (_, at) => anAuthor(at + 1).secUid),
    );
    expect(await world.store.people.getMany([anAuthor(3).secUid])).toMatchObject([
      { handles: [{ value: 'handle3' }], nicknames: [{ value: 'Nick 3' }], counts: { followers: 3, videos: 3 } },
    ]);
    expect(world.site.requests.map(({ kind }) => kind)).toEqual(['open', 'people', 'people', 'people']);
    expect(world.browser.disk.size).toBe(0);

    const list = world.site.peopleIn.get(followingKey) ?? [];
    world.site.peopleIn.set(followingKey, [
      ...list
        .slice(1, 9)
        .map((one) =>
          one.author.uniqueId === 'handle5' ? { ...one, author: { ...one.author, uniqueId: 'five' } } : one,
        ),
    ]);
    await world.clock.pass(86_400_000);
    await run(world, following, { posts: false });
    const members = await world.store.members.ofList(followingKey);
    expect(members).toHaveLength(10);
    expect(
      members
        .filter(({ goneAt }) => goneAt !== undefined)
        .map(({ secUid }) => secUid)
        .sort(),
    ).toEqual([anAuthor(1).secUid, anAuthor(10).secUid].sort());
    const [five] = await world.store.people.ofHandle('HANDLE5');
    expect(five?.handles.map(({ value }) => value)).toEqual(['handle5', 'five']);
  });
});

describe('everyone I follow', () => {
  it('saves the posts of each, one person at a time, and tells who could not be had', async () => {
    const world = createWorld();
    world.site.pageSize = 5;
    followMany(world, 12);
    trouble.private(world, 3);
    trouble.private(world, 7);
    trouble.gone(world, 9);
    // Renamed since the list was read: the list still names the old handle.
    world.site.profiles.push({ ...anAuthor(5), uniqueId: 'five' });
    const list = world.site.peopleIn.get(followingKey) ?? [];
    world.site.peopleIn.set(
      followingKey,
      list.map((one) =>
        one.author.uniqueId === 'handle5'
          ? { ...one, author: { ...one.author, uniqueId: 'old5', secUid: anAuthor(5).secUid } }
          : one,
      ),
    );
    let most = 0;
    world.site.fault = ({ listKey }) => {
      void world.store.jobs.active().then((jobs) => {
        most = Math.max(most, jobs.filter(({ parent, state }) => parent && state === 'listing').length);
      });
      // `old5` is nobody's handle any more.
      return listKey.endsWith(' old5') ? failure('removed', undefined, { siteCode: 10221 }) : undefined;
    };
    await run(world, following, { posts: true });
    const parent = await parentOf(world);
    expect(parent).toMatchObject({
      state: 'done',
      people: { total: 12, done: 9, failed: 3, skipped: 0 },
      counts: { seen: 27, failed: 0 },
    });
    expect(parent?.counts.saved).toBe(world.browser.disk.size);
    expect(world.browser.media.length).toBe(world.browser.disk.size);
    expect(most).toBe(1);
    const turns = await turnsOf(world);
    expect(turns.filter(({ state }) => state === 'failed').map(({ uniqueId, code }) => [uniqueId, code])).toEqual([
      ['handle3', 'private'],
      ['handle7', 'private'],
      ['handle9', 'removed'],
    ]);
    expect(
      turns.filter(({ formerHandle }) => formerHandle).map(({ uniqueId, formerHandle }) => [formerHandle, uniqueId]),
    ).toEqual([['old5', 'five']]);
    const [five] = await world.store.people.ofHandle('old5');
    expect(five?.handles.map(({ value }) => value)).toEqual(['old5', 'five']);
    expect(world.browser.alarmAt()).toBeUndefined();
  });

  it('takes at most so many posts of each, in the order asked for, and leaves out who was saved since', async () => {
    const world = createWorld();
    followMany(world, 5);
    await run(world, following, { posts: true, order: 'reverse' }, { maxCount: 2 });
    expect((await parentOf(world))?.counts.seen).toBe(10);
    expect(handles(await turnsOf(world))).toEqual(['handle5', 'handle4', 'handle3', 'handle2', 'handle1']);
    const asked = world.site.requests.length;
    const since = world.clock.now() - 3_600_000;
    const again = await run(world, following, { posts: true, doneSince: since }, { maxCount: 2 });
    expect(await world.store.jobs.get(again)).toMatchObject({
      people: { total: 5, skipped: 5, done: 0 },
      state: 'done',
    });
    expect(world.site.requests.length - asked).toBe(2);
  });

  it('keeps a pause between two people', async () => {
    const world = createWorld();
    followMany(world, 3);
    const begun = world.clock.now();
    await run(world, following, { posts: true, pause: 600 });
    expect(world.clock.now() - begun).toBeGreaterThan(1_200_000);
    expect(world.clock.now() - begun).toBeLessThan(1_900_000);
  });

  it('is paused, goes on and is stopped with the turn that is under way', async () => {
    const world = createWorld();
    world.browser.saveMs = 5_000;
    followMany(world, 4, 30);
    const started = await world.queue().startJob(following, { people: { posts: true } });
    const id = started.ok ? started.value : '';
    await world.clock.runUntil(async () => (await world.store.records.recent(99)).length > 5);
    await world.queue().pause(id);
    const children = async () => (await world.store.jobs.recent(99)).filter(({ parent }) => parent);
    expect((await children()).map(({ state }) => state)).toEqual(['paused']);
    await world.clock.pass(3_600_000);
    expect(await children()).toHaveLength(1);
    await world.queue().resume(id);
    await world.clock.runUntil(async () => (await children()).length === 2);
    await world.queue().cancel(id);
    expect(await world.idle()).toBe(true);
    expect(await world.store.jobs.get(id)).toMatchObject({ state: 'cancelled', people: { done: 1, skipped: 1 } });
    expect((await turnsOf(world)).map(({ state }) => state)).toEqual(['done', 'stopped', 'waiting', 'waiting']);
    await world.queue().retryFailed(id);
    expect(await world.idle(48 * 3_600_000)).toBe(true);
    expect(await world.store.jobs.get(id)).toMatchObject({ state: 'done', people: { done: 4, skipped: 0, failed: 0 } });
    expect(world.browser.disk.size).toBe(4 * 30);
    await world.queue().remove(id);
    expect([await world.store.jobs.recent(99), await world.store.turns.ofJob(id)]).toEqual([[], []]);
  });

  it('goes on with the next while files of one wait for later', async () => {
    const world = createWorld();
    followMany(world, 3);
    const late = world.site.contents.get(`posts:${anAuthor(1).secUid}`)?.[0]?.id ?? '';
    let broken = 4;
    world.browser.fault = ({ file }) => {
      if (!file.includes(late) || broken === 0) return undefined;
      broken -= 1;
      return failure('network', 'broken off');
    };
    await run(world, following, { posts: true });
    const [first, second] = (await world.store.jobs.recent(9)).filter(({ parent }) => parent).reverse();
    expect(second?.createdAt).toBeLessThan((first && finishTime(first)) ?? 0);
    expect((await parentOf(world))?.people).toMatchObject({ total: 3, done: 3 });
    expect(world.browser.disk.size).toBe(9);
  });
});

describe('pasted handles', () => {
  it('are found, and one that is nobody’s any more by who had it', async () => {
    const world = createWorld();
    followMany(world, 3);
    await run(world, following, { posts: false });
    world.site.profiles.push({ ...anAuthor(2), uniqueId: 'two' });
    world.site.peopleIn.clear();
    world.site.profiles.push(anAuthor(1));
    await run(world, { kind: 'people', handles: ['handle1', 'handle2', 'nobody'] }, { posts: true });
    const turns = await world.store.turns.ofJob(
      (await world.store.jobs.recent(99)).find(({ source }) => source.kind === 'people')?.id ?? '',
    );
    expect(turns.map(({ uniqueId, formerHandle, state, code }) => ({ uniqueId, formerHandle, state, code }))).toEqual([
      { uniqueId: 'handle1', state: 'done' },
      { uniqueId: 'two', formerHandle: 'handle2', state: 'done' },
      { uniqueId: 'nobody', state: 'failed', code: 'removed' },
    ]);
    expect(world.browser.disk.size).toBe(6);
  });
});
