import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import type { ListedDownload } from '@/lib/browser/downloads/listDownloads';
import { adoptFound } from '@/lib/browser/folder/check/adoptFound';
import { checkLibrary } from '@/lib/browser/folder/check/checkLibrary';
import { createCheckDisk } from '@/lib/browser/folder/check/createCheckDisk';
import type { CheckTally } from '@/lib/ports/FolderAccess';
import { createFakeFolderDb } from '../../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../../fakes/rows';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`check-${tests}`);
  const { db: own, choose } = createFakeFolderDb(`check-folders-${tests}`);
  const folder = createFakeGrantedFolder('Saved');
  await choose('f', folder, 1);
  const save = async (name: string, more: object = {}): Promise<void> => {
    const relativePath = `tiktok/p/${name}.mp4`;
    await db.records.put(
      aRecord({ postId: name, bytes: 5, path: `Saved/${relativePath}`, relativePath, folder: 'f', ...more }),
    );
    folder.put(relativePath, 'bytes');
  };
  const take = async (name: string): Promise<void> => {
    const inside = await (await folder.handle.getDirectoryHandle('tiktok')).getDirectoryHandle('p');
    await inside.removeEntry(`${name}.mp4`);
  };
  const told: CheckTally[] = [];
  let stopper = new AbortController();
  const items: ListedDownload[] = [];
  const downloads = async (after: string) => items.filter(({ startedAt }) => startedAt > after).slice(0, 2);
  const check = () => {
    stopper = new AbortController();
    const { signal } = stopper;
    return checkLibrary(
      { db, own, downloads, disk: createCheckDisk() },
      { signal, onProgress: (tally) => void told.push(tally) },
    );
  };
  const missing = async () =>
    (await db.records.filter((one) => one.missing === true).toArray()).map((one) => one.postId);
  const found = async (kind: string) =>
    (await own.findings.where('kind').equals(kind).toArray()).map(({ path }) => path);
  const relisted: string[] = [];
  const relist = async (id: string) => void relisted.push(id);
  return {
    relist,
    relisted,
    db,
    own,
    choose,
    folder,
    save,
    take,
    check,
    missing,
    found,
    told,
    items,
    stop: () => stopper.abort(),
  };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

const post = (end: number): string => `73000000000000000${String(end).padStart(2, '0')}`;

