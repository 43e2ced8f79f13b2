import { expect, it, vi } from 'vitest';
import { ok } from '@/lib/base/result';
import { createWorld } from '@/test/fakes/createWorld';
import { somePosts } from '@/test/fakes/somePosts';

it('a list that a pasted link leads to becomes a job of its own, once, whatever dies', async () => {
  const world = createWorld();
  const tag = { kind: 'posts', secUid: 'MS4wLjABAAAAlinked' } as const;
  world.site.contents.set(`posts:${tag.secUid}`, somePosts(3));
  const page = world.site.lists.page.bind(world.site.lists);
  vi.spyOn(world.site.lists, 'page').mockImplementation(async (source, cursor) =>
    source.kind === 'links'
      ? ok({ items: [], cursor: '1', hasMore: false, problems: [], lists: [tag, tag], total: 1, raw: {} })
      : page(source, cursor),
  );
  await world.queue().startJob({ kind: 'links', links: ['https://vm.tiktok.com/ZMabc/'] }, {});
  expect(await world.idle()).toBe(true);
  const jobs = await world.store.jobs.recent(9);
  expect(jobs.map(({ source, state, counts }) => [source.kind, state, counts.seen])).toEqual(
    expect.arrayContaining([
      ['links', 'done', 0],
      ['posts', 'done', 3],
    ]),
  );
  expect(jobs).toHaveLength(2);
});
