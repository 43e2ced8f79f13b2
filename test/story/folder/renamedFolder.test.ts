import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { TokshelfDb } from '@/lib/browser/database/db';
import { readCatalogue, relistFolder } from '@/lib/browser/folder/catalogue';
import { createFolderWriter } from '@/lib/browser/folder/createFolderWriter';
import { createSavedFiles } from '@/lib/browser/folder/createSavedFiles';
import { goOnRenaming, letGoOfRenaming, renamingStatus, turnRenaming } from '@/lib/browser/folder/renameSaved';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { settingsSchema } from '@/lib/model/settings';
import { pathKey } from '@/lib/naming/text/safePart';
import { peopleFolders } from '@/lib/queue/api/peopleFolders';
import { createMortal } from '../../fakes/createMortal';
import { createFakeFolderDb } from '../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../fakes/fakeGrantedFolder';
import { aRecord } from '../../fakes/rows';

const secUid = 'MS4wLjABAAAAada';
const stay = { signal: new AbortController().signal, onProgress: () => undefined };

let worlds = 0;
const setUp = async (own: readonly string[]) => {
  worlds += 1;
  const mortal = createMortal();
  const db = new TokshelfDb(`renamed-${worlds}`);
  const { db: folders, choose } = createFakeFolderDb(`renamed-folders-${worlds}`);
  for (const one of [db, folders]) one.use(mortal.middleware);
  const disk = createFakeGrantedFolder('Saved');
  await choose('mine', disk, 1);
  const save = async (postId: string, base: string, end: string, more: Partial<SaveRecord> = {}): Promise<void> => {
    const relativePath = `${base}${end}`;
    const text = `bytes of ${postId}`;
    disk.put(relativePath, text);
    const facts = {
      postId,
      relativePath,
      path: `Saved/${relativePath}`,
      bytes: text.length,
      basePathKey: pathKey(base),
    };
    await db.records.put(
      aRecord({ ...facts, key: `${postId}:video:0`, folder: 'mine', authorSecUid: secUid, ...more }) as SaveRecord,
    );
  };
  for (const id of own) await save(id, `tiktok/post/Ada/2026/${id}`, '.mp4');
  await db.authors.put({
    ...{ secUid, uid: '1', folder: 'Ada', folderKey: 'ada' },
    handles: [{ value: 'ada', firstSeen: 1, lastSeen: 2 }],
    nicknames: [{ value: 'Ada', firstSeen: 1, lastSeen: 1 }],
  });
  mortal.watch(disk);
  const relist = (id: string): Promise<void> => relistFolder(db, folders, id);
  const parts = { db, folders, writer: createFolderWriter(folders), relist };
  const people = peopleFolders({
    store: createDexieStore(db),
    clock: { now: () => 5 } as never,
    settings: async () => settingsSchema.parse({}),
    savedFiles: createSavedFiles(parts),
  });
  const paths = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await db.records.toArray()).map(({ postId, path }) => [postId, path]));
  const saved = async (): Promise<Record<string, string>> =>
    Object.fromEntries(Object.entries(await disk.files()).filter(([path]) => !path.startsWith('.tokshelf/')));
  const listed = async (): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for await (const { table, row } of readCatalogue({ handle: disk.handle }))
      if (table === 'records') found[String(Reflect.get(row, 'postId'))] = `Saved/${Reflect.get(row, 'path')}`;
    return found;
  };
  return { mortal, db, folders, disk, save, parts, people, paths, saved, listed };
};

beforeEach(() => {
  // A page that dies lets go of its locks; these here would be held for ever.
  const request = (...all: unknown[]): unknown => (all.at(-1) as (lock: object) => unknown)({});
  vi.spyOn(navigator.locks, 'request').mockImplementation(request as never);
});

it('a folder gets another name: its files, records and list, never over what stands there', async () => {
  const { db, disk, people, paths, saved, listed, save } = await setUp(['1', '2']);
  await save('3', 'tiktok/like/Ada/3', '.jpeg', { authorSecUid: 'other', listKey: `likes:${secUid}` });
  await save('4', 'tiktok/like/Eve/Ada', '.jpeg', { authorSecUid: 'other', listKey: 'likes:eve' });
  await save('5', 'tiktok/post/Ada/5', '.mp4', { notes: ['exists'] });
  disk.put('tiktok/post/Countess/2026/2.mp4', 'theirs');
  expect(await people.renameFolder('tiktok/post/Ada', 'Countess')).toEqual({ ok: true, value: 'tiktok/post/Countess' });
  expect(await saved()).toEqual({
    'tiktok/post/Countess/2026/1.mp4': 'bytes of 1',
    'tiktok/post/Countess/2026/2.mp4': 'theirs',
    'tiktok/post/Countess/2026/2 (1).mp4': 'bytes of 2',
    'tiktok/like/Countess/3.jpeg': 'bytes of 3',
    'tiktok/like/Eve/Ada.jpeg': 'bytes of 4',
    // It was there before us.
    'tiktok/post/Ada/5.mp4': 'bytes of 5',
  });
  await expect(disk.handle.getDirectoryHandle('tiktok')).resolves.toBeDefined();
  expect(await paths()).toMatchObject({
    1: 'Saved/tiktok/post/Countess/2026/1.mp4',
    2: 'Saved/tiktok/post/Countess/2026/2 (1).mp4',
    3: 'Saved/tiktok/like/Countess/3.jpeg',
  });
  expect(await listed()).toEqual(await paths());
  expect(await db.records.get('2:video:0')).toMatchObject({
    relativePath: 'tiktok/post/Countess/2026/2.mp4',
    basePathKey: 'tiktok/post/countess/2026/2',
  });
  expect(await db.authors.get(secUid)).toMatchObject({
    folder: 'Countess',
    folderKey: 'countess',
    formerFolders: ['Ada'],
  });
});

