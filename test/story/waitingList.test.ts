import { expect, it } from 'vitest';
import type { WaitReason } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { waitOf } from '@/lib/model/job';
import { settingsSchema } from '@/lib/model/settings';
import { createWorld } from '../fakes/createWorld';
import { anAuthor, somePosts } from '../fakes/somePosts';

const { secUid } = anAuthor();
const source = { kind: 'posts', secUid } as const;
const PAGE = 10;

/** A profile of two pages whose second one is refused; the files of the first take longer than that. */
const build = (error: Failure) => {
  const world = createWorld();
  world.site.contents.set(`posts:${secUid}`, somePosts(2 * PAGE, { kind: 'video' }));
  world.site.pageSize = PAGE;
  world.browser.fetchMs = 20_000;
  let isRefused = true;
  world.site.fault = ({ kind, cursor }) => (isRefused && kind === 'page' && cursor !== '' ? error : undefined);
  const job = async () => (await world.store.jobs.recent(1))[0];
  return {
    world,
    job,
    answer: () => {
      isRefused = false;
    },
  };
};

/** What the second page is refused with, and what the list waits for then. */
const table: readonly (readonly [Failure, WaitReason])[] = [
  [failure('captcha'), 'captcha'],
  [failure('login'), 'login'],
  [failure('list', 'no list'), 'time'],
  [failure('account'), 'time'],
  [failure('permission', 'work-tab-closed'), 'tab'],
];

it.each(table)('files that are planned go on while the list waits: %o', async (error, reason) => {
  const { world, job, answer } = build(error);
  await world.queue().startJob(source, {});
  const isWaiting = async () => {
    const row = await job();
    return row !== undefined && waitOf(row)?.reason === reason;
  };
  await world.clock.runUntil(isWaiting, 60_000);
  expect(await isWaiting()).toBe(true);
  expect(world.browser.disk.size).toBeLessThan(PAGE);
  const states = await world.queue().postStates(somePosts(2 * PAGE).map(({ id }) => id));
  expect(states.map(({ state }) => state)).not.toContain('failed');
  // Four at a time.
  await world.clock.runUntil(() => world.browser.disk.size === PAGE, 70_000);
  expect(world.browser.disk.size).toBe(PAGE);
  expect(await job()).not.toMatchObject({ state: 'done' });
  answer();
  await world.queue().resume((await job())?.id ?? '');
  expect(await world.idle()).toBe(true);
  expect(await job()).toMatchObject({ state: 'done', counts: { saved: 2 * PAGE, failed: 0 } });
});

it('files stop as well where they meet what the list waits for, and nothing is asked in a loop', async () => {
  const { world, job, answer } = build(failure('captcha'));
  world.site.lifetime = 15_000;
  let isShown = true;
  const { fault } = world.site;
  world.site.fault = (request) => (isShown && request.kind === 'post' ? failure('captcha') : fault(request));
  await world.queue().startJob(source, {});
  await world.clock.pass(60 * 60_000);
  expect(await job()).toMatchObject({ state: 'waiting', waiting: { reason: 'captcha' } });
  // A look every two minutes meets it with the files in hand.
  expect(world.site.requests.length).toBeLessThan(50 * world.settings.pacing.parallel);
  isShown = false;
  answer();
  world.site.lifetime = undefined;
  expect(await world.idle()).toBe(true);
  expect(await job()).toMatchObject({ state: 'done', counts: { saved: 2 * PAGE, failed: 0 } });
});

it('files of a waiting list obey the daily cap, and go on after midnight though the list still waits', async () => {
  const { world, job } = build(failure('permission', 'work-tab-closed'));
  world.settings = settingsSchema.parse({ pacing: { dailyCap: 3 } });
  await world.queue().startJob(source, {});
  await world.clock.pass(60 * 60_000);
  expect(world.browser.disk.size).toBe(3);
  expect(await job()).toMatchObject({ state: 'waiting', waiting: { reason: 'cap' } });
  await world.clock.pass(24 * 60 * 60_000);
  expect(world.browser.disk.size).toBe(6);
});
