import 'fake-indexeddb/auto';
import { runInNewContext } from 'node:vm';
import { Window } from 'happy-dom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDb } from '@/lib/browser/database/db';
import { folderDb, type GrantedFolder } from '@/lib/browser/folder/folderDb';
import { writeGallery } from '@/lib/browser/gallery/writeGallery';
import type { GalleryOrder, GalleryTally } from '@/lib/gallery/GalleryOrder';
import { type GalleryPost, type GalleryStart, RECEIVER } from '@/lib/gallery/galleryFormat';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { createFakeGrantedFolder, type FakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord, aTask } from '../../../fakes/rows';

vi.mock('webextension-polyfill', () => ({ default: { runtime: { id: 'us', getURL: (path: string) => path } } }));

let folder: FakeGrantedFolder;
let handle: FileSystemDirectoryHandle | undefined;
folderDb().folders.hook('reading', (row: GrantedFolder) => (handle ? { ...row, handle } : row));

const order: GalleryOrder = {
  ...{ part: { kind: 'all' }, name: 'index', title: 'Library', label: '', words: {}, tag: 'en', rightToLeft: false },
};

const save = (postId: string, more: Partial<SaveRecord> = {}): Promise<unknown> => {
  const relativePath = `tiktok/p/${postId}.mp4`;
  return pageDb().records.put(aRecord({ postId, folder: 'f', path: `Saved/${relativePath}`, relativePath, ...more }));
};

const write = (
  more: Partial<GalleryOrder> = {},
  onProgress: (tally: GalleryTally) => void = () => undefined,
  stop = new AbortController(),
) => writeGallery({ ...order, ...more }, { signal: stop.signal, onProgress });

/** What a gallery's data files hand over. */
const read = async () => {
  const found: { start?: GalleryStart; posts: GalleryPost[] } = { posts: [] };
  for (const [path, text] of Object.entries(await folder.files()))
    if (/(start|posts-\d+)\.js$/.test(path))
      runInNewContext(text, {
        [RECEIVER]: {
          start: (start: GalleryStart) => {
            found.start = start;
          },
          posts: (_: number, posts: GalleryPost[]) => void found.posts.push(...posts),
        },
      });
  return found;
};

beforeEach(async () => {
  // The page's own: locks are Node's.
  const settings = { handleDisabledFileLoadingAsSuccess: true };
  vi.stubGlobal('document', new Window({ settings }).document);
  vi.stubGlobal('fetch', async (path: string) => new Response(`code of ${path}`));
  folder = createFakeGrantedFolder('Saved');
  handle = folder.handle;
  await folderDb().folders.put({ id: 'f', chosenAt: 1 } as GrantedFolder);
  for (const name of ['records', 'posts', 'tasks', 'entries', 'thumbs'] as const) await pageDb().table(name).clear();
});

