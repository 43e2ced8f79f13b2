import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { createWorld } from '../fakes/createWorld';
import { anAuthor, somePosts } from '../fakes/somePosts';

it('saves none of an earlier run’s failed videos when asked for photos only', async () => {
  const { secUid } = anAuthor();
  const world = createWorld();
  world.site.contents.set(`posts:${secUid}`, somePosts(9, { kind: 'video' }));
  world.browser.fault = () => failure('file', '10 bytes instead of 20');
  await world.queue().startJob({ kind: 'posts', secUid }, {});
  expect(await world.idle()).toBe(true);
  world.browser.fault = () => undefined;
  await world.queue().startJob({ kind: 'posts', secUid }, { postKind: 'photos' });
  expect(await world.idle()).toBe(true);
  expect(world.browser.disk.size).toBe(0);
  await world.queue().startJob({ kind: 'posts', secUid }, {});
  expect(await world.idle()).toBe(true);
  expect(world.browser.disk.size).toBe(9);
});
