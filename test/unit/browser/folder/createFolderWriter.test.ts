import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import type { FolderWrite } from '@/lib/browser/folder/folderDb';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const { db, choose } = createFakeFolderDb(`writer-${tests}`);
  const folder = createFakeGrantedFolder();
  await choose('f', folder, 1);
  const writer = createFolderWriter(db);
  const add = async (path: string, text: string, more: object = {}): Promise<number> => {
    const url = URL.createObjectURL(new Blob([text]));
    const row = { folderId: 'f', url, path, conflict: 'uniquify' as const, startedAt: Date.now(), state: 'writing' };
    return db.writes.add({ ...row, ...more } as FolderWrite);
  };
  return { db, choose, folder, writer, add };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('a file of the granted folder', () => {
  it('gets its name once its bytes are whole, and leaves nothing beside', async () => {
    const { folder, writer, add } = world;
    const seen: string[][] = [];
    folder.before = async (step) => {
      if (step === 'move') seen.push(Object.keys(await folder.files()));
    };
    const done = await writer.run(await add('a/b/clip.mp4', 'bytes'));
    expect(done).toMatchObject({ state: 'complete', landed: 'a/b/clip.mp4', bytes: 5 });
    expect(await folder.files()).toEqual({ 'a/b/clip.mp4': 'bytes' });
    expect(seen).toEqual([[expect.stringMatching(/^a\/b\/\.tokshelf-\w+-1\.part\.mp4$/)]]);
    expect(writer.idle()).toBe(true);
  });

  it('is numbered beside files of others, as a browser numbers, and replaces none', async () => {
    const { folder, writer, add } = world;
    folder.put('a/clip.mp4', 'theirs');
    folder.put('a/clip (1).mp4', 'theirs, too');
    const done = await writer.run(await add('a/clip.mp4', 'ours'));
    expect(done).toMatchObject({ state: 'complete', landed: 'a/clip (2).mp4' });
    expect(await folder.files()).toEqual({
      ...{ 'a/clip.mp4': 'theirs', 'a/clip (1).mp4': 'theirs, too', 'a/clip (2).mp4': 'ours' },
    });
  });

  it('takes no name that a folder has', async () => {
    const { folder, writer, add } = world;
    folder.put('clip.mp4/inside', 'theirs');
    expect(await writer.run(await add('clip.mp4', 'ours'))).toMatchObject({ landed: 'clip (1).mp4' });
  });

  it('replaces a file only where it is told to', async () => {
    const { folder, writer, add } = world;
    folder.put('clip.mp4', 'old');
    await writer.run(await add('clip.mp4', 'new', { conflict: 'overwrite' }));
    expect(await folder.files()).toEqual({ 'clip.mp4': 'new' });
  });

  it('that race for one name get one each, from two documents even', async () => {
    const { db, folder, writer, add } = world;
    const other = createFolderWriter(db);
    const ids = await Promise.all(Array.from({ length: 6 }, (_, index) => add('clip.mp4', `${index}`)));
    await Promise.all(ids.map((id, index) => (index % 2 === 0 ? writer : other).run(id)));
    const files = await folder.files();
    expect(Object.keys(files)).toHaveLength(6);
    expect(Object.values(files).toSorted()).toEqual(['0', '1', '2', '3', '4', '5']);
  });
});