describe('a look at the saved files', () => {
  it('marks what is gone or has another length, names it, and no longer what is back', async () => {
    const { check, folder, found, missing, save, take } = world;
    for (const name of ['a', 'b', 'c', 'd']) await save(name);
    await save('e', { missing: true });
    await take('b');
    folder.put('tiktok/p/c.mp4', 'cut');
    expect(await check()).toMatchObject({
      ok: true,
      value: { total: 5, there: 3, missing: 1, changed: 1, foreign: 0 },
    });
    expect(await missing()).toEqual(['b', 'c']);
    expect(await found('missing')).toEqual(['Saved/tiktok/p/b.mp4']);
    expect(await found('changed')).toEqual(['Saved/tiktok/p/c.mp4']);
    folder.put('tiktok/p/b.mp4', 'bytes');
    expect(await check()).toMatchObject({ value: { there: 4, missing: 0, changed: 1 } });
    expect(await missing()).toEqual(['c']);
    expect(await found('missing')).toEqual([]);
  });

  it('says of how many it cannot see anything, and marks none of them', async () => {
    const { check, choose, db, missing, save } = world;
    await save('a');
    await db.records.put(aRecord({ postId: 'download' }));
    const away = createFakeGrantedFolder('Away');
    away.permission = 'prompt';
    await choose('g', away, 2);
    await db.records.put(aRecord({ postId: 'away', path: 'Away/x.mp4', folder: 'g' }));
    expect(await check()).toMatchObject({ ok: true, value: { total: 3, there: 1, missing: 0, changed: 0, unseen: 2 } });
    expect(await missing()).toEqual([]);
  });

  it('takes out records that cannot be read, and counts them', async () => {
    const { check, db, found, save } = world;
    await save('a');
    await db.records.put({ key: 'broken' } as never);
    await db.records.put({ ...aRecord({ postId: 'b', folder: 'f' }), path: 7 } as never);
    expect(await check()).toMatchObject({ ok: true, value: { total: 3, there: 1, missing: 0, broken: 2 } });
    expect(await db.records.toCollection().primaryKeys()).toEqual(['a:video:0']);
    expect(await found('missing')).toEqual([]);
  });

  it('believes nothing of a folder that goes away in the middle, and goes on when it is back', async () => {
    const { check, folder, missing, save } = world;
    for (const name of ['a', 'b']) await save(name);
    let isAway = false;
    folder.before = (step, name) => {
      isAway ||= step === 'folder' && name === 'p';
      if (isAway) throw new DOMException(name, 'NotFoundError');
    };
    await expect(check()).rejects.toThrow();
    expect(await missing()).toEqual([]);
    folder.before = () => undefined;
    expect(await check()).toMatchObject({ value: { total: 2, there: 2, missing: 0 } });
  });

  it('looks on where a file is in the place of a folder, or nothing can be called so', async () => {
    const { check, folder, missing, save } = world;
    await save('a');
    await save('b', { path: 'Saved/tiktok/q/b.mp4' });
    await save('c', { path: 'Saved/tiktok/p/c:.mp4' });
    folder.put('tiktok/q', 'a file');
    expect(await check()).toMatchObject({ ok: true, value: { total: 3, there: 1, missing: 2 } });
    expect(await missing()).toEqual(['b', 'c']);
  });

  it('asks the browser about downloads, as far as its list goes', async () => {
    const { check, db, found, items, missing } = world;
    for (const id of [1, 2, 3, 4, 5])
      await db.records.put(aRecord({ postId: `d${id}`, path: `/d/${id}.mp4`, downloadId: id }));
    const item = (id: number, exists: boolean, path = `/d/${id}.mp4`) =>
      items.push({ id, path, exists, startedAt: `2026-01-0${id}` });
    item(1, true);
    item(2, false);
    item(3, false, '/somebody/else.mp4');
    item(4, true);
    expect(await check()).toMatchObject({ value: { total: 5, there: 2, missing: 1, unseen: 2 } });
    expect(await missing()).toEqual(['d2']);
    expect(await found('missing')).toEqual(['/d/2.mp4']);
  });

  it('opens each folder once, and goes on where it was stopped, or died, counting nothing twice', async () => {
    const { check, folder, missing, own, save, stop, take, told } = world;
    for (let n = 0; n < 1100; n += 1) await save(String(n).padStart(4, '0'));
    await take('0001');
    await take('1099');
    let opened = 0;
    let stopped = false;
    folder.before = (step, name) => {
      if (step === 'folder' && name === 'p') opened += 1;
      if (step === 'read' && name === '0700.mp4' && !stopped) {
        stopped = true;
        stop();
      }
    };
    expect(await check()).toMatchObject({ value: { total: 1100, there: 499, missing: 1 } });
    expect(opened).toBe(1);
    expect(told).toMatchObject([
      { total: 1100, there: 0, missing: 0 },
      { total: 1100, there: 499, missing: 1 },
    ]);
    expect(await missing()).toEqual(['0001']);
    expect(await own.checks.toArray()).toMatchObject([{ phase: 'records' }]);
    folder.before = () => undefined;
    expect(await check()).toMatchObject({ value: { total: 1100, there: 1098, missing: 2, changed: 0, unseen: 0 } });
    expect(await missing()).toEqual(['0001', '1099']);
    expect(await own.checks.toArray()).toMatchObject([{ phase: 'done' }]);
    expect(await own.findings.count()).toBe(2);
  });
});

