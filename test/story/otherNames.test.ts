import { expect, it } from 'vitest';
import { createWorld } from '../fakes/createWorld';
import { somePosts } from '../fakes/somePosts';

const source = { kind: 'posts', secUid: 'MS4wLjABAAAAnames' } as const;
const build = () => {
  const world = createWorld();
  world.site.contents.set(`posts:${source.secUid}`, somePosts(30));
  return world;
};

it('work waits when another extension gives the files names of its own, and goes on as the person says', async () => {
  const world = build();
  let count = 0;
  world.browser.rename = () => {
    count += 1;
    return `3f1c-${count}.mp4`;
  };
  await world.queue().startJob(source, {});
  await world.clock.pass(600_000);
  const [job] = await world.store.jobs.recent(1);
  expect(job).toMatchObject({ state: 'waiting', waiting: { reason: 'names' }, error: { code: 'names' } });
  // Those under way when the third one was seen come on top.
  expect(count).toBeLessThan(15);
  world.browser.rename = (path) => path;
  await world.queue().resume(job?.id ?? '');
  expect(await world.idle()).toBe(true);
  expect((await world.store.jobs.recent(1))[0]).toMatchObject({ state: 'done', counts: { failed: 0, seen: 30 } });
});

it('files that are moved and keep their names hold nothing', async () => {
  const world = build();
  world.browser.rename = (path) => `sorted/${path.slice(path.lastIndexOf('/') + 1)}`;
  await world.queue().startJob(source, {});
  expect(await world.idle()).toBe(true);
  expect((await world.store.jobs.recent(1))[0]).toMatchObject({ state: 'done', notices: ['renamed'] });
});