describe('what stands in the way', () => {
  it.each([
    ['a grant that lapses at the first step', 'folder', 'prompt'],
    ['a grant that lapses while bytes flow', 'write', 'prompt'],
    ['a grant that lapses before the name is given', 'move', 'prompt'],
  ] as const)('%s is no fault of the file', async (_, at, state) => {
    const { folder, writer, add } = world;
    folder.before = (step) => {
      if (step === at) folder.permission = state;
    };
    const done = await writer.run(await add('a/clip.mp4', 'bytes'));
    expect(done).toMatchObject({ state: 'failed', code: 'grant' });
  });

  it('a drive that is pulled out is a matter of the folder', async () => {
    const { folder, writer, add } = world;
    folder.before = () => {
      throw new DOMException('gone', 'NotFoundError');
    };
    expect(await writer.run(await add('a/clip.mp4', 'x'))).toMatchObject({ state: 'failed', code: 'grant' });
  });

  it('a folder that somebody deletes in the middle is not: to allow it again would mend nothing', async () => {
    const { folder, writer, add } = world;
    folder.before = (step) => {
      if (step === 'write') throw new DOMException('gone', 'NotFoundError');
    };
    expect(await writer.run(await add('a/clip.mp4', 'x'))).toMatchObject({ state: 'failed', code: 'folder' });
  });

  it.each([
    ['a full disk', new DOMException('full', 'QuotaExceededError'), 'space'],
    ['anything else', new DOMException('?', 'UnknownError'), 'folder'],
  ])('%s leaves no part behind', async (_, problem, code) => {
    const { folder, writer, add } = world;
    let pieces = 0;
    folder.before = (step) => {
      if (step !== 'write') return;
      pieces += 1;
      if (pieces === 2) throw problem;
    };
    expect(await writer.run(await add('a/clip.mp4', 'bytes'))).toMatchObject({ state: 'failed', code });
    expect(await folder.files()).toEqual({});
  });

  it('a name that is too long says so, and leaves no part behind', async () => {
    const { folder, writer, add } = world;
    const done = await writer.run(await add(`a/${'é'.repeat(126)}.mp4`, 'bytes'));
    expect(done).toMatchObject({ state: 'failed', code: 'path', detail: 'FILE_NAME_TOO_LONG' });
    expect(await folder.files()).toEqual({});
  });

  it('a name that is not allowed is a matter of the path', async () => {
    const { folder, writer, add } = world;
    const done = await writer.run(await add('a/what?.mp4', 'bytes'));
    expect(done).toMatchObject({ state: 'failed', code: 'path', detail: expect.not.stringContaining('TOO_LONG') });
    expect(await folder.files()).toEqual({});
  });

  it('bytes that were let go are fetched again', async () => {
    const { folder, writer, add, db } = world;
    const id = await add('clip.mp4', 'bytes');
    URL.revokeObjectURL((await db.writes.get(id))?.url ?? '');
    expect(await writer.run(id)).toMatchObject({ state: 'failed', code: 'file' });
    expect(await folder.files()).toEqual({});
  });

  it('bytes that break off on the way are fetched again: no name was refused', async () => {
    const { folder, writer, add } = world;
    const broken = new ReadableStream({ pull: (stream) => stream.error(new TypeError('network error')) });
    vi.stubGlobal('fetch', async () => new Response(broken));
    expect(await writer.run(await add('a/clip.mp4', 'bytes'))).toMatchObject({ state: 'failed', code: 'file' });
    vi.unstubAllGlobals();
    expect(await folder.files()).toEqual({});
  });

  it.each([
    ['a Blob', new Blob(['held'])],
    ['bytes in memory', new TextEncoder().encode('held')],
  ])('bytes that a drive takes no more while it goes away are not at fault: %s', async (_, held) => {
    const { folder, db, add } = world;
    const writer = createFolderWriter(db, { bytesAt: () => held });
    let pieces = 0;
    folder.before = (step) => {
      if (step !== 'write') return;
      pieces += 1;
      if (pieces < 2) return;
      folder.permission = 'prompt';
      throw new DOMException('gone', 'NotReadableError');
    };
    expect(await writer.run(await add('a/clip.mp4', 'bytes'))).toMatchObject({ state: 'failed', code: 'grant' });
  });

  it('a file that cannot be written to is no name that is too long', async () => {
    const { folder, writer, add } = world;
    let pieces = 0;
    folder.before = (step) => {
      if (step !== 'write') return;
      pieces += 1;
      if (pieces === 2) throw new DOMException('state changed', 'InvalidStateError');
    };
    expect(await writer.run(await add('a/clip.mp4', 'bytes'))).toMatchObject({ state: 'failed', code: 'folder' });
  });

  it('a disk that took fewer bytes than it was given is found out', async () => {
    const { folder, writer, add } = world;
    folder.before = (step, name) => {
      if (step === 'read' && name.endsWith('.part.mp4')) folder.put(`a/${name}`, 'b');
    };
    expect(await writer.run(await add('a/clip.mp4', 'bytes'))).toMatchObject({
      code: 'file',
      detail: '1 of 5 bytes were written',
    });
    expect(await folder.files()).toEqual({});
  });
});

