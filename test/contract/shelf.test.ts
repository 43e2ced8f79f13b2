import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTiktok } from '@/lib/api';
import type { Job } from '@/lib/model/job';
import type { Post } from '@/lib/model/post';
import type { SavedFiles } from '@/lib/ports/SavedFiles';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { makePost, specialPosts } from '../site/world/posts.ts';
import { demo, friend, secUidOf, viewer } from '../site/world/users.ts';
import { sitePorts } from './sitePorts';
import { siteShelf } from './siteShelf';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => {
  Object.assign(site.rules, defaultRules());
  site.faults.length = 0;
  site.clearLog();
});

const { recordedPhotos, recordedVideo } = specialPosts;
const thrown = (code: string) => expect.objectContaining({ name: 'TokError', code });
const media = () => site.log.filter(({ group }) => group === 'media').length;
const postOf = (id: string): Promise<Post> => createTiktok(sitePorts(site).ports).fetchOneVideo(id);

describe('handlers', () => {
  test('take ids, addresses, short links and share texts of a post', async () => {
    const { shelf, disk } = siteShelf(site);
    const ids = new Set<string>();
    for (const text of [
      recordedPhotos.id,
      `https://www.tiktok.com/@espn/photo/${recordedPhotos.id}?_r=1`,
      `https://vm.tiktok.com/ZM${recordedPhotos.id}/`,
      `Look! https://www.tiktok.com/@espn/photo/${recordedPhotos.id} 👀`,
    ]) {
      const { state, counts } = await shelf.whenDone(await shelf.handleOneVideo(text));
      expect([state, counts.saved + counts.skipped]).toEqual(['done', 6]);
      for (const path of disk.keys()) ids.add(path);
    }
    expect(ids.size).toBe(6);
    expect(media()).toBe(6);
  });

  test.each([
    ['an address of elsewhere', { handleOneVideo: 'https://tiktok.com.evil.example/@a/video/1' }],
    ['a profile where a post was due', { handleOneVideo: 'https://www.tiktok.com/@espn' }],
    ['an option that does not exist', { handleUserPost: { secUid: demo.secUid, maxCounts: 3 } }],
    ['a broken interval', { handleUserPost: { secUid: demo.secUid, interval: '2026-02-31|2026-03-01' } }],
    ['a secUid that is none', { handleUserLike: { secUid: '' } }],
    ['a folder id that is none', { handleUserCollect: { collectionId: 'x' } }],
    ['a playlist id that is none', { handleUserMix: { mixId: '' } }],
    ['an empty keyword', { handleSearchVideo: { keyword: '  ' } }],
    ['a kind of file that does not exist', { handleUserPost: { secUid: demo.secUid, files: ['gif'] } }],
    ['a live stream', { handleUserLive: { uniqueId: 'tokshelf.live' } }],
  ])('refuse %s', async (_, call) => {
    const { shelf, store } = siteShelf(site);
    const [name, argument] = Object.entries(call)[0] ?? [];
    const handler: unknown = Reflect.get(shelf, String(name));
    if (typeof handler !== 'function') throw new Error(`no ${name}`);
    const outcome: unknown = handler(argument);
    await expect(outcome).rejects.toEqual(thrown('input'));
    expect(await store.jobs.recent(10)).toEqual([]);
    expect(site.log).toEqual([]);
  });

  test('count exactly, of those that pass', async () => {
    const { shelf, disk } = siteShelf(site);
    const request = {
      secUid: demo.secUid,
      maxCount: 7,
      postKind: 'video',
      minLikes: 500,
      files: ['desc', 'metadata'],
    } as const;
    const job = await shelf.whenDone(await shelf.handleUserPost({ ...request, files: [...request.files] }));
    expect(job).toMatchObject({ state: 'done', listing: { ended: 'count' }, counts: { seen: 7, failed: 0 } });
    const kept = [...disk]
      .filter(([path]) => path.endsWith('.json'))
      .map(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)));
    expect(kept.map(({ post }) => [post.kind, post.stats.likes >= 500])).toEqual(Array(7).fill(['video', true]));
  });

  test('wait for a login where one is wanted, and say so', async () => {
    const { shelf } = siteShelf(site, { login: 'none' });
    const job = await shelf.whenDone(await shelf.handleSearchVideo({ keyword: 'demo' }));
    expect(job).toMatchObject({ state: 'waiting', waiting: { reason: 'login' }, counts: { seen: 0 } });
  });

  test('wait at a captcha, and go on once it is solved', async () => {
    const { shelf } = siteShelf(site);
    site.rules.captcha = true;
    const jobId = await shelf.handleUserPost({ secUid: demo.secUid, maxCount: 3, files: ['metadata'] });
    expect(await shelf.whenDone(jobId)).toMatchObject({ state: 'waiting', waiting: { reason: 'captcha' } });
    site.rules.captcha = false;
    await shelf.queue.solved();
    const through = async (): Promise<Job> => {
      const job = await shelf.whenDone(jobId);
      return job.state === 'done' ? job : through();
    };
    expect(await through()).toMatchObject({ counts: { seen: 3, saved: 3 } });
  });

  test('a job is taken up by the next worker', async () => {
    const first = siteShelf(site, { blobs: { ...siteBlobsThatHang(), staged: async () => [] } });
    const jobId = await first.shelf.handleOneVideo(recordedVideo.id);
    const second = siteShelf(site, { store: first.store });
    await expect.poll(async () => (await first.store.tasks.inFlight()).length).toBe(1);
    await second.shelf.queue.wake();
    expect(await second.shelf.whenDone(jobId)).toMatchObject({ state: 'done', counts: { saved: 1 } });
    expect([...second.disk.values()].map(({ length }) => length)).toEqual([
      site.bytesOf(recordedVideo.id, 'video').length,
    ]);
  });
});

