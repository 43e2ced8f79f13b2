import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Post } from '@/lib/model/post';
import type { Source } from '@/lib/model/source';
import { parsePost } from '@/lib/tiktok/parse/parsePost';
import { publicItem } from '@/lib/tiktok/wire/publicItem';
import { createWorld } from '../fakes/createWorld';
import { anAuthor, aPost, somePosts } from '../fakes/somePosts';

const one = (n: number): Source => ({ kind: 'one', postId: aPost(n).id });

/** The first post with gears by these names, best first. */
const withGears = (names: readonly string[]): Post => {
  const post = aPost(1);
  const assets = post.assets.map((asset) => {
    const [gear] = asset.kind === 'video' ? asset.gears : [];
    if (asset.kind !== 'video' || !gear) return asset;
    const gears = names.map((name) => ({ ...gear, name, urls: gear.urls.map((url) => url.replace(gear.name, name)) }));
    return { ...asset, gears };
  });
  return { ...post, assets };
};
const nameOf = ({ file }: { readonly file: string }): string | undefined => file.split('/').at(-1);

describe('a click on one post', () => {
  it('saves it without a request when its data came along, and tells the button each step', async () => {
    const world = createWorld();
    const post = aPost(1);
    await world.queue().startJob(one(1), {}, { post });
    expect(await world.idle()).toBe(true);
    expect([...world.browser.disk.keys()]).toEqual(['tiktok/one/Nick 1/2025-01-01_13-00-00_caption 1-video.mp4']);
    expect(world.site.requests).toEqual([]);
    const states = world.changes.flatMap((change) => (change.type === 'post' ? [change.state.state] : []));
    expect([...new Set(states)]).toEqual(['queued', 'saving', 'saved']);
    const [record] = await world.store.records.recent(1);
    expect(record).toMatchObject({
      key: `${post.id}:video:0`,
      notes: [],
      relativePath: expect.stringContaining('one/'),
    });
  });

  it('asks the site when no data came along', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(3)]);
    await world.queue().startJob(one(3), {});
    expect(await world.idle()).toBe(true);
    expect(world.site.requests.map(({ kind }) => kind)).toEqual(['post']);
    expect(world.browser.disk.size).toBe(4);
    expect(await world.queue().postStates([aPost(3).id])).toMatchObject([
      { state: 'saved', progress: 1, files: { done: 4, total: 4 } },
    ]);
  });

  it('fetches nothing the second time', async () => {
    const world = createWorld();
    await world.queue().startJob(one(1), {}, { post: aPost(1) });
    await world.idle();
    await world.queue().startJob(one(1), {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.media).toHaveLength(1);
    expect(world.site.requests).toEqual([]);
    const [second] = await world.store.jobs.recent(1);
    expect(second).toMatchObject({ state: 'done', counts: { skipped: 1, saved: 0 } });
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([{ state: 'saved' }]);
  });

  it('is one job however often it is clicked', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(1)]);
    const ids = await Promise.all([1, 2, 3].map(() => world.queue().startJob(one(1), {})));
    expect(new Set(ids.map((id) => id.ok && id.value)).size).toBe(1);
    expect(await world.idle()).toBe(true);
    expect(world.browser.media).toHaveLength(1);
  });

  it('goes before a bulk job', async () => {
    const world = createWorld();
    const { secUid } = anAuthor();
    world.site.contents.set(`posts:${secUid}`, somePosts(200, { kind: 'video' }));
    await world.queue().startJob({ kind: 'posts', secUid }, {});
    await world.clock.runUntil(() => world.browser.disk.size >= 20);
    const post = aPost(999, { author: anAuthor(2) });
    const before = world.browser.media.length;
    await world.queue().startJob(one(999), {}, { post });
    const saved = () => [...world.browser.disk.keys()].some((path) => path.includes('caption 999'));
    await world.clock.runUntil(saved);
    const place = world.browser.media.slice(before).findIndex(({ file }) => file.includes(post.id));
    // At most the four slots that a bulk job may be filling in this very moment.
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThanOrEqual(4);
  });

  it('does not wait for the many requests that the comments of a bulk job take', async () => {
    const world = createWorld();
    const { secUid } = anAuthor();
    world.site.contents.set(`posts:${secUid}`, somePosts(3, { kind: 'video' }));
    world.site.contents.set('x', [aPost(999, { author: anAuthor(2) })]);
    world.site.commentPages = 90;
    await world.queue().startJob({ kind: 'posts', secUid }, { files: ['comments'] });
    const ofComments = () => world.site.requests.filter(({ kind }) => kind === 'comments').length;
    await world.clock.runUntil(() => ofComments() >= 10);
    await world.queue().startJob(one(999), {});
    await world.clock.runUntil(() => world.browser.disk.size > 0);
    expect(world.site.requests.some(({ kind }) => kind === 'post')).toBe(true);
    expect(ofComments()).toBeLessThan(20);
    expect(await world.idle()).toBe(true);
    expect(ofComments()).toBe(270);
  });

  it('takes the gear with sound, and says so when none has any', async () => {
    const world = createWorld();
    world.browser.isMute = ({ file }) => file.endsWith('normal_1080_0');
    await world.queue().startJob(one(1), {}, { post: aPost(1) });
    await world.idle();
    expect([...world.browser.disk.values()][0]).toContain('normal_540_0');
    world.browser.isMute = () => true;
    await world.queue().startJob(one(2), {}, { post: aPost(2) });
    await world.idle();
    const record = await world.store.records.get(`${aPost(2).id}:video:0`);
    expect(record?.notes).toEqual(['no-sound']);
    expect([...world.browser.disk.values()][1]).toContain('normal_1080_0');
    expect(world.browser.stagedCount()).toBe(0);
  });

  it('loads one whole body of a muted post, and the heads of its other gears', async () => {
    const world = createWorld();
    world.browser.isMute = () => true;
    await world.queue().startJob(one(1), {}, { post: withGears(['a', 'b', 'c', 'd']) });
    await world.idle();
    expect(world.browser.media.map(nameOf)).toEqual(['a']);
    expect(world.browser.probes.map(nameOf)).toEqual(['b', 'c', 'd']);
    expect(world.browser.stagedCount()).toBe(0);
  });

  it('loads of the gears behind a silent one only that with sound', async () => {
    const world = createWorld();
    world.browser.isMute = ({ file }) => !file.endsWith('c');
    await world.queue().startJob(one(1), {}, { post: withGears(['a', 'b', 'c', 'd']) });
    await world.idle();
    expect(world.browser.media.map(nameOf)).toEqual(['a', 'c']);
    expect(world.browser.probes.map(nameOf)).toEqual(['b', 'c']);
    expect([...world.browser.disk.values()][0]).toMatch(/c$/);
    expect(world.browser.stagedCount()).toBe(0);
  });

  it('asks for no head of a post whose first gear has sound', async () => {
    const world = createWorld();
    await world.queue().startJob(one(1), {}, { post: withGears(['a', 'b']) });
    await world.idle();
    expect(world.browser.media.map(nameOf)).toEqual(['a']);
    expect(world.browser.probes).toEqual([]);
  });

  it('comes to the same end when the worker dies at any call of a muted post', async () => {
    const run = async (dieAt: number) => {
      const world = createWorld();
      world.browser.isMute = () => true;
      if (dieAt > 0) world.killAfter(dieAt);
      void world.queue().startJob(one(1), {}, { post: withGears(['a', 'b', 'c']) });
      await world.clock.runUntil(() => world.isDead(), 60_000);
      const died = world.isDead();
      if (died) await world.queue().startJob(one(1), {}, { post: withGears(['a', 'b', 'c']) });
      await world.idle();
      const record = await world.store.records.get(`${aPost(1).id}:video:0`);
      const end = { disk: [...world.browser.disk], notes: record?.notes, staged: world.browser.stagedCount() };
      return { died, end };
    };
    const { end } = await run(0);
    expect(end.notes).toEqual(['no-sound']);
    let deaths = 0;
    for (let at = 1, died = true; died; at += 1) {
      const next = await run(at);
      died = next.died;
      deaths += Number(died);
      expect({ at, ...next.end }).toEqual({ at, ...end });
    }
    expect(deaths).toBeGreaterThan(15);
  });

  it('takes no silent gear as long as one that failed may have sound', async () => {
    const world = createWorld();
    let refusals = 4;
    world.browser.isMute = ({ file }) => file.endsWith('normal_1080_0');
    world.browser.fault = ({ file }) => {
      if (file.endsWith('normal_1080_0')) return undefined;
      refusals -= 1;
      return refusals >= 0 ? failure('file', 'cut') : undefined;
    };
    const { secUid } = anAuthor();
    world.site.contents.set(`posts:${secUid}`, [aPost(1)]);
    await world.queue().startJob({ kind: 'posts', secUid }, {});
    await world.idle();
    expect([...world.browser.disk.values()][0]).toContain('normal_540_0');
    expect((await world.store.records.get(`${aPost(1).id}:video:0`))?.notes).toEqual([]);
    expect(world.browser.stagedCount()).toBe(0);
  });

  it('takes the best gear though the data of the post is wrong about its size', async () => {
    const world = createWorld();
    world.browser.fault = ({ expectBytes }) =>
      expectBytes === undefined ? undefined : failure('file', `20 bytes instead of ${expectBytes}`);
    const post = aPost(1);
    const assets = post.assets.map((asset) =>
      asset.kind === 'video' ? { ...asset, gears: asset.gears.map((gear) => ({ ...gear, bytes: 7 })) } : asset,
    );
    await world.queue().startJob(one(1), {}, { post: { ...post, assets } });
    await world.idle();
    expect([...world.browser.disk.values()]).toMatchObject([expect.stringContaining('normal_1080_0')]);
    expect(world.browser.media.map(({ expectBytes }) => expectBytes)).toEqual([7, undefined]);
  });

  it('is saved again in its place when the person asks for it', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(1)]);
    await world.queue().startJob(one(1), {});
    await world.idle();
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.media).toHaveLength(2);
    expect(world.browser.disk.size).toBe(1);
    expect(await world.store.records.recent(9)).toHaveLength(1);
  });

  it.each(['keep-both', 'overwrite', 'skip'] as const)(
    'never replaces a file of the person when it is saved again (%s), whatever the settings name it',
    async (conflict) => {
      const world = createWorld();
      world.site.contents.set('x', [aPost(1)]);
      await world.queue().startJob(one(1), {});
      await world.idle();
      const [own] = [...world.browser.disk.keys()];
      const theirs = ['mine/all-video.mp4', 'tiktok/all-video.mp4'];
      for (const path of theirs) {
        world.browser.disk.set(path, 'theirs');
        // As an imported file of settings can have it.
        world.settings = {
          ...world.settings,
          conflict,
          template: path.replace('all-video.mp4', '{own}'),
          customFields: { own: 'all' },
        };
        await world.queue().saveAgain(aPost(1).id);
        expect(await world.idle()).toBe(true);
      }
      expect(theirs.map((path) => world.browser.disk.get(path))).toEqual(['theirs', 'theirs']);
      expect(world.browser.disk.has(own ?? '')).toBe(true);
      expect((await world.store.records.recent(1))[0]?.path).toMatch(/all-video \(1\)\.mp4$/);
    },
  );

  it('replaces its own file alone when it stands beside one of the same name', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(1)]);
    await world.queue().startJob(one(1), {});
    await world.idle();
    const [path = ''] = [...world.browser.disk.keys()];
    const beside = path.replace('.mp4', ' (1).mp4');
    world.browser.disk.set(beside, world.browser.disk.get(path) ?? '');
    world.browser.disk.set(path, 'theirs');
    const [record] = await world.store.records.recent(1);
    if (record) await world.store.records.put({ ...record, path: record.path.replace('.mp4', ' (1).mp4') });
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.get(path)).toBe('theirs');
  });

  it('keeps what is known of saved files when saving again fails', async () => {
    const world = createWorld();
    await world.queue().startJob(one(1), { files: ['video', 'cover'] }, { post: aPost(1) });
    await world.idle();
    const before = await world.store.records.recent(9);
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    // The site does not know the post any more.
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([
      { state: 'failed', error: { code: 'removed' } },
    ]);
    expect(await world.store.records.recent(9)).toEqual(before);
    world.site.contents.set('x', [aPost(1)]);
    await world.queue().saveAgain(aPost(1).id);
    expect(await world.idle()).toBe(true);
    expect(world.browser.media.slice(2).map(({ kind }) => kind)).toEqual(['video', 'cover']);
    expect((await world.store.records.recent(9)).map(({ key }) => key).sort()).toEqual(
      before.map(({ key }) => key).sort(),
    );
    expect(world.browser.disk.size).toBe(2);
  });

  it('is saved anew when its file was deleted from the disk', async () => {
    const world = createWorld();
    world.site.contents.set('x', [aPost(1)]);
    await world.queue().startJob(one(1), {});
    await world.idle();
    const [record] = await world.store.records.recent(1);
    if (record) await world.store.records.put({ ...record, missing: true });
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([{ state: 'none' }]);
    await world.queue().startJob(one(1), {});
    await world.idle();
    expect(world.browser.media).toHaveLength(2);
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([{ state: 'saved' }]);
  });

  it('that was cancelled half-way is not called saved, and the next click saves the rest', async () => {
    const world = createWorld();
    const post = aPost(3);
    world.settings = { ...world.settings, pacing: { ...world.settings.pacing, parallel: 1 } };
    world.site.contents.set('x', [post]);
    const started = await world.queue().startJob(one(3), {});
    await world.clock.runUntil(() => world.browser.disk.size > 0);
    await world.queue().cancel(started.ok ? started.value : '');
    await world.clock.pass(60_000);
    const saved = world.browser.disk.size;
    expect(saved).toBeLessThan(4);
    expect(await world.queue().postStates([post.id])).toMatchObject([{ state: 'none' }]);
    const media = world.browser.media.length;
    await world.queue().startJob(one(3), {});
    expect(await world.idle()).toBe(true);
    expect(world.browser.media.length).toBe(media + 4 - saved);
    expect(await world.queue().postStates([post.id])).toMatchObject([{ state: 'saved', progress: 1 }]);
  });

  it('writes the sidecars that are asked for', async () => {
    const world = createWorld();
    world.settings = {
      ...world.settings,
      files: ['video', 'desc', 'metadata', 'subtitle', 'comments', 'cover', 'cover-animated'],
    };
    await world.queue().startJob(one(1), {}, { post: aPost(1) });
    expect(await world.idle()).toBe(true);
    const folder = 'tiktok/one/Nick 1/2025-01-01_13-00-00_caption 1/2025-01-01_13-00-00_caption 1';
    expect([...world.browser.disk.keys()].sort()).toEqual(
      [
        `${folder}-comments.json`,
        `${folder}-cover-animated.webp`,
        `${folder}-cover.jpeg`,
        `${folder}-desc.txt`,
        `${folder}-metadata.json`,
        `${folder}-subtitle.eng-US.srt`,
        `${folder}-video.mp4`,
      ].sort(),
    );
    expect(world.browser.disk.get(`${folder}-desc.txt`)).toBe('caption 1');
    expect(world.browser.disk.get(`${folder}-subtitle.eng-US.srt`)).toMatch(/^1\n00:00:00,000 --> 00:00:01,000\nhello/);
    const metadata = JSON.parse(world.browser.disk.get(`${folder}-metadata.json`) ?? '');
    expect(metadata).toMatchObject({ way: 'seen', list: 'one', post: { id: aPost(1).id, assets: [] } });
    expect(metadata.address).toContain(`/@handle1/video/${aPost(1).id}`);
  });

  it('puts the item into the metadata without what is signed or tells of the account, and keeps it no longer', async () => {
    const world = createWorld();
    world.settings = { ...world.settings, files: ['video', 'metadata'] };
    const file = new URL('../fixtures/tiktok/item-detail/video-2026-10.json', import.meta.url);
    const item = JSON.parse(readFileSync(file, 'utf8')).itemInfo.itemStruct;
    const read = parsePost(item);
    if (!read.ok) throw new Error(read.error.detail);
    await world.queue().startJob({ kind: 'one', postId: read.value.post.id }, {}, read.value);
    await world.clock.runUntil(async () => (await world.store.posts.get(read.value.post.id))?.raw !== undefined);
    expect(await world.idle()).toBe(true);
    const [, text = ''] = [...world.browser.disk].find(([path]) => path.endsWith('-metadata.json')) ?? [];
    expect(JSON.parse(text)).toMatchObject({ raw: publicItem(item), post: { assets: [] } });
    expect(text).not.toMatch(/x-signature|"collected"|"digged"/);
    expect(JSON.parse(text).raw).toMatchObject({ id: item.id, desc: item.desc, createTime: item.createTime });
    expect(await world.store.posts.get(read.value.post.id)).not.toHaveProperty('raw');
  });

  it('tells what a failing file waits for, and fails after three tries', async () => {
    const world = createWorld();
    world.browser.fault = () => failure('file', '10 bytes instead of 20');
    await world.queue().startJob(one(1), {}, { post: aPost(1) });
    await world.clock.pass(1000);
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([{ state: 'queued', error: { code: 'file' } }]);
    expect(await world.idle()).toBe(true);
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([{ state: 'failed', error: { code: 'file' } }]);
    expect(world.browser.media.length).toBe(4);
    expect(world.browser.disk.size).toBe(0);
    world.browser.fault = () => undefined;
    await world.queue().startJob(one(1), {}, { post: aPost(1) });
    await world.idle();
    expect(await world.queue().postStates([aPost(1).id])).toMatchObject([{ state: 'saved' }]);
  });
});
