import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import { countElsewhere, relocateSaved } from '@/lib/browser/folder/relocateSaved';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`relocate-${tests}`);
  const { db: folders, choose } = createFakeFolderDb(`relocate-folders-${tests}`);
  const [target, old, downloads] = [
    createFakeGrantedFolder('New'),
    createFakeGrantedFolder('Old'),
    createFakeGrantedFolder('tiktok'),
  ];
  await choose('new', target, 2);
  await choose('old', old, 1);
  const save = async (postId: string, at: Partial<SaveRecord>, text: string | undefined): Promise<void> => {
    const relativePath = `tiktok/p/${postId}.mp4`;
    const record = { postId, relativePath, basePathKey: `tiktok/p/${postId}`, bytes: 5, ...at };
    await db.records.put(aRecord({ path: `Old/${relativePath}`, ...record }) as SaveRecord);
    if (text !== undefined)
      (at.folder === undefined ? downloads : old).put(at.folder === undefined ? `p/${postId}.mp4` : relativePath, text);
  };
  const stopper = new AbortController();
  const seen: number[] = [];
  const hooks = { signal: stopper.signal, onProgress: ({ moved }: { moved: number }) => void seen.push(moved) };
  const run = () => relocateSaved({ db, folders, writer: createFolderWriter(folders) }, hooks);
  return { db, folders, choose, target, old, downloads, save, stopper, seen, run };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

const inOld = { folder: 'old' };
const inDownloads = (postId: string) => ({ path: `/home/me/Downloads/tiktok/p/${postId}.mp4`, downloadId: 7 });

describe('moving what is saved already', () => {
  it('brings files of an earlier folder, records in step, and takes empty folders away', async () => {
    const { db, old, run, save, seen, target, folders } = world;
    for (const id of ['1', '2', '3']) await save(id, inOld, `text${id}`);
    expect(await countElsewhere(db, folders)).toEqual({ folders: 3, downloads: 0 });
    expect(await run()).toEqual({ ok: true, value: { total: 3, moved: 3, missing: 0, left: 0 } });
    expect(seen).toEqual([1, 2, 3]);
    expect(await old.files()).toEqual({});
    await expect(old.handle.getDirectoryHandle('tiktok')).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await target.files()).toEqual({
      'tiktok/p/1.mp4': 'text1',
      'tiktok/p/2.mp4': 'text2',
      'tiktok/p/3.mp4': 'text3',
    });
    for (const record of await db.records.toArray())
      expect(record).toMatchObject({ folder: 'new', path: `New/tiktok/p/${record.postId}.mp4` });
    expect(await folders.writes.count()).toBe(0);
    expect(await countElsewhere(db, folders)).toEqual({ folders: 0, downloads: 0 });
  });

  it('brings files of the downloads from the folder that the person shows', async () => {
    const { choose, db, downloads, run, save, target, folders } = world;
    await save('1', inDownloads('1'), 'text1');
    expect(await countElsewhere(db, folders)).toEqual({ folders: 0, downloads: 1 });
    expect(await run()).toMatchObject({ value: { moved: 0, missing: 1 } });
    await choose('shown', downloads, 0);
    expect(await run()).toMatchObject({ value: { moved: 1, missing: 0 } });
    expect(await target.files()).toEqual({ 'tiktok/p/1.mp4': 'text1' });
    expect(await downloads.files()).toEqual({});
    const [record] = await db.records.toArray();
    expect(record).toMatchObject({ folder: 'new', path: 'New/tiktok/p/1.mp4' });
    expect(record?.downloadId).toBeUndefined();
  });

  it('a folder shown only to read from is never where new files go', async () => {
    const { choose, downloads, folders, run, save } = world;
    await choose('shown', downloads, 0);
    await folders.folders.bulkDelete(['new', 'old']);
    await save('1', inDownloads('1'), 'text1');
    expect(await run()).toMatchObject({ ok: false, error: { code: 'grant' } });
  });

  it('books in place what lies in the chosen folder already', async () => {
    const { choose, db, downloads, run, save } = world;
    await save('1', inDownloads('1'), 'text1');
    await choose('mine', downloads, 3);
    expect(await run()).toMatchObject({ value: { moved: 1 } });
    expect(await downloads.files()).toEqual({ 'p/1.mp4': 'text1' });
    expect(await db.records.toArray()).toMatchObject([{ folder: 'mine', path: 'tiktok/p/1.mp4' }]);
  });

  it('replaces nothing there, and never takes another file for ours', async () => {
    const { db, old, run, save, target } = world;
    await save('1', inOld, 'text1');
    await save('2', inOld, 'another length');
    await save('3', { ...inOld, imported: true }, 'text3');
    await save('4', { ...inOld, notes: ['exists'] }, 'text4');
    target.put('tiktok/p/1.mp4', 'theirs');
    expect(await run()).toMatchObject({ value: { total: 2, moved: 1, missing: 1 } });
    expect(await target.files()).toEqual({ 'tiktok/p/1.mp4': 'theirs', 'tiktok/p/1 (1).mp4': 'text1' });
    expect(Object.keys(await old.files())).toHaveLength(3);
    expect((await db.records.toArray()).find(({ postId }) => postId === '1')?.path).toBe('New/tiktok/p/1 (1).mp4');
  });

  it.each([
    ['grant', 'NotAllowedError'],
    ['space', 'QuotaExceededError'],
  ])('stops at %s, and goes on from there', async (code, name) => {
    const { old, run, save, target } = world;
    for (const id of ['1', '2', '3']) await save(id, inOld, `text${id}`);
    let moves = 0;
    target.before = (step) => {
      if (step !== 'write') return;
      moves += 1;
      if (moves < 4) return;
      if (name === 'NotAllowedError') target.permission = 'prompt';
      throw new DOMException('?', name);
    };
    expect(await run()).toMatchObject({ ok: false, error: { code } });
    expect(Object.keys(await old.files()).length).toBeGreaterThan(0);
    Object.assign(target, { permission: 'granted', before: () => undefined });
    expect(await run()).toMatchObject({ ok: true });
    expect(await old.files()).toEqual({});
    expect(Object.keys(await target.files())).toEqual(['tiktok/p/1.mp4', 'tiktok/p/2.mp4', 'tiktok/p/3.mp4']);
  });

  it('a file that cannot be taken stays where it is, and the others come', async () => {
    const { old, run, save, target } = world;
    for (const id of ['1', '2']) await save(id, inOld, `text${id}`);
    let moves = 0;
    target.before = (step) => {
      if (step !== 'move') return;
      moves += 1;
      if (moves === 1) throw new DOMException('?', 'InvalidStateError');
    };
    expect(await run()).toMatchObject({ value: { moved: 1, left: 1 } });
    expect(await old.files()).toEqual({ 'tiktok/p/1.mp4': 'text1' });
  });

  it('stops when told to', async () => {
    const { run, save, stopper, target } = world;
    for (const id of ['1', '2', '3']) await save(id, inOld, `text${id}`);
    target.before = (step) => {
      if (step === 'move') stopper.abort();
    };
    expect(await run()).toMatchObject({ value: { total: 3, moved: 1 } });
  });

  it('is done by one page at a time', async () => {
    const { run, save } = world;
    await save('1', inOld, 'text1');
    const [first, second] = await Promise.all([run(), run()]);
    expect([first.ok, second.ok].toSorted()).toEqual([false, true]);
  });
});