describe('after a death', () => {
  const partOf = async (id: number): Promise<string> => {
    const startedAt = (await world.db.writes.get(id))?.startedAt ?? 0;
    return `.tokshelf-${startedAt.toString(36)}-${id}.part.mp4`;
  };

  it('half a file is taken away with what the browser itself left', async () => {
    const { folder, writer, add } = world;
    const id = await add('a/clip.mp4', 'bytes');
    folder.put(`a/${await partOf(id)}`, 'by');
    folder.put(`a/${await partOf(id)}.crswap`, 'by');
    expect(await writer.settle(id)).toMatchObject({ state: 'failed', code: 'file' });
    expect(await folder.files()).toEqual({});
  });

  it('whole bytes get a name that is free now, not the one that was free then', async () => {
    const { folder, writer, add } = world;
    const id = await add('a/clip.mp4', 'bytes', { state: 'moving', landed: 'a/clip.mp4', bytes: 5 });
    folder.put(`a/${await partOf(id)}`, 'bytes');
    folder.put('a/clip.mp4', 'theirs');
    expect(await writer.settle(id)).toMatchObject({ state: 'complete', landed: 'a/clip (1).mp4' });
    expect(await folder.files()).toEqual({ 'a/clip.mp4': 'theirs', 'a/clip (1).mp4': 'bytes' });
  });

  it('a file that has its name already is there', async () => {
    const { folder, writer, add, db } = world;
    const id = await add('a/clip.mp4', 'bytes', { state: 'moving', landed: 'a/clip.mp4', bytes: 5 });
    folder.put('a/clip.mp4', 'bytes');
    expect(await writer.settle(id)).toMatchObject({ state: 'complete', landed: 'a/clip.mp4' });
    expect(await db.writes.get(id)).toMatchObject({ state: 'complete' });
  });

  it('another file under that name is not taken for it', async () => {
    const { folder, writer, add } = world;
    const id = await add('a/clip.mp4', 'bytes', { state: 'moving', landed: 'a/clip.mp4', bytes: 5 });
    folder.put('a/clip.mp4', 'something else');
    expect(await writer.settle(id)).toMatchObject({ state: 'failed', code: 'file' });
    expect(await folder.files()).toEqual({ 'a/clip.mp4': 'something else' });
  });

  it('nothing ends while the folder cannot be read, and all goes on once it can', async () => {
    const { folder, writer, add, db } = world;
    const id = await add('a/clip.mp4', 'bytes', { state: 'moving', landed: 'a/clip.mp4', bytes: 5 });
    folder.put(`a/${await partOf(id)}`, 'bytes');
    folder.permission = 'prompt';
    expect(await writer.settle(id)).toMatchObject({ state: 'failed', code: 'grant' });
    expect(await db.writes.get(id)).toMatchObject({ state: 'moving' });
    folder.permission = 'granted';
    expect(await writer.settle(id)).toMatchObject({ state: 'complete', landed: 'a/clip.mp4' });
  });

  it('a write ends in the folder that it began in, whichever was chosen since', async () => {
    const { choose, folder, writer, add } = world;
    const id = await add('clip.mp4', 'bytes');
    const other = createFakeGrantedFolder('Other');
    await choose('other', other, 2);
    expect(await writer.run(id)).toMatchObject({ state: 'complete' });
    expect(await folder.files()).toEqual({ 'clip.mp4': 'bytes' });
    expect(await other.files()).toEqual({});
  });

  it('a sweep takes away what nobody asked for any more, and nothing of strangers or of what runs', async () => {
    const { db, folder, writer, add } = world;
    const left = await add('a/left.mp4', 'bytes', { startedAt: Date.now() - 61_000 });
    folder.put(`a/${await partOf(left)}`, 'by');
    // Its folder could not be written to when it failed, so that its part was left.
    const lapsed = { state: 'failed', code: 'grant', detail: '', startedAt: Date.now() - 61_000 };
    const failed = await add('a/lapsed.mp4', 'bytes', lapsed);
    folder.put(`a/${await partOf(failed)}`, 'by');
    const justOrdered = await add('a/ordered.mp4', 'bytes');
    folder.put('a/.somebody.part', 'theirs');
    const old = await add('a/old.mp4', '', { state: 'complete', landed: 'a/old.mp4', bytes: 3, startedAt: 1 });
    folder.put('a/old.mp4', 'old');
    const fresh = await add('a/new.mp4', '', { state: 'complete', landed: 'a/new.mp4', bytes: 3 });
    const busy = await add('a/busy.mp4', 'busy', { startedAt: Date.now() - 61_000 });
    let swept = Promise.resolve();
    folder.before = (step) => {
      folder.before = () => undefined;
      if (step === 'folder') swept = writer.sweep();
    };
    expect(await writer.run(busy)).toMatchObject({ state: 'complete' });
    await swept;
    expect(await folder.files()).toEqual({ 'a/.somebody.part': 'theirs', 'a/old.mp4': 'old', 'a/busy.mp4': 'busy' });
    expect((await db.writes.toArray()).map(({ id }) => id)).toEqual([justOrdered, fresh, busy]);
    expect(old).toBeGreaterThan(0);
  });

  it('a sweep keeps the row of what it cannot reach now', async () => {
    const { db, folder, writer, add } = world;
    const id = await add('a/left.mp4', 'bytes', { startedAt: Date.now() - 61_000 });
    folder.put(`a/${await partOf(id)}`, 'by');
    folder.permission = 'prompt';
    await writer.sweep();
    expect(await db.writes.get(id)).toBeDefined();
    folder.permission = 'granted';
    // A stream that broke off may still hold the file.
    folder.before = (step) => {
      if (step === 'remove') throw new DOMException('locked', 'NoModificationAllowedError');
    };
    await writer.sweep();
    expect(await db.writes.get(id)).toBeDefined();
    folder.before = () => undefined;
    await writer.sweep();
    expect(await db.writes.count()).toBe(0);
    expect(await folder.files()).toEqual({});
  });
});