const siteBlobsThatHang = () => ({
  fetch: () => new Promise<never>(() => undefined),
  make: () => new Promise<never>(() => undefined),
  fetchText: () => new Promise<never>(() => undefined),
  abort: async () => {},
  release: async () => {},
});

describe('what came after the last', () => {
  const secUid = secUidOf('demo.40');
  const files = ['metadata'] as const;

  test('is all that a run for news asks for, once a whole run is through', async () => {
    const user = site.world.userByName('demo.40');
    if (!user) throw new Error('no such account');
    const { shelf, disk } = siteShelf(site, {
      settings: { files: [...files], pacing: { pageGapMin: 0, pageGapMax: 0 } },
    });
    const whole = await shelf.whenDone(await shelf.handleUserPost({ secUid }));
    expect(whole).toMatchObject({ state: 'done', listing: { ended: 'end' }, counts: { saved: 40 } });
    const { author } = await shelf.getOrAddUserData({ secUid, mode: 'post' });
    expect(author.lastPostId).toBe(site.world.postsOf(user)[0]?.id);
    const news = [1, 2, 3].map((n) => makePost(user, -n));
    for (const post of news) site.world.put(post);
    site.clearLog();
    const run = await shelf.whenDone(await shelf.handleUserPost({ secUid, onlyNew: true }));
    expect(run).toMatchObject({ state: 'done', counts: { seen: 3, saved: 3, skipped: 0 } });
    expect(disk.size).toBe(43);
    for (const post of news) site.world.remove(post.id);
  });

  test('is everything while no run came through', async () => {
    const { shelf, store } = siteShelf(site, {
      settings: { files: [...files], pacing: { pageGapMin: 0, pageGapMax: 0 } },
    });
    const jobId = await shelf.handleUserPost({ secUid, maxCount: 5 });
    expect(await shelf.whenDone(jobId)).toMatchObject({ listing: { ended: 'count' } });
    expect((await store.authors.get(secUid))?.lastPostId).toBeUndefined();
    const run = await shelf.whenDone(await shelf.handleUserPost({ secUid, onlyNew: true }));
    expect(run).toMatchObject({ listing: { ended: 'end' }, counts: { seen: 40, saved: 35, skipped: 5 } });
  });

  test('can be told, and forgotten', async () => {
    const { shelf, store } = siteShelf(site);
    const { saveLastAwemeId } = shelf.downloader;
    await expect(saveLastAwemeId(secUid, '7692114317151423775')).rejects.toEqual(thrown('input'));
    await shelf.getOrAddUserData({ secUid, mode: 'post' });
    await expect(saveLastAwemeId(secUid, 'latest')).rejects.toEqual(thrown('input'));
    await saveLastAwemeId(secUid, '7692114317151423775');
    expect(await store.authors.get(secUid)).toMatchObject({ lastPostId: '7692114317151423775' });
    await saveLastAwemeId(secUid, '');
    expect(await store.authors.get(secUid)).not.toHaveProperty('lastPostId');
  });
});