it('a death at any step loses nothing: taken up, each file is there once, with its record', async () => {
  // A page that dies lets go of its locks; these here would be held for ever.
  const request = (...all: unknown[]): unknown => (all.at(-1) as (lock: object) => unknown)({});
  vi.spyOn(navigator.locks, 'request').mockImplementation(request as never);
  for (let dies = 1; ; dies += 1) {
    const { db, folders, old, run, save, target } = await setUp();
    for (const id of ['1', '2']) await save(id, inOld, `text${id}`);
    const { promise: died, resolve: die } = Promise.withResolvers<false>();
    let steps = 0;
    const step = (): Promise<void> | undefined => {
      steps += 1;
      if (steps === dies) die(false);
      return steps < dies ? undefined : new Promise(() => undefined);
    };
    for (const folder of [target, old]) Object.assign(folder, { before: step });
    const ended = await Promise.race([run().then(() => true), died]);
    if (ended) {
      expect(dies).toBeGreaterThan(20);
      return;
    }
    for (const folder of [target, old]) Object.assign(folder, { before: () => undefined });
    const again = await relocateSaved(
      { db, folders, writer: createFolderWriter(folders) },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );
    expect(again.ok).toBe(true);
    expect(await target.files(), `death at step ${dies}`).toEqual({
      'tiktok/p/1.mp4': 'text1',
      'tiktok/p/2.mp4': 'text2',
    });
    expect(await old.files(), `death at step ${dies}`).toEqual({});
    for (const record of await db.records.toArray())
      expect(record).toMatchObject({ folder: 'new', path: `New/tiktok/p/${record.postId}.mp4` });
    expect(await folders.writes.count()).toBe(0);
  }
}, 60_000);
