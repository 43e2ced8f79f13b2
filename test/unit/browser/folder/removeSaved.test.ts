import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { countPlaced, removeSaved } from '@/lib/browser/folder/removeSaved';
import { createFakeFolderDb } from '@/test/fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '@/test/fakes/fakeGrantedFolder';
import { aRecord } from '@/test/fakes/rows';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`remove-${tests}`);
  const { db: folders, choose } = createFakeFolderDb(`remove-folders-${tests}`);
  const saved = createFakeGrantedFolder('Saved');
  await choose('here', saved, 1);
  const put = async (postId: string, more: object = { folder: 'here' }): Promise<string> => {
    const record = aRecord({ postId, path: `Saved/p/${postId}.mp4`, ...more });
    await db.records.put(record);
    saved.put(`p/${postId}.mp4`, postId);
    return record.key;
  };
  return { db, folders, saved, put };
};

it('takes the files of records that were saved into the folder, and nothing else', async () => {
  const { db, folders, saved, put } = await setUp();
  const keys = [
    await put('1'),
    await put('2'),
    // A file of the person's may lie at the path that another computer's library names.
    await put('3', { folder: 'here', imported: true }),
    await put('4', { folder: undefined, downloadId: 7 }),
  ];
  await put('5');
  saved.put('p/stranger.mp4', 'not ours');
  expect(await countPlaced(db, keys)).toBe(2);
  expect(await removeSaved(db, folders, keys)).toEqual({ ok: true, value: true });
  expect(Object.keys(await saved.files()).toSorted()).toEqual(
    ['3', '4', '5', 'stranger'].map((name) => `p/${name}.mp4`),
  );
  // What is gone already counts as taken.
  expect(await removeSaved(db, folders, keys)).toEqual({ ok: true, value: true });
  expect(await db.records.count()).toBe(5);
});

it('stops where the folder cannot be written to', async () => {
  const { db, folders, saved, put } = await setUp();
  const key = await put('1');
  saved.permission = 'prompt';
  expect(await removeSaved(db, folders, [key])).toMatchObject({ ok: false, error: { code: 'grant' } });
});