describe('people and folders', () => {
  test('getOrAddUserData names the folder that the files go to', async () => {
    const { shelf, disk } = siteShelf(site);
    for (const [mode, start] of [
      ['post', () => shelf.handleUserPost({ secUid: friend.secUid, maxCount: 1, files: ['metadata'] })],
      ['like', () => shelf.handleUserLike({ secUid: friend.secUid, maxCount: 1, files: ['desc'] })],
    ] as const) {
      const { folder, author } = await shelf.getOrAddUserData({ secUid: friend.secUid, mode });
      expect(author).toMatchObject({ secUid: friend.secUid, uid: friend.uid });
      await shelf.whenDone(await start());
      expect([...disk.keys()].at(-1)).toMatch(new RegExp(`^${folder}/`));
    }
    await expect(shelf.getOrAddUserData({ secUid: secUidOf('nobody'), mode: 'post' })).rejects.toEqual(
      thrown('removed'),
    );
  });

  test('a rename holds for files to come, for posts and lists, and fetches nothing twice', async () => {
    const { shelf, disk } = siteShelf(site);
    const { secUid } = viewer;
    await shelf.whenDone(await shelf.handleUserLike({ secUid, maxCount: 2, files: ['metadata'] }));
    const { folder } = await shelf.getOrAddUserData({ secUid, mode: 'like' });
    expect([...disk.keys()].every((path) => path.startsWith(`${folder}/`))).toBe(true);
    expect(await shelf.renameUserFolder(folder, 'Me / myself')).toBe('tiktok/like/Me _ myself');
    const job = await shelf.whenDone(await shelf.handleUserLike({ secUid, maxCount: 4, files: ['metadata'] }));
    expect(job.counts).toMatchObject({ seen: 4, saved: 2, skipped: 2 });
    const folders = [...disk.keys()].map((path) => path.split('/').slice(0, 3).join('/'));
    expect(folders).toEqual([folder, folder, 'tiktok/like/Me _ myself', 'tiktok/like/Me _ myself']);
    expect((await shelf.getOrAddUserData({ secUid, mode: 'like' })).folder).toBe('tiktok/like/Me _ myself');
  });

  test('where saved files can be moved, those that are there go with a rename, and follow a name when they are to', async () => {
    const asked: unknown[] = [];
    let answer: Awaited<ReturnType<SavedFiles['moveFolders']>> = { ok: true, value: { moved: 1, missing: 0, left: 0 } };
    const savedFiles: SavedFiles = {
      moveFolders: async (change) => {
        asked.push(change);
        return answer;
      },
    };
    const ada = { secUid: 'MS4wLjABAAAAada', uid: '1', uniqueId: 'ada', nickname: 'Ada' };
    const { shelf, store } = siteShelf(site, { savedFiles });
    await shelf.createOrRenameUserFolder(ada);
    expect(await shelf.createOrRenameUserFolder({ ...ada, nickname: 'Countess' })).toBe('tiktok/post/Ada');
    expect(asked).toEqual([]);
    expect(await shelf.renameUserFolder('tiktok/post/Ada', 'Countess')).toBe('tiktok/post/Countess');
    expect(asked).toMatchObject([{ secUid: ada.secUid, to: 'Countess' }]);
    expect(asked).toHaveProperty('0.from.0', 'Ada');
    answer = { ok: false, error: { code: 'grant' } };
    await expect(shelf.renameUserFolder('tiktok/post/Countess', 'Lady')).rejects.toEqual(thrown('grant'));
    answer = { ok: true, value: { moved: 1, missing: 0, left: 0 } };
    // Called again with the new path it goes on with what it left.
    expect(await shelf.renameUserFolder('tiktok/post/Lady', 'Lady')).toBe('tiktok/post/Lady');
    expect(asked.at(-1)).toMatchObject({ from: expect.arrayContaining(['Ada', 'Countess']), to: 'Lady' });
    const { shelf: follows } = siteShelf(site, { savedFiles, store, settings: { onRename: 'new' } });
    expect(await follows.createOrRenameUserFolder({ ...ada, nickname: 'Queen' })).toBe('tiktok/post/Queen');
    expect(asked.at(-1)).toMatchObject({ from: expect.arrayContaining(['Lady']), to: 'Queen' });
    expect((await store.authors.get(ada.secUid))?.folder).toBe('Queen');
  });

  test('two people of one name have two folders, also after a rename', async () => {
    const { shelf } = siteShelf(site);
    const ada = { secUid: 'MS4wLjABAAAAada', uid: '1', uniqueId: 'ada', nickname: 'Ada' };
    const eve = { secUid: 'MS4wLjABAAAAeve', uid: '2', uniqueId: 'eve', nickname: 'ADA' };
    expect(await shelf.createOrRenameUserFolder(ada)).toBe('tiktok/post/Ada');
    expect(await shelf.createOrRenameUserFolder(eve)).toBe('tiktok/post/ADA (eve)');
    expect(await shelf.renameUserFolder('tiktok/post/ADA (eve)', 'Eve')).toBe('tiktok/post/Eve');
    expect(await shelf.renameUserFolder('tiktok/post/Eve', 'ada')).toBe('tiktok/post/ada (eve)');
    expect(await shelf.createOrRenameUserFolder(eve, 'like')).toBe('tiktok/like/ada (eve)');
  });

  test.each([
    ['an absolute path', (shelf: Shelf) => shelf.createUserFolder({ mode: 'one', author: someone, path: '/etc' })],
    ['a folder of nobody', (shelf: Shelf) => shelf.renameUserFolder('tiktok/post/Nobody', 'X')],
    ['an empty name', (shelf: Shelf) => shelf.renameUserFolder('tiktok/post/Nobody', ' ')],
    ['somebody without secUid', (shelf: Shelf) => shelf.createOrRenameUserFolder({ ...someone, secUid: '' })],
  ])('%s is input', async (_, call) => {
    const { shelf } = siteShelf(site);
    await expect((async () => call(shelf))()).rejects.toEqual(thrown('input'));
  });

  test('a kept post has no addresses, and is still saved when asked for', async () => {
    const { shelf, store, disk } = siteShelf(site);
    const post = await postOf(recordedPhotos.id);
    const row = await shelf.getOrAddVideoData(post, { ignoreFields: ['desc', 'hashtags', 'stats', 'music'] });
    expect(JSON.stringify(row)).not.toContain('https://');
    expect(row.post).toMatchObject({ desc: '', hashtags: [], stats: { likes: 0 }, assets: [] });
    expect(await shelf.getOrAddVideoData({ ...post, desc: 'later' })).toEqual(row);
    await expect(shelf.getOrAddVideoData(post, { ignoreFields: ['author' as 'desc'] })).rejects.toEqual(
      thrown('input'),
    );
    await shelf.whenDone(await shelf.handleOneVideo(post.id));
    expect(disk.size).toBe(6);
    expect((await store.posts.get(post.id))?.post.desc).toBe(post.desc);
  });
});

