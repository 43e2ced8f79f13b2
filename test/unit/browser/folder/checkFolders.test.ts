import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { checkFolders } from '@/lib/browser/folder/checkFolders';
import type { CheckTally } from '@/lib/ports/FolderAccess';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`check-${tests}`);
  const { db: folders, choose } = createFakeFolderDb(`check-folders-${tests}`);
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
  const stopper = new AbortController();
  const check = () =>
    checkFolders(db, folders, { signal: stopper.signal, onProgress: (tally) => void told.push(tally) });
  const missing = async () =>
    (await db.records.filter((one) => one.missing === true).toArray()).map((one) => one.postId);
  return { db, choose, folder, save, take, check, missing, told, stopper };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('a look at the saved files', () => {
  it('marks what is gone or has another length, and no longer what is back', async () => {
    const { check, folder, missing, save, take } = world;
    for (const name of ['a', 'b', 'c', 'd']) await save(name);
    await save('e', { missing: true });
    await take('b');
    folder.put('tiktok/p/c.mp4', 'cut');
    expect(await check()).toEqual({ ok: true, value: { total: 5, there: 3, missing: 1, changed: 1 } });
    expect(await missing()).toEqual(['b', 'c']);
    folder.put('tiktok/p/b.mp4', 'bytes');
    expect(await check()).toMatchObject({ value: { there: 4, missing: 0, changed: 1 } });
    expect(await missing()).toEqual(['c']);
  });

  it('says nothing of what it cannot see: downloads, and folders that may not be read now', async () => {
    const { check, choose, db, folder, missing, save } = world;
    await save('a');
    await db.records.put(aRecord({ postId: 'download' }));
    const away = createFakeGrantedFolder('Away');
    away.permission = 'prompt';
    await choose('g', away, 2);
    await db.records.put(aRecord({ postId: 'away', path: 'Away/x.mp4', folder: 'g' }));
    expect(await check()).toEqual({ ok: true, value: { total: 1, there: 1, missing: 0, changed: 0 } });
    folder.before = () => {
      throw new DOMException('taken away', 'NotAllowedError');
    };
    await expect(check()).resolves.toMatchObject({ value: { total: 0 } });
    expect(await missing()).toEqual([]);
  });

  it('lists each folder once, marks as it goes, and stops when it is told to', async () => {
    const { check, folder, missing, save, stopper, take, told } = world;
    for (let n = 0; n < 1100; n += 1) await save(String(n).padStart(4, '0'));
    await take('0001');
    await take('1099');
    let lists = 0;
    folder.before = (step, name) => {
      if (step === 'list' && name === 'p') lists += 1;
      if (step === 'read' && name === '0700.mp4') stopper.abort();
    };
    expect(await check()).toMatchObject({ value: { total: 1100, there: 700, missing: 1 } });
    expect(lists).toBe(1);
    expect(told).toHaveLength(2);
    expect(await missing()).toEqual(['0001']);
  });
});