describe('writing a gallery', () => {
  it('goes where most of the files lie, and says how many it leaves out, and why', async () => {
    for (const id of ['1', '2', '3']) await save(id);
    await save('4', { missing: true });
    const { folder: _, ...elsewhere } = { folder: 'f', path: '/home/me/Downloads/tiktok/p/5.mp4' };
    await pageDb().records.put(aRecord({ postId: '5', relativePath: 'tiktok/p/5.mp4', ...elsewhere }));
    await pageDb().tasks.put(aTask({ jobId: 'j', postId: '6' }));
    const seen: number[] = [];
    const ended = await write({}, ({ written }) => void seen.push(written));
    const leftOut = { missing: 1, elsewhere: 1, waiting: 1 };
    expect(ended).toMatchObject({ ok: true, value: { posts: 3, leftOut, page: 'Saved/tiktok/index.html' } });
    const { start, posts } = await read();
    expect(start).toMatchObject({ posts: 3, leftOut, version: 1 });
    expect(posts.map(({ video }) => video).toSorted()).toEqual(['p/1.mp4', 'p/2.mp4', 'p/3.mp4']);
    expect(seen).toEqual([...seen].toSorted((a, b) => a - b));
  });

  it('takes along what subtitles and comments of a granted folder say, a file for the posts that have any', async () => {
    for (let id = 1; id <= 30; id += 1) await save(String(id));
    const side = (kind: SaveRecord['kind'], index: string, path: string) =>
      save('2', { key: `2:${kind}:${index}`, kind, index, path: `Saved/${path}`, relativePath: path });
    await side('subtitle', 'eng-US', 'tiktok/p/2.srt');
    await side('subtitle', 'deu-DE', 'tiktok/p/gone.srt');
    await side('comments', '0', 'tiktok/p/2.json');
    folder.put('tiktok/p/2.srt', '1\n00:00:01,500 --> 00:00:03,000\n<i>Bread</i>\n');
    const comment = { id: '1', text: '</script>', createdAt: 5, likes: 1, author: { uniqueId: 'a', nickname: 'A' } };
    folder.put('tiktok/p/2.json', JSON.stringify({ comments: [{ ...comment, replies: [comment] }] }));
    await write();
    const files = Object.entries(await folder.files()).filter(([path]) => path.includes('/texts-'));
    expect(files).toHaveLength(1);
    const [[path = '', text = ''] = []] = files;
    expect(text).not.toContain('</script>');
    const got: unknown[] = [];
    runInNewContext(text, { [RECEIVER]: { texts: (...all: unknown[]) => void got.push(...all) } });
    const { start, posts } = await read();
    const place = posts.findIndex(({ id }) => id === '2');
    const each = start?.textsEach ?? 0;
    expect(path).toContain(`texts-${Math.floor(place / each)}.js`);
    expect(got[0]).toBe(Math.floor(place / each));
    const shown = { id: '1', text: '</script>', createdAt: 5, likes: 1, uniqueId: 'a', nickname: 'A' };
    const due = {
      subtitles: [['eng-US', [[1.5, 3, '<i>Bread</i>']]]],
      comments: [{ ...shown, replies: [{ ...shown, replies: [] }] }],
    };
    expect(JSON.parse(JSON.stringify((got[1] as unknown[])[place % each]))).toEqual(due);
  });

  it('shows a list or some posts alone, under a name of its own', async () => {
    for (const id of ['1', '2', '3']) await save(id);
    const entry = { listKey: 'likes:me', ownerUid: 'me', position: 1, firstSeen: 1, lastSeen: 1, jobId: 'j' };
    await pageDb().entries.put({ ...entry, postId: '2' });
    await write({ part: { kind: 'list', listKey: 'likes:me' }, name: 'gallery likes', label: 'Likes' });
    expect((await read()).posts.map(({ id }) => id)).toEqual(['2']);
    await write({ part: { kind: 'posts', postIds: new Set(['3']) }, name: 'gallery likes' });
    expect((await read()).posts.map(({ id }) => id)).toEqual(['3']);
    expect(Object.keys(await folder.files())).toContain('tiktok/gallery likes.html');
  });

  it('stopped or failed, it leaves the former one as it was', async () => {
    await save('1');
    await write();
    const before = await folder.files();
    await save('2');
    const stop = new AbortController();
    const stopped = await write({}, ({ written }) => void (written > 1 && stop.abort()), stop);
    expect(stopped).toMatchObject({ ok: true });
    expect(stopped.ok && stopped.value.page).toBeUndefined();
    expect(await folder.files()).toEqual(before);
    folder.before = (step, name) => {
      if (step === 'write' && name.startsWith('posts')) throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await write()).toMatchObject({ ok: false, error: { code: 'space' } });
    folder.before = () => undefined;
    expect(await folder.files()).toEqual(before);
  });

  it('writes nothing of nothing, and not beside another page that writes', async () => {
    expect(await write()).toMatchObject({ ok: true, value: { posts: 0 } });
    expect(await folder.files()).toEqual({});
    await save('1');
    const [first, second] = await Promise.all([write(), write()]);
    expect([first, second]).toMatchObject([{ ok: true }, { ok: false, error: { code: 'input' } }]);
  });
});
