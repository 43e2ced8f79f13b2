import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFolder } from '@/lib/browser/folder/answerFolder';
import { createFolderDownloads, isFolderId } from '@/lib/browser/folder/createFolderDownloads';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import type { FolderWrite } from '@/lib/browser/folder/folderDb';
import type { FolderReply, FolderRequest } from '@/lib/browser/folder/folderProtocol';
import type { DownloadState } from '@/lib/ports/Downloads';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const { db, choose } = createFakeFolderDb(`downloads-${tests}`);
  const folder = createFakeGrantedFolder();
  await choose('f', folder, 1);
  const writer = createFolderWriter(db);
  const asked: FolderRequest[] = [];
  const ask = async (request: FolderRequest): Promise<FolderReply> => {
    asked.push(request);
    return answerFolder(writer, request);
  };
  const downloads = createFolderDownloads(db, ask);
  const ends: (DownloadState | undefined)[] = [];
  downloads.onEnd((_, state) => void ends.push(state as DownloadState));
  const order = (path: string, text: string, conflict: 'overwrite' | 'uniquify' = 'uniquify') => ({
    ...{ url: URL.createObjectURL(new Blob([text])), path, conflict },
  });
  const startedId = async (...of: Parameters<typeof order>): Promise<number> => {
    const started = await downloads.start(order(...of));
    if (!started.ok) throw new Error(started.error.code);
    return started.value;
  };
  return { db, choose, folder, writer, ask, asked, downloads, ends, order, startedId };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('a download into the granted folder', () => {
  it('ends under its name, told with the path from the folder on, under an id that no browser gives', async () => {
    const { downloads, ends, folder, startedId } = world;
    const id = await startedId('a/clip.mp4', 'bytes');
    expect(isFolderId(id)).toBe(true);
    expect(isFolderId(1)).toBe(false);
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    const whole = { id, state: 'complete', path: 'Saved/a/clip.mp4', bytes: 5, exists: true, folder: 'f' };
    expect(ends[0]).toMatchObject(whole);
    expect(await downloads.findById(id)).toMatchObject(whole);
    expect(await downloads.folder?.()).toBe('f');
    expect(await folder.files()).toEqual({ 'a/clip.mp4': 'bytes' });
  });

  it('is told to be gone once somebody deleted it, unless its folder cannot be seen', async () => {
    const { choose, downloads, folder } = world;
    folder.put('a/there.mp4', 'x');
    const away = createFakeGrantedFolder('Away');
    await choose('away', away, 2);
    const placed = { folder: 'f' };
    const records = [
      aRecord({ postId: '1', path: 'Saved/a/there.mp4', ...placed }),
      aRecord({ postId: '2', path: 'Saved/a/deleted.mp4', ...placed }),
      aRecord({ postId: '3', path: 'Saved/nowhere/deleted.mp4', ...placed }),
      aRecord({ postId: '4', path: 'Away/a/x.mp4', folder: 'away' }),
      aRecord({ postId: '5', path: 'Unknown/x.mp4', folder: 'unknown' }),
    ];
    away.permission = 'prompt';
    expect(await downloads.gone?.(records)).toEqual([records[1]?.key, records[2]?.key]);
    away.permission = 'granted';
    expect(await downloads.gone?.(records)).toHaveLength(3);
  });

  it('is found by the address of its bytes, and forgotten when it is told to', async () => {
    const { downloads, ends, order } = world;
    const asked = order('clip.mp4', 'bytes');
    await downloads.start(asked);
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    const found = await downloads.findByUrl(asked.url);
    expect(found).toMatchObject({ state: 'complete' });
    await downloads.forget(found?.id ?? 0);
    expect(await downloads.findByUrl(asked.url)).toBeUndefined();
    expect(await downloads.findByUrl('blob:none')).toBeUndefined();
  });

  it.each([
    ['the browser has to ask again', () => Object.assign(world.folder, { permission: 'prompt' }), 'prompt'],
    [
      'the drive is away',
      () => {
        world.folder.before = () => {
          throw new DOMException('gone', 'NotFoundError');
        };
      },
      'gone',
    ],
  ])('does not begin while %s', async (_, change, detail) => {
    const { downloads, order, db } = world;
    change();
    expect(await downloads.start(order('a.mp4', 'x'))).toEqual({
      ok: false,
      error: expect.objectContaining({ code: 'grant', detail }),
    });
    expect(await db.writes.count()).toBe(0);
  });

  it('does not begin before a folder was chosen', async () => {
    const { db, downloads, order } = world;
    await db.folders.clear();
    expect(await downloads.start(order('a.mp4', 'x'))).toMatchObject({ ok: false, error: { code: 'grant' } });
    expect(await downloads.folder?.()).toBeUndefined();
  });

  it('tells a grant that is lost in the middle as that, and that it touched nothing', async () => {
    const { ends, folder, startedId } = world;
    folder.before = (step) => {
      if (step === 'move') folder.permission = 'prompt';
    };
    await startedId('a.mp4', 'bytes');
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    expect(ends[0]).toMatchObject({ state: 'interrupted', path: '', untouched: true, error: { code: 'grant' } });
  });

  it('says why it would not begin, and takes away what it left when it lost the folder once that is there again', async () => {
    const { asked, downloads, ends, folder, startedId } = world;
    expect(await downloads.closed?.()).toBeUndefined();
    folder.before = (step) => {
      if (step === 'move') folder.permission = 'prompt';
    };
    await startedId('a.mp4', 'bytes');
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    expect(Object.keys(await folder.files())).toEqual([expect.stringMatching(/\.part\.mp4$/)]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 });
    try {
      expect(await downloads.closed?.()).toMatchObject({ code: 'grant', detail: 'prompt' });
      folder.before = () => undefined;
      folder.permission = 'granted';
      expect(await downloads.closed?.()).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
    expect(asked.at(-1)).toMatchObject({ op: 'sweep' });
    await vi.waitFor(async () => expect(await folder.files()).toEqual({}));
  });

  it('takes away what it left also where the loss was noticed by a write alone', async () => {
    const { downloads, ends, folder, startedId } = world;
    expect(await downloads.closed?.()).toBeUndefined();
    folder.before = (step) => {
      if (step === 'move') folder.permission = 'prompt';
    };
    await startedId('a.mp4', 'bytes');
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    folder.before = () => undefined;
    folder.permission = 'granted';
    expect(await downloads.closed?.()).toBeUndefined();
    await vi.waitFor(async () => expect(await folder.files()).toEqual({}));
  });

  it('takes away at its first look what a worker before it could not', async () => {
    const { asked, db, downloads } = world;
    const facts = { folderId: 'f', url: 'blob:x', path: 'a.mp4', conflict: 'uniquify', startedAt: 1 } as const;
    const row: FolderWrite = { id: 3, ...facts, state: 'failed', code: 'grant', detail: '' };
    await db.writes.put(row);
    expect(await downloads.closed?.()).toBeUndefined();
    expect(asked.map(({ op }) => op)).toEqual(['sweep']);
    await vi.waitFor(async () => expect(await db.writes.count()).toBe(0));
  });

  it('goes to the folder chosen last, while what lies in an earlier one is told by its own name', async () => {
    const { choose, downloads, ends, folder, startedId } = world;
    const first = await startedId('a.mp4', '1');
    await vi.waitFor(() => expect(ends).toHaveLength(1));
    const other = createFakeGrantedFolder('Other');
    await choose('g', other, 2);
    // Which folder is the one is found out once a second.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_001 });
    await startedId('a.mp4', '2').finally(() => vi.useRealTimers());
    await vi.waitFor(() => expect(ends).toHaveLength(2));
    expect(ends[1]).toMatchObject({ path: 'Other/a.mp4', folder: 'g' });
    expect(await downloads.findById(first)).toMatchObject({ path: 'Saved/a.mp4', folder: 'f' });
    await downloads.removeFile?.(first);
    expect(await folder.files()).toEqual({});
    expect(await other.files()).toEqual({ 'a.mp4': '2' });
    await downloads.removeFile?.(first);
  });
});