type Shelf = ReturnType<typeof siteShelf>['shelf'];
const someone = { secUid: 'MS4wLjABAAAAx', uid: '3', uniqueId: 'x', nickname: 'X' };

describe('the downloader', () => {
  test('saves every file of a post by hand as a job would, and each once', async () => {
    const { shelf, disk } = siteShelf(site);
    const post = await postOf(recordedPhotos.id);
    const tasks = await shelf.downloader.createDownloadTask(post);
    const records = await Promise.all(tasks.map((task) => shelf.downloader.handleDownload(task)));
    expect(records.map(({ kind, index }) => `${kind} ${index}`)).toEqual(
      tasks.map(({ kind, index }) => `${kind} ${index}`),
    );
    expect(media()).toBe(6);
    for (const [n, task] of tasks.entries()) {
      const bytes = disk.get(records[n]?.relativePath ?? '');
      const due = site.bytesOf(
        post.id,
        task.kind === 'image' ? 'image' : 'music',
        task.kind === 'image' ? Number(task.index) : 0,
      );
      expect(Buffer.from(bytes ?? []).equals(due)).toBe(true);
    }
    const again = tasks[0] && (await shelf.downloader.handleDownload(tasks[0]));
    expect(again).toEqual(records[0]);
    const job = await shelf.whenDone(await shelf.handleOneVideo(post.id));
    expect(job.counts).toMatchObject({ saved: 0, skipped: 6 });
    expect(media()).toBe(6);
    const { shelf: other, disk: byJob } = siteShelf(site);
    await other.whenDone(await other.handleOneVideo(post.id));
    expect([...byJob.keys()].sort()).toEqual([...disk.keys()].sort());
  });

  test('one picture by hand does not pass for the whole post', async () => {
    const { shelf, disk } = siteShelf(site);
    const [first] = await shelf.downloader.createDownloadTask(await postOf(recordedPhotos.id));
    if (!first) throw new Error('no task');
    await shelf.downloader.handleDownload(first);
    const job = await shelf.whenDone(await shelf.handleOneVideo(recordedPhotos.id));
    expect(job.counts).toMatchObject({ saved: 5, skipped: 1 });
    expect(disk.size).toBe(6);
  });

  test('throws what a file fails of', async () => {
    const { shelf, disk } = siteShelf(site);
    const post = await postOf(recordedVideo.id);
    const [task] = await shelf.downloader.createDownloadTask(post);
    if (!task) throw new Error('no task');
    site.faults.push({ kind: 'status', status: 404, group: 'media' });
    await expect(shelf.downloader.handleDownload(task)).rejects.toEqual(thrown('http'));
    site.faults.splice(0, 1, { kind: 'captcha-html', group: 'media' });
    await expect(shelf.downloader.handleDownload(task)).rejects.toEqual(thrown('captcha'));
    site.faults.length = 0;
    expect(await shelf.downloader.handleDownload({ ...task, path: 'again' })).toMatchObject({
      relativePath: 'again.mp4',
    });
    expect([...disk.keys()]).toEqual(['again.mp4']);
  });

  test.each(['/etc/passwd', '../up', 'a//b', 'con', 'C:/x', 'a\u0000b', 'dots.', `${'long '.repeat(60)}end`])(
    'the path %j is input',
    async (path) => {
      const { shelf } = siteShelf(site);
      const [task] = await shelf.downloader.createDownloadTask(await postOf(recordedVideo.id));
      if (!task) throw new Error('no task');
      await expect(shelf.downloader.handleDownload({ ...task, path })).rejects.toEqual(thrown('input'));
      expect(media()).toBe(0);
    },
  );

  test('names and files are as the settings say', async () => {
    const { shelf } = siteShelf(site);
    const post = await postOf(recordedVideo.id);
    const { createDownloadTask } = shelf.downloader;
    const tasks = await createDownloadTask(post, { files: ['desc', 'cover'], template: '{uniqueId}/{aweme_id}' });
    expect(tasks.map(({ path }) => path)).toEqual([`tiktok/${post.id}-desc`, `tiktok/${post.id}-cover`]);
    await expect(createDownloadTask(post, { template: '{nonsense}' })).rejects.toEqual(thrown('input'));
    await expect(createDownloadTask(post, { quality: 'worst' as 'best' })).rejects.toEqual(thrown('input'));
  });

  test('a room that is live has one task, another has none', async () => {
    const { shelf } = siteShelf(site);
    const tiktok = createTiktok(sitePorts(site).ports);
    const room = await tiktok.fetchUserLiveVideos({ uniqueId: 'tokshelf.live' });
    const [task, ...more] = await shelf.downloader.createStreamTasks(room);
    expect(more).toEqual([]);
    const heights = task?.streams.map(({ height }) => height) ?? [];
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(task?.streams.length).toBe(room.streams.length);
    expect(task?.path).toMatch(/^tiktok\/live\/Demo Live\/.+-live$/);
    const offline = await tiktok.fetchUserLiveVideos({ uniqueId: 'demo.offline' });
    expect(await shelf.downloader.createStreamTasks(offline)).toEqual([]);
    if (task) await expect(shelf.downloader.handleStream(task)).rejects.toEqual(thrown('input'));
  });
});
