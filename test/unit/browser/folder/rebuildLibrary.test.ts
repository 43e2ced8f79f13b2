import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { createCatalogue } from '@/lib/browser/folder/catalogue';
import { createCheckDisk } from '@/lib/browser/folder/check/createCheckDisk';
import { countForgotten, rebuildLibrary } from '@/lib/browser/folder/rebuildLibrary';
import type { AuthorRow } from '@/lib/model/authorRow';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';
import { aPost } from '../../../fakes/somePosts';

let tests = 0;
const setUp = async () => {
  tests += 1;
  const db = new TokshelfDb(`library-${tests}`);
  const { db: folders, choose } = createFakeFolderDb(`rebuild-${tests}`);
  const folder = createFakeGrantedFolder('Saved');
  await choose('f', folder, 1);
  const errors: unknown[] = [];
  const catalogue = createCatalogue(db, folders, (error) => void errors.push(error));
  const save = async (n: number, savedAt: number, more: Partial<SaveRecord> = {}): Promise<SaveRecord> => {
    const { assets: _, ...post } = aPost(n);
    const relativePath = `tiktok/p/${n}.mp4`;
    const place = { path: `Saved/${relativePath}`, relativePath, basePathKey: `tiktok/p/${n}`, folder: 'f' };
    const record = aRecord({ postId: post.id, bytes: 5, savedAt, authorSecUid: post.author.secUid, ...place, ...more });
    await db.records.put(record);
    const row = { id: post.id, post: { ...post, assets: [] }, kinds: ['video'], keys: [record.key], unavailable: [] };
    await db.posts.put({ ...row, pending: aPost(n).assets, raw: { secret: 1 }, updatedAt: 1 } as unknown as PostRow);
    const person = {
      secUid: post.author.secUid,
      uid: '1',
      handles: [],
      nicknames: [],
      folder: 'Nick',
      folderKey: 'nick',
    };
    await db.authors.put({ ...person, lastPostId: '9', lastSync: 9 } as AuthorRow);
    folder.put(relativePath, `text${n % 10}`);
    return record;
  };
  const lists = async (): Promise<Record<string, string>> =>
    Object.fromEntries(Object.entries(await folder.files()).filter(([path]) => path.startsWith('.tokshelf/')));
  const lose = async (): Promise<void> => {
    for (const table of [db.records, db.posts, db.authors]) await table.clear();
  };
  const rebuild = () =>
    rebuildLibrary(db, folders, createCheckDisk(), {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
  return { db, folders, folder, catalogue, errors, save, lists, lose, rebuild };
};

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

const bare = ({ imported: _, ...record }: SaveRecord): object => record;

describe('the lists of a folder', () => {
  it('name what was saved there since the last one, and what is nothing new is not named again', async () => {
    const { catalogue, lists, save } = world;
    await save(1, 10);
    await save(2, 10);
    await catalogue.flush('f');
    await catalogue.flush('f');
    expect(Object.keys(await lists())).toEqual([expect.stringMatching(/^\.tokshelf\/000000000000010-2-/)]);
    // Within the same millisecond, under a key that comes before the others.
    await save(0, 10);
    await catalogue.flush('f');
    await save(3, 11);
    await catalogue.flush('f');
    const texts = Object.values(await lists());
    expect(texts).toHaveLength(3);
    for (const n of [0, 1, 2, 3]) expect(texts.join('')).toContain(`"tiktok/p/${n}.mp4"`);
  });

  it('are not looked for in the folder where no file is new, as at most starts of the worker', async () => {
    const { catalogue, folder, save } = world;
    await save(1, 10);
    await catalogue.flush('f');
    const steps: string[] = [];
    folder.before = (step) => void steps.push(step);
    await catalogue.flush('f');
    expect(steps).toEqual([]);
    await save(2, 20);
    await catalogue.flush('f');
    expect(steps.length).toBeGreaterThan(0);
  });

  it('hold no address that expires, nothing raw, no claim on a list, and no way to the folder', async () => {
    const { catalogue, lists, save } = world;
    await save(1, 10, { downloadId: 3 });
    await catalogue.flush('f');
    const text = Object.values(await lists()).join('');
    for (const word of ['pending', 'secret', 'lastPostId', 'lastSync', 'downloadId', 'Saved/', 'tiktok.com/70'])
      expect(text).not.toContain(word);
  });

  it('are written once nothing follows for a moment', async () => {
    const { catalogue, lists, save } = world;
    await save(1, 10);
    catalogue.note('f');
    await save(2, 11);
    catalogue.note('f');
    expect(await lists()).toEqual({});
    await vi.waitFor(async () => expect(Object.keys(await lists())).toHaveLength(1), { timeout: 5000 });
    expect(Object.keys(await lists())[0]).toContain('-2-');
  });

  it('are not one for each file that is recorded while they are written', async () => {
    const { catalogue, folder, lists, save } = world;
    await save(1, 10);
    let more = 1;
    folder.before = async (step, name) => {
      if (step !== 'write' || !name.endsWith('.jsonl') || more > 9) return;
      more += 1;
      await save(more, 10 + more);
    };
    await catalogue.flush('f');
    expect(Object.keys(await lists())).toHaveLength(1);
    await catalogue.flush('f');
    const texts = Object.values(await lists());
    expect(texts).toHaveLength(2);
    expect(texts.join('')).toContain('"tiktok/p/2.mp4"');
  });

  it('wait where the folder cannot be written to, and fail nobody', async () => {
    const { catalogue, errors, folder, lists, save } = world;
    await save(1, 10);
    folder.permission = 'prompt';
    await catalogue.flush('f');
    folder.permission = 'granted';
    folder.before = (step) => {
      if (step === 'write') throw new DOMException('full', 'QuotaExceededError');
    };
    await catalogue.flush('f');
    expect(errors).toMatchObject([{ name: 'QuotaExceededError' }]);
    folder.before = () => undefined;
    await catalogue.flush('f');
    expect(Object.values(await lists()).join('')).toContain('"tiktok/p/1.mp4"');
  });

  it('become few again when they are many, and lose nothing of what a lost library does not know', async () => {
    const { catalogue, lists, lose, rebuild, save } = world;
    await save(1, 10);
    await catalogue.flush('f');
    await lose();
    for (let n = 2; n <= 43; n += 1) {
      await save(n, 10 + n);
      await catalogue.flush('f');
    }
    expect(Object.keys(await lists()).length).toBeLessThan(10);
    expect(await rebuild()).toMatchObject({ value: { total: 1, back: 1 } });
    await lose();
    expect(await rebuild()).toMatchObject({ value: { total: 43, back: 43 } });
  });
});

it('full lists are not written again for each few files more', async () => {
  const { db, folders, folder, lists, lose, rebuild, save } = world;
  const catalogue = createCatalogue(db, folders, (error) => expect(error).toBeUndefined(), 5);
  let writes = 0;
  folder.before = (step) => {
    if (step === 'write') writes += 1;
  };
  const most: number[] = [];
  for (let n = 1; n <= 70; n += 1) {
    await save(n, 10 + n);
    writes = 0;
    await catalogue.flush('f');
    most.push(writes);
  }
  // Forty small ones become eight full ones; the others stay.
  expect(Math.max(...most)).toBeLessThan(12);
  expect(most.filter((count) => count > 1).length).toBeLessThan(4);
  expect(Object.keys(await lists()).length).toBeLessThan(40);
  await lose();
  expect(await rebuild()).toMatchObject({ value: { total: 70, back: 70 } });
});

it('a list names the files of its folder, though as many of another place as it may hold were recorded before them', async () => {
  const { db, folders, lists, save } = world;
  const catalogue = createCatalogue(db, folders, (error) => expect(error).toBeUndefined(), 3);
  await save(1, 10);
  for (let n = 2; n < 9; n += 1) await save(n, 10 + n, { folder: 'other' });
  await save(9, 30);
  await catalogue.flush('f');
  const texts = Object.values(await lists()).join('');
  for (let n = 1; n <= 9; n += 1) expect(texts.includes(`"tiktok/p/${n}.mp4"`), String(n)).toBe(n === 1 || n === 9);
});

describe('a lost library', () => {
  it('comes back with posts and people, marked as told by a list', async () => {
    const { catalogue, db, folders, lose, rebuild, save } = world;
    const records = [await save(1, 10), await save(2, 11)];
    const people = await db.authors.toArray();
    await catalogue.flush('f');
    expect(await countForgotten(db, folders)).toBe(0);
    await lose();
    expect(await countForgotten(db, folders)).toBe(2);
    expect(await rebuild()).toEqual({ ok: true, value: { total: 2, back: 2, gone: 0 } });
    const back = await db.records.toArray();
    expect(back.map(bare)).toEqual(records);
    expect(back.every(({ imported }) => imported)).toBe(true);
    expect((await db.posts.toArray()).map(({ post }) => post.desc)).toEqual([aPost(1).desc, aPost(2).desc]);
    expect((await db.authors.toArray()).map(({ secUid, folder }) => [secUid, folder])).toEqual(
      people.map(({ secUid, folder }) => [secUid, folder]),
    );
    expect(await countForgotten(db, folders)).toBe(0);
    expect(await rebuild()).toMatchObject({ value: { total: 0 } });
  });

  it('does not take what is gone from the folder, or has another length', async () => {
    const { catalogue, db, folder, folders, lose, rebuild, save } = world;
    for (const n of [1, 2, 3]) await save(n, 10 + n);
    await catalogue.flush('f');
    await lose();
    folder.put('tiktok/p/2.mp4', 'changed');
    await (await (await folder.handle.getDirectoryHandle('tiktok')).getDirectoryHandle('p')).removeEntry('3.mp4');
    expect(await rebuild()).toMatchObject({ value: { total: 3, back: 1, gone: 2 } });
    expect((await db.records.toArray()).map(({ path }) => path)).toEqual(['Saved/tiktok/p/1.mp4']);
    expect(await db.posts.count()).toBe(1);
    // What was deleted is not offered back.
    expect(await countForgotten(db, folders)).toBe(1);
    await catalogue.flush('f', 'all');
    expect(await countForgotten(db, folders)).toBe(1);
    folder.put('.tokshelf/notes.txt', 'of a person');
    await catalogue.flush('f', 'known');
    expect((await folder.files())['.tokshelf/notes.txt']).toBe('of a person');
    expect(await countForgotten(db, folders)).toBe(0);
  });

  it('is seen and comes back while the worker makes its many lists one again', async () => {
    const { catalogue, db, folder, folders, lists, lose, rebuild, save } = world;
    for (let n = 1; n <= 4; n += 1) {
      await save(n, 10 + n);
      await catalogue.flush('f');
    }
    await lose();
    /** Once the second list is looked for, it and all others are one. */
    const gatherAtTheSecond = (): void => {
      let seen = 0;
      folder.before = async (step, name) => {
        if (step !== 'file' || !name.endsWith('.jsonl')) return;
        seen += 1;
        if (seen !== 2) return;
        folder.before = () => undefined;
        await createCatalogue(db, folders, (error) => expect(error).toBeUndefined()).flush('f', 'all');
        expect(Object.keys(await lists())).toHaveLength(1);
      };
    };
    gatherAtTheSecond();
    expect(await countForgotten(db, folders)).toBe(4);
    await save(5, 20);
    await catalogue.flush('f');
    await lose();
    gatherAtTheSecond();
    expect(await rebuild()).toEqual({ ok: true, value: { total: 5, back: 5, gone: 0 } });
  });

  it('leaves what is there already as it is', async () => {
    const { catalogue, db, lose, rebuild, save } = world;
    await save(1, 10);
    await catalogue.flush('f');
    await lose();
    await save(1, 500, { notes: ['exists'] });
    await rebuild();
    expect(await db.records.toArray()).toMatchObject([{ savedAt: 500, notes: ['exists'] }]);
  });

  it('takes no line that was cut off, changed, or leads out of the folder', async () => {
    const { catalogue, db, folder, lists, lose, rebuild, save } = world;
    for (const n of [1, 2, 3]) await save(n, 10);
    await catalogue.flush('f');
    const [[path = '', text = ''] = []] = Object.entries(await lists());
    await lose();
    const lines = text.split('\n').filter((line) => line.startsWith('["records"'));
    const bad = [
      lines[0]?.replace('"path":"tiktok/p/1.mp4"', '"path":"../p/1.mp4"'),
      lines[1]?.replace('"bytes":5', '"bytes":"many"'),
      '["kv",{"key":"folder:x","value":"y"}]',
      lines[2]?.slice(0, 60),
    ];
    folder.put(path, [text.split('\n')[0], ...bad].join('\n'));
    folder.put('.tokshelf/000000000000099-1-00000000.jsonl', `{"format":"else"}\n${lines[0]}\n`);
    folder.put('.tokshelf/notes.jsonl', lines[0] ?? '');
    expect(await rebuild()).toMatchObject({ value: { total: 0, back: 0 } });
    expect(await db.records.count()).toBe(0);
  });

  it('stops at a grant that lapsed', async () => {
    const { catalogue, db, folder, folders, lose, rebuild, save } = world;
    await save(1, 10);
    await catalogue.flush('f');
    await lose();
    folder.permission = 'prompt';
    expect(await rebuild()).toMatchObject({ ok: false, error: { code: 'grant' } });
    expect(await countForgotten(db, folders)).toBe(0);
  });
});
