import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Source } from '@/lib/model/source';
import { createWorld, type World } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const secUid = anAuthor().secUid;
const profile: Source = { kind: 'posts', secUid };
const mix: Source = { kind: 'mix', mixId: '77' };

const withPosts = (count: number): World => {
  const world = createWorld();
  world.site.contents.set(`posts:${secUid}`, somePosts(count, { kind: 'video' }));
  return world;
};

const idOf = (started: Awaited<ReturnType<ReturnType<World['queue']>['startJob']>>): string =>
  started.ok ? started.value : '';

describe('files that were taken away while they were fetched', () => {
  it('do not count among the failures of the others: eight cancelled and one lost is no lost line', async () => {
    const world = withPosts(40);
    world.settings = { ...world.settings, pacing: { ...world.settings.pacing, parallel: 8 } };
    world.site.contents.set('mix:77', [aPost(901, { kind: 'video' }), aPost(902, { kind: 'video' })]);
    const cancelled = idOf(await world.queue().startJob(profile, {}));
    world.browser.fetchMs = 5_000;
    const flying = async () => (await world.store.tasks.ofJob(cancelled, ['fetching'])).length;
    expect(await world.clock.runUntil(async () => (await flying()) === 8)).toBe(true);
    await world.queue().cancel(cancelled);
    let broken = 0;
    world.browser.fault = ({ file }) => {
      if (!file.includes(aPost(901).id) || broken > 0) return undefined;
      broken += 1;
      return failure('network');
    };
    const other = idOf(await world.queue().startJob(mix, {}));
    const seen = new Set<string>();
    expect(
      await world.clock.runUntil(async () => {
        const job = await world.store.jobs.get(other);
        seen.add(job?.state === 'waiting' ? job.waiting.reason : (job?.state ?? ''));
        return job?.state === 'done';
      }, 600_000),
    ).toBe(true);
    expect(broken).toBe(1);
    expect(seen).not.toContain('offline');
  });

  it('still tell that the site wants us to slow down', async () => {
    const world = withPosts(4);
    world.browser.fetchMs = 5_000;
    world.browser.blobs.abort = async () => undefined;
    world.browser.fault = () => failure('rate', undefined, { status: 429 });
    const id = idOf(await world.queue().startJob(profile, {}));
    await world.clock.runUntil(() => world.browser.media.length > 0);
    await world.queue().cancel(id);
    await world.clock.pass(6_000);
    expect(await world.store.kv.get('backoff')).toMatchObject({ level: 1 });
  });
});
