import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import { createRenamer } from '@/lib/browser/folder/createRenamer';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { settingsSchema } from '@/lib/model/settings';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';

const span = (value: string) => ({ value, firstSeen: 1, lastSeen: 1 });

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`renamer-${tests}`);
  const { db: folders, choose } = createFakeFolderDb(`renamer-folders-${tests}`);
  const disk = createFakeGrantedFolder('Saved');
  await choose('mine', disk, 1);
  const relisted: string[] = [];
  let settings = settingsSchema.parse({ place: 'folder' });
  const relist = async (id: string): Promise<void> => void relisted.push(id);
  const renamer = createRenamer({ db, folders, writer: createFolderWriter(folders), relist }, async () => settings);
  const save = async (postId: string, path: string, more: Partial<SaveRecord> = {}): Promise<void> => {
    disk.put(path, postId.padEnd(5));
    const facts = { postId, relativePath: path, path: `Saved/${path}`, bytes: 5, folder: 'mine', authorSecUid: 'ada' };
    await db.records.put(aRecord({ ...facts, basePathKey: path.slice(0, -4).toLowerCase(), ...more }));
  };
  const meet = (...nicknames: readonly string[]) =>
    db.authors.put({
      ...{ secUid: 'ada', uid: '1', handles: [span('ada')], nicknames: nicknames.map(span) },
      ...{ folder: 'Ada', folderKey: 'ada' },
    });
  const stopper = new AbortController();
  const run = (signal = stopper.signal) => renamer.run({ signal, onProgress: () => undefined });
  const set = (change: object): void => {
    settings = settingsSchema.parse({ ...settings, ...change });
  };
  return { db, disk, meet, relisted, renamer, run, save, set, stopper };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('people who have other names now', () => {
  it('are asked about by their files, until the name is kept', async () => {
    const { meet, renamer, save } = world;
    await save('1', 'tiktok/post/Ada/1.mp4');
    await save('2', 'tiktok/post/Ada/2.mp4');
    await meet('Ada');
    expect(await renamer.people()).toEqual([]);
    await meet('Ada', 'Countess');
    const [person] = await renamer.people();
    expect(person).toEqual({ secUid: 'ada', before: 'Ada', now: 'Countess', files: 2 });
    if (person) await renamer.keepName(person);
    expect(await renamer.people()).toEqual([]);
    await meet('Ada', 'Countess', 'Lady');
    expect(await renamer.people()).toMatchObject([{ now: 'Lady' }]);
  });

  it('are not asked about with no file there, with a folder named by hand, or against the settings', async () => {
    const { db, meet, renamer, save, set } = world;
    await meet('Ada', 'Countess');
    expect(await renamer.people()).toEqual([]);
    await save('1', 'tiktok/post/Ada/1.mp4');
    set({ askRename: false });
    expect(await renamer.people()).toEqual([]);
    set({ askRename: true });
    expect(await renamer.people()).toHaveLength(1);
    await db.authors.update('ada', { folder: 'By hand', folderKey: 'by hand' });
    expect(await renamer.people()).toEqual([]);
  });

  it('get their folder, and get it back with what the library says of it', async () => {
    const { db, disk, meet, relisted, renamer, run, save } = world;
    await save('1', 'tiktok/post/Ada/1.mp4');
    await meet('Ada', 'Countess');
    expect(await renamer.beginPerson('ada')).toEqual({ ok: true, value: true });
    expect(await run()).toMatchObject({ ok: true, value: { total: 1, moved: 1 } });
    expect(await db.authors.get('ada')).toMatchObject({ folder: 'Countess' });
    expect(await renamer.people()).toEqual([]);
    await renamer.turnBack();
    expect(await run()).toMatchObject({ ok: true, value: { moved: 1 } });
    expect(await disk.files()).toEqual({ 'tiktok/post/Ada/1.mp4': '1    ' });
    expect(await db.authors.get('ada')).toMatchObject({ folder: 'Ada', folderKey: 'ada' });
    expect(relisted).toEqual(['mine', 'mine']);
  });
});

describe('a renaming', () => {
  it('stops when told to, and goes on from there', async () => {
    const { disk, meet, renamer, run, save, stopper } = world;
    for (const id of ['1', '2', '3']) await save(id, `tiktok/post/Ada/${id}.mp4`);
    await meet('Ada', 'Countess');
    await renamer.beginPerson('ada');
    disk.before = (step) => {
      if (step === 'move') stopper.abort();
    };
    expect(await run()).toMatchObject({ value: { total: 3, moved: 1 } });
    expect(await renamer.status()).toMatchObject({ isDone: false, direction: 'there', tally: { total: 3, moved: 1 } });
    // Another one has to wait for the end of this one.
    expect(await renamer.beginPerson('ada')).toMatchObject({ ok: false, error: { code: 'input' } });
    disk.before = () => undefined;
    expect(await run(new AbortController().signal)).toMatchObject({ value: { total: 3, moved: 3 } });
    expect(await renamer.status()).toMatchObject({ isDone: true });
  });

  it('leaves what is gone or was changed where it is, and what the disk refuses', async () => {
    const { disk, meet, renamer, run, save } = world;
    await save('1', 'tiktok/post/Ada/1.mp4');
    await save('2', 'tiktok/post/Ada/2.mp4', { bytes: 6 });
    await save('3', 'tiktok/post/Ada/3.mp4');
    await meet('Ada', 'Countess');
    await renamer.beginPerson('ada');
    disk.before = (step, name) => {
      if (step === 'move' && name === '3.mp4') throw new DOMException('too long', 'InvalidStateError');
    };
    expect(await run()).toMatchObject({ value: { total: 3, moved: 1, missing: 1, left: 1 } });
    expect(Object.keys(await disk.files()).toSorted()).toEqual([
      'tiktok/post/Ada/2.mp4',
      'tiktok/post/Ada/3.mp4',
      'tiktok/post/Countess/1.mp4',
    ]);
  });

  it('stops where the grant lapsed, and is whole after it', async () => {
    const { disk, meet, renamer, run, save } = world;
    for (const id of ['1', '2']) await save(id, `tiktok/post/Ada/${id}.mp4`);
    await meet('Ada', 'Countess');
    await renamer.beginPerson('ada');
    disk.before = (step, name) => {
      if (step === 'move' && name === '2.mp4') disk.permission = 'prompt';
    };
    expect(await run()).toMatchObject({ ok: false, error: { code: 'grant' } });
    expect(await run()).toMatchObject({ ok: false, error: { code: 'grant' } });
    Object.assign(disk, { permission: 'granted', before: () => undefined });
    expect(await run()).toMatchObject({ value: { total: 2, moved: 2 } });
  });

  it('is let go of by a press', async () => {
    const { meet, renamer, save } = world;
    await save('1', 'tiktok/post/Ada/1.mp4');
    await meet('Ada', 'Countess');
    await renamer.beginPerson('ada');
    await renamer.letGo();
    expect(await renamer.status()).toBeUndefined();
    expect(await renamer.people()).toHaveLength(1);
  });

  it('of a template that is wrong begins nothing', async () => {
    const { renamer } = world;
    const preview = await renamer.preview(settingsSchema.parse({ template: '{nobody}' }));
    expect(preview).toMatchObject({ ok: false, error: { code: 'input' } });
  });
});