describe('what else lies in the folder', () => {
  it('is listed, but for what is our own and not whole', async () => {
    const { check, folder, found, save } = world;
    await save('a');
    folder.put('.tokshelf/000.jsonl', 'list');
    folder.put('tiktok/p/.tokshelf-x-1.part.mp4', 'half');
    folder.put('tiktok/p/holiday.mp4', 'theirs');
    folder.put('notes.txt', 'theirs');
    expect(await check()).toMatchObject({ value: { there: 1, foreign: 2, adoptable: 0 } });
    expect((await found('foreign')).toSorted()).toEqual(['Saved/notes.txt', 'Saved/tiktok/p/holiday.mp4']);
  });

  it('is passed by where it went away in the middle of the look', async () => {
    const { check, folder } = world;
    folder.put('here/a.jpg', 'theirs');
    folder.put('gone/b.jpg', 'theirs');
    folder.put('here/day-metadata.json', JSON.stringify({ post: { id: post(1) } }));
    folder.before = (step, name) => {
      if ((step === 'folder' && name === 'gone') || (step === 'file' && name === 'day-metadata.json'))
        throw new DOMException(name, 'NotFoundError');
    };
    expect(await check()).toMatchObject({ ok: true, value: { foreign: 2, adoptable: 0 } });
  });

  it('is taken in by a press where its name, or a sidecar beside it, says whose it is', async () => {
    const { check, db, folder, found, own, relist, relisted, save } = world;
    await save(post(1));
    folder.put(`moved/${post(1)}-video.mp4`, 'twice');
    folder.put(`moved/${post(2)}.mp4`, 'by name');
    folder.put(`moved/${post(3)}-image-02.jpeg`, 'picture');
    folder.put(`moved/${post(3)}-image.jpeg`, 'which picture?');
    folder.put('moved/day-metadata.json', JSON.stringify({ post: { id: post(4) } }));
    folder.put('moved/day-video.mp4', 'by sidecar');
    for (const ending of ['html', 'svg', 'exe']) folder.put(`moved/${post(6)}-cover.${ending}`, 'somebody else’s');
    folder.put('moved/night-metadata.json', '{"post": ');
    folder.put('moved/night-video.mp4', 'no sidecar');
    expect(await check()).toMatchObject({ value: { foreign: 7, adoptable: 4 } });
    expect((await found('adoptable')).toSorted()).toEqual(
      [`${post(2)}.mp4`, `${post(3)}-image-02.jpeg`, 'day-metadata.json', 'day-video.mp4']
        .map((name) => `Saved/moved/${name}`)
        .toSorted(),
    );
    expect(await adoptFound(db, own, relist)).toEqual({ ok: true, value: 4 });
    expect(await db.records.get(`${post(3)}:image:02`)).toMatchObject({
      ...{ path: `Saved/moved/${post(3)}-image-02.jpeg`, bytes: 7, folder: 'f', imported: true, notes: ['exists'] },
    });
    expect(await db.records.get(`${post(4)}:video:0`)).toMatchObject({ postId: post(4), bytes: 10 });
    expect(await found('adoptable')).toEqual([]);
    // They are older than what the folder's newest list tells of.
    expect(relisted).toEqual(['f']);
    expect(await check()).toMatchObject({ value: { total: 5, there: 5, foreign: 7, adoptable: 0 } });
  });

  it('is told of some at a time, and looked through no further once it is stopped', async () => {
    const { check, folder, found, stop, told } = world;
    for (let n = 0; n < 1200; n += 1) folder.put(`mine/${n}.jpg`, 'theirs');
    const named = (n: number): string =>
      JSON.stringify({ post: { id: `7300000000000001${String(n).padStart(3, '0')}` } });
    for (let n = 0; n < 250; n += 1) folder.put(`mine/day ${n}-metadata.json`, named(n));
    let read = 0;
    folder.before = (step) => {
      if (step === 'read') read += 1;
      if (read === 30) stop();
    };
    expect(await check()).toMatchObject({ value: { foreign: 0, adoptable: 0 } });
    expect(read).toBe(100);
    folder.before = () => undefined;
    told.splice(0);
    expect(await check()).toMatchObject({ value: { foreign: 1200, adoptable: 250 } });
    expect(told.map(({ foreign, adoptable }) => foreign + adoptable)).toEqual([0, 500, 1000, 1450, 1450]);
    expect(await found('foreign')).toHaveLength(1200);
  });

  it('takes the place of a file that is missing, never of one that is there', async () => {
    const { check, db, folder, found, own, relist, save, take } = world;
    await save(post(1));
    await save(post(2));
    await take(post(1));
    folder.put(`else/${post(1)}.mp4`, 'moved by hand');
    await check();
    await db.records.update(`${post(1)}:video:0`, { missing: true });
    expect(await adoptFound(db, own, relist)).toEqual({ ok: true, value: 1 });
    expect(await db.records.get(`${post(1)}:video:0`)).toMatchObject({ path: `Saved/else/${post(1)}.mp4` });
    expect((await db.records.get(`${post(1)}:video:0`))?.missing).toBeUndefined();
    // It would be saved again, or forgotten, by a press for all that are missing.
    expect(await found('missing')).toEqual([]);
  });
});