describe('what nobody wants any more', () => {
  it('is taken away with its row, once it is whole', async () => {
    const { db, downloads, folder, startedId } = world;
    const id = await startedId('a.mp4', 'bytes');
    await downloads.cancel(id);
    expect(await folder.files()).toEqual({});
    expect(await downloads.findById(id)).toBeUndefined();
    await vi.waitFor(async () => expect(await db.writes.count()).toBe(0));
    await downloads.cancel(id);
  });

  it('stays where it took the place of a file of ours: the one before is gone', async () => {
    const { downloads, folder, startedId } = world;
    folder.put('a.mp4', 'old');
    await downloads.cancel(await startedId('a.mp4', 'new', 'overwrite'));
    expect(await folder.files()).toEqual({ 'a.mp4': 'new' });
  });
});

describe('a worker that died', () => {
  it('leaves a write to its document, whose end the next one hears', async () => {
    const { db, ask, downloads, order } = world;
    const next = createFolderDownloads(db, ask);
    const asked = order('a.mp4', 'bytes');
    await downloads.start(asked);
    await vi.waitFor(async () => expect(await db.writes.count()).toBe(1));
    expect(await next.findByUrl(asked.url)).toMatchObject({ state: 'complete', path: 'Saved/a.mp4' });
  });

  it('and its document with it: the write is brought to an end, and the file is fetched again', async () => {
    const { asked, db, downloads, order } = world;
    const { url } = order('a.mp4', 'bytes');
    const row = { folderId: 'f', path: 'a.mp4', conflict: 'uniquify', startedAt: 1, state: 'writing' };
    await db.writes.add({ ...row, url } as FolderWrite);
    expect(await downloads.findByUrl(url)).toMatchObject({
      state: 'interrupted',
      untouched: true,
      error: { code: 'file' },
    });
    expect(asked).toEqual([{ target: 'folder', op: 'settle', id: 1 }]);
  });

  it('while the folder is away: no end is made up for what cannot be seen', async () => {
    const { db, downloads, folder, order } = world;
    const { url } = order('a.mp4', 'bytes');
    const row = { folderId: 'f', path: 'a.mp4', conflict: 'uniquify', startedAt: 1, state: 'writing' };
    const id = await db.writes.add({ ...row, url } as FolderWrite);
    folder.permission = 'prompt';
    expect(await downloads.findByUrl(url)).toMatchObject({
      state: 'interrupted',
      unseen: true,
      error: { code: 'grant' },
    });
    expect(await db.writes.get(id)).toMatchObject({ state: 'writing' });
  });

  it('and left rows that nobody asks for: they are swept once, by a worker that has lived a while', async () => {
    const { asked, downloads, ends, folder, order, startedId } = world;
    await startedId('a.mp4', '1');
    expect(asked.map(({ op }) => op)).toEqual(['run']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    try {
      await startedId('b.mp4', '2');
      await downloads.start(order('c.mp4', '3'));
    } finally {
      vi.useRealTimers();
    }
    await vi.waitFor(() => expect(ends).toHaveLength(3));
    expect(asked.filter(({ op }) => op === 'sweep')).toHaveLength(1);
    expect(Object.keys(await folder.files())).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
  });
});