describe('a write that the worker only told of', () => {
  const toldOf = (id: number, text = 'bytes'): FolderWrite => {
    const url = URL.createObjectURL(new Blob([text]));
    return {
      id,
      folderId: 'f',
      url,
      path: 'a/clip.mp4',
      conflict: 'uniquify',
      startedAt: Date.now(),
      state: 'writing',
    };
  };

  it('has its row before anything lies in the folder', async () => {
    const { db, folder, writer } = world;
    const seen: unknown[] = [];
    folder.before = async (step, name) => {
      if (step === 'file' && name.endsWith('.part.mp4')) seen.push((await db.writes.get(7))?.state);
    };
    expect(await writer.run(7, toldOf(7))).toMatchObject({ state: 'complete', landed: 'a/clip.mp4' });
    expect(seen).toEqual(['moving']);
  });

  it('asks for a folder of its own alone, not for those above it once more', async () => {
    const { folder, writer } = world;
    const asked: string[] = [];
    folder.before = (step, name) => {
      if (step === 'folder') asked.push(name);
    };
    await writer.run(7, { ...toldOf(7), path: 'a/b/c/1.mp4' });
    await writer.run(8, { ...toldOf(8), path: 'a/b/d/2.mp4' });
    await writer.run(9, { ...toldOf(9), path: 'a/b/d/3.mp4' });
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    expect(Object.keys(await folder.files())).toEqual(['a/b/c/1.mp4', 'a/b/d/2.mp4', 'a/b/d/3.mp4']);
  });

  it('shares a transaction with others that come while one is under way', async () => {
    const { db, folder, writer } = world;
    const put = vi.spyOn(db.writes, 'bulkPut');
    const ids = [11, 12, 13, 14, 15, 16];
    await Promise.all(ids.map((id) => writer.run(id, { ...toldOf(id, `${id}`), path: `a/${id}.mp4` })));
    expect(Object.keys(await folder.files())).toHaveLength(6);
    expect(put.mock.calls.flatMap(([rows]) => rows)).toHaveLength(6);
    expect(put.mock.calls.length).toBeLessThan(4);
  });

  it('waits for nobody when it comes alone, and goes with those that come moments after it', async () => {
    const { db, writer, add } = world;
    const put = vi.spyOn(db.writes, 'bulkPut');
    const [first = 0, ...others] = await Promise.all([1, 2, 3, 4].map((n) => add(`${n}.mp4`, `${n}`)));
    await writer.run(first);
    expect(put).toHaveBeenCalledTimes(1);
    // One after the other, each before the next is there.
    const running = [];
    for (const id of others) {
      running.push(writer.run(id));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await Promise.all(running);
    expect(put).toHaveBeenCalledTimes(2);
  });

  it('takes the bytes from whoever holds them in its document, without a way through their address', async () => {
    const { db, folder } = world;
    const read = vi.spyOn(globalThis, 'fetch');
    const writer = createFolderWriter(db, { bytesAt: (url) => (url === 'blob:held' ? new Blob(['held']) : undefined) });
    expect(await writer.run(7, { ...toldOf(7), url: 'blob:held' })).toMatchObject({ state: 'complete', bytes: 4 });
    expect(read).not.toHaveBeenCalled();
    expect(await writer.run(8, { ...toldOf(8), path: 'a/b.mp4' })).toMatchObject({ state: 'complete' });
    expect(read).toHaveBeenCalledTimes(1);
    expect(await folder.files()).toEqual({ 'a/clip.mp4': 'held', 'a/b.mp4': 'bytes' });
    read.mockRestore();
  });

  it('is done once though a worker that took over tells of it again', async () => {
    const { folder, writer } = world;
    const write = toldOf(7);
    const both = await Promise.all([writer.run(7, write), writer.run(8, { ...write, id: 8 })]);
    expect(both.map((done) => done?.state)).toEqual(['complete', 'complete']);
    expect(await folder.files()).toEqual({ 'a/clip.mp4': 'bytes' });
  });

  it('that died before its bytes were whole is no file that was there before, of the same length by chance', async () => {
    const { db, folder, writer } = world;
    const half = { state: 'moving', landed: 'a/clip.mp4', bytes: 5 };
    folder.put('a/clip.mp4', 'bytes');
    await db.writes.put({ ...toldOf(7), ...half, startedAt: Date.now() + 60_000 } as FolderWrite);
    expect(await writer.settle(7)).toMatchObject({ state: 'failed', code: 'file' });
    folder.put(`a/.tokshelf-${(1).toString(36)}-8.part.mp4`, 'byt');
    await db.writes.put({ ...toldOf(8), ...half, startedAt: 1 } as FolderWrite);
    expect(await writer.settle(8)).toMatchObject({ state: 'failed', code: 'file' });
    expect(await folder.files()).toEqual({ 'a/clip.mp4': 'bytes' });
  });

  it('goes into its folder though that was taken away since the last file', async () => {
    const { folder, writer } = world;
    await writer.run(7, toldOf(7));
    const root = await folder.handle.getDirectoryHandle('a');
    await root.removeEntry('clip.mp4');
    await folder.handle.removeEntry('a');
    folder.before = () => undefined;
    expect(await writer.run(8, { ...toldOf(8), startedAt: 1 })).toMatchObject({ state: 'complete' });
  });
});
