import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { createCatalogue } from '@/lib/browser/folder/catalogue';
import { createFolderLook } from '@/lib/browser/folder/createFolderLook';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`look-${tests}`);
  const { db: folders, choose } = createFakeFolderDb(`look-folders-${tests}`);
  const folder = createFakeGrantedFolder('Saved');
  await choose('f', folder, 1);
  const save = async (n: number): Promise<SaveRecord> => {
    const relativePath = `tiktok/p/${n}.mp4`;
    const place = { path: `Saved/${relativePath}`, relativePath, basePathKey: `tiktok/p/${n}`, folder: 'f' };
    const record = aRecord({ postId: `700000000000000000${n}`, bytes: 5, savedAt: 10 + n, sha256: `${n}`, ...place });
    await db.records.put(record);
    folder.put(relativePath, `text${n}`);
    return record;
  };
  const list = () => createCatalogue(db, folders, (error) => expect(error).toBeUndefined()).flush('f');
  const steps: string[] = [];
  folder.before = (step) => void steps.push(step);
  return { choose, db, folders, folder, save, list, look: createFolderLook(db, folders), steps };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

const ask = (n: number, isName = false) => ({
  key: `700000000000000000${n}:video:0`,
  basePath: `tiktok/p/${n}`,
  isName,
});

describe('a file that is to be fetched', () => {
  it('is taken where a list of the folder names it and it lies whole, whatever name it is to have now', async () => {
    const { db, folder, list, look, save } = world;
    for (const n of [1, 2, 3]) await save(n);
    await list();
    await db.records.clear();
    folder.put('tiktok/p/2.mp4', 'cut');
    await (await (await folder.handle.getDirectoryHandle('tiktok')).getDirectoryHandle('p')).removeEntry('3.mp4');
    expect(await look({ ...ask(1), basePath: 'elsewhere/x' })).toEqual({
      ...{ path: 'Saved/tiktok/p/1.mp4', bytes: 5, sha256: '1', folder: 'f' },
    });
    expect(await look(ask(2))).toBeUndefined();
    expect(await look(ask(3))).toBeUndefined();
    expect(await look(ask(4))).toBeUndefined();
  });

  it('is taken by the lists however much the library holds of downloads and of other folders', async () => {
    const { choose, db, folders, list, look, save } = world;
    await save(1);
    await list();
    await db.records.clear();
    for (const n of [5, 6, 7]) await db.records.put(aRecord({ postId: `${n}`, downloadId: n }));
    expect(await look(ask(1))).toMatchObject({ path: 'Saved/tiktok/p/1.mp4' });
    await choose('g', createFakeGrantedFolder('Other'), 0);
    for (const n of [8, 9]) await db.records.put(aRecord({ postId: `${n}`, folder: 'g' }));
    expect(await createFolderLook(db, folders)(ask(1))).toMatchObject({ path: 'Saved/tiktok/p/1.mp4' });
  });

  it('is fetched beside a file of its name, but not where the person leaves such files and skips', async () => {
    const { folder, look } = world;
    folder.put('tiktok/p/1.webm', 'theirs');
    expect(await look(ask(1))).toBeUndefined();
    expect(await look(ask(1, true))).toEqual({
      ...{ path: 'Saved/tiktok/p/1.webm', bytes: 6, sha256: '', folder: 'f' },
    });
    expect(await look(ask(2, true))).toBeUndefined();
  });

  it('costs one look into its folder, however many files go there, and no list where the library knows all', async () => {
    const { list, look, save, steps } = world;
    await save(1);
    await list();
    steps.length = 0;
    for (let n = 2; n <= 9; n += 1) expect(await look(ask(n))).toBeUndefined();
    // The lists' names, once.
    expect(steps.filter((step) => step === 'list')).toHaveLength(1);
    expect(steps).not.toContain('read');
    steps.length = 0;
    for (let n = 2; n <= 9; n += 1) await look(ask(n, true));
    expect(steps.filter((step) => step === 'list')).toHaveLength(1);
  });

  it('is fetched, or waits, where the folder cannot be looked into', async () => {
    const { db, folder, list, look, save } = world;
    await save(1);
    await list();
    await db.records.clear();
    folder.permission = 'prompt';
    expect(await look(ask(1, true))).toBeUndefined();
    folder.permission = 'granted';
    expect(await look(ask(1))).toMatchObject({ bytes: 5 });
  });
});