it('all of it goes back, over nothing that came meanwhile, and the list says so', async () => {
  const { disk, folders, parts, people, paths, saved, listed } = await setUp(['1', '2']);
  const before = await paths();
  const files = await saved();
  await people.renameFolder('tiktok/post/Ada', 'Countess');
  await turnRenaming(folders);
  expect(await goOnRenaming(parts, stay)).toEqual({ ok: true, value: { total: 2, moved: 2, missing: 0, left: 0 } });
  expect(await saved()).toEqual(files);
  expect(await paths()).toEqual(before);
  expect(await listed()).toEqual(before);
  expect(Object.keys(await disk.files()).some((path) => path.includes('Countess'))).toBe(false);
});

it('who takes the name that a dead page was about to give, of the same length even, is not taken for its file', async () => {
  const { disk, folders, mortal, parts, paths, people, saved } = await setUp(['1']);
  const died = new Promise<void>((resolve) => {
    disk.before = (step) => {
      if (step !== 'move') return;
      resolve();
      return new Promise(() => undefined);
    };
  });
  void people.renameFolder('tiktok/post/Ada', 'Countess');
  await died;
  disk.put('tiktok/post/Countess/2026/1.mp4', 'by others!');
  mortal.watch(disk);
  expect(await goOnRenaming(parts, stay)).toMatchObject({ value: { moved: 1 } });
  expect(await saved()).toEqual({
    'tiktok/post/Countess/2026/1.mp4': 'by others!',
    'tiktok/post/Countess/2026/1 (1).mp4': 'bytes of 1',
  });
  expect(await paths()).toEqual({ 1: 'Saved/tiktok/post/Countess/2026/1 (1).mp4' });
  expect(await folders.writes.count()).toBe(0);
});

it('a death at every call, three in each run, loses nothing and overwrites nothing', async () => {
  const own = ['1', '2', '3'];
  for (let dies = 1; ; dies += 1) {
    const { db, disk, folders, listed, mortal, parts, paths, people, saved } = await setUp(own);
    disk.put('tiktok/post/Countess/2026/2.mp4', 'theirs');
    const ended = await Promise.race([mortal.live(dies), people.renameFolder('tiktok/post/Ada', 'Countess')]);
    if (ended !== 'died') {
      expect(dies).toBeGreaterThan(70);
      return;
    }
    // The page is opened again, and dies again soon after, twice; its person goes on with what was begun, or begins anew.
    const again = async (): Promise<unknown> =>
      (await renamingStatus(folders))?.isDone === false
        ? goOnRenaming(parts, stay)
        : people.renameFolder((await db.authors.get(secUid))?.folder ?? '', 'Countess');
    for (const soon of [7 + (dies % 11), 19 + (dies % 23)]) await Promise.race([mortal.live(soon), again()]);
    void mortal.live();
    expect(await again(), `death at call ${dies}`).toMatchObject({ ok: true });
    expect(await saved(), `death at call ${dies}`).toEqual({
      'tiktok/post/Countess/2026/1.mp4': 'bytes of 1',
      'tiktok/post/Countess/2026/2.mp4': 'theirs',
      'tiktok/post/Countess/2026/2 (1).mp4': 'bytes of 2',
      'tiktok/post/Countess/2026/3.mp4': 'bytes of 3',
    });
    expect(await paths(), `death at call ${dies}`).toEqual({
      1: 'Saved/tiktok/post/Countess/2026/1.mp4',
      2: 'Saved/tiktok/post/Countess/2026/2 (1).mp4',
      3: 'Saved/tiktok/post/Countess/2026/3.mp4',
    });
    expect(await listed(), `death at call ${dies}`).toEqual(await paths());
    expect(await folders.writes.count()).toBe(0);
    expect((await db.authors.get(secUid))?.folder).toBe('Countess');
    await letGoOfRenaming(folders);
  }
}, 120_000);
