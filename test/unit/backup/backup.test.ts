import 'fake-indexeddb/auto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '@/lib/backup/backupFormat';
import { checkBackup, mergeBackup } from '@/lib/backup/restoreBackup';
import { writeBackup } from '@/lib/backup/writeBackup';
import { createBackupStore } from '@/lib/browser/database/createBackupStore';
import { openDb, type TokshelfDb } from '@/lib/browser/database/db';
import { settingsSchema } from '@/lib/model/settings';
import { type BackupFault, backupTables, leftOutTables } from '@/lib/ports/Backup';
import { aListWatch, aRecording, aThumb, fillLibrary, POST } from './aLibrary';
import { fileOf, type Lines, linesOf } from './lines';

const NOW = 1_000_000;
const signal = new AbortController().signal;
const options = { signal, onProgress: () => {} };

const open: TokshelfDb[] = [];
const aDb = (): TokshelfDb => {
  const db = openDb(`backup-${open.length}-${Math.random()}`);
  open.push(db);
  return db;
};
afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

const write = async (db: TokshelfDb, thumbs = true) => {
  const settings = settingsSchema.parse({ quality: 'compatible' });
  const written = await writeBackup({
    ...{ store: createBackupStore(db), settings, thumbs, now: NOW, app: '0.1.0' },
    ...options,
  });
  if (!written.ok) throw new Error(JSON.stringify(written.error));
  return written.value;
};

const merge = async (db: TokshelfDb, file: Blob, now = NOW) => {
  const merged = await mergeBackup(file, createBackupStore(db), now, options);
  if (!merged.ok) throw new Error(JSON.stringify(merged.error));
  return merged.value;
};

const dump = async (db: TokshelfDb) =>
  Object.fromEntries(await Promise.all(backupTables.map(async (name) => [name, await db.table(name).toArray()])));

it('each table of the database goes into the file, or is left out for a reason that is named', () => {
  const named = [...backupTables, ...leftOutTables];
  expect(named.toSorted()).toEqual(
    aDb()
      .tables.map(({ name }) => name)
      .toSorted(),
  );
});

describe('a library that is written into a file', () => {
  it('stands in another browser row by row, without what belongs to the first alone', async () => {
    const [from, to] = [aDb(), aDb()];
    await fillLibrary(from);
    const { file, rows, leftOut } = await write(from);
    expect(leftOut).toBe(0);
    expect(rows).toEqual({
      ...{ posts: 3, records: 3, entries: 3, authors: 1, lists: 1, kv: 1, jobs: 2, tasks: 1 },
      ...{ recordings: 1, watches: 2, tags: 1, people: 1, members: 1, words: 1, thumbs: 1 },
    });
    const checked = await checkBackup(file, options);
    expect(checked).toMatchObject({
      ok: true,
      value: { at: NOW, app: '0.1.0', rows, settings: { quality: 'compatible' } },
    });
    expect(Object.values(await dump(to)).flat()).toEqual([]);

    await merge(to, file);
    const [before, after] = [await dump(from), await dump(to)];
    for (const table of [
      'posts',
      'entries',
      'authors',
      'lists',
      'tags',
      'people',
      'members',
      'words',
      'thumbs',
    ] as const)
      expect(after[table], table).toEqual(before[table]);
    expect(after.records).toEqual(
      before.records?.map(({ downloadId: _, ...record }: object & { downloadId?: number }) => ({
        ...record,
        imported: true,
      })),
    );
    expect(after.kv).toEqual([{ key: 'folder:profile:o', value: 'Slow / Kitchen' }]);
    expect(after.jobs?.map(({ id }: { id: string }) => id)).toEqual(['done', 'links']);
    expect(await to.pasted.count()).toBe(1);
    expect(after.jobs?.[0]).not.toHaveProperty('replace');
    expect(after.tasks).toEqual([expect.not.objectContaining({ overwrite: true })]);
    expect(after.recordings).toEqual([
      { ...aRecording, address: '', parts: [expect.not.objectContaining({ downloadId: 4 })] },
    ]);
    const { id, kind, source, options: narrowed, every, name, createdAt } = aListWatch;
    expect(after.watches).toEqual([
      // Paused, and due from when it came: what the looks of the other computer came to is left there.
      {
        ...{ id, kind, source, options: narrowed, every, name, createdAt, paused: true },
        ...{ dueAt: NOW, lookedAt: 0, strikes: 0, restUntil: 0, found: 0 },
      },
      expect.objectContaining({ id: 'live:slow.kitchen', dueAt: 0, failures: 0, takenRoom: '' }),
    ]);
  });

  it('holds the picture of a person, by the key that is theirs', async () => {
    const [from, to] = [aDb(), aDb()];
    await fillLibrary(from);
    const [record] = await from.records.toArray();
    if (!record) throw new Error('no record');
    const { key: _, basePathKey: __, ...rest } = { ...record, kind: 'avatar' as const, index: 'ab12' };
    const key = `${record.authorSecUid}:avatar:ab12`;
    await from.records.put({ ...rest, key });
    await merge(to, (await write(from)).file);
    expect(await to.records.get(key)).toMatchObject({ postId: record.postId, kind: 'avatar', index: 'ab12' });
    await from.records.put({ ...rest, key: `${record.postId}:avatar:ab12` });
    expect((await write(from)).rows.records).toBe(await to.records.count());
  });

  it('is the same after a second time, and says so', async () => {
    const [from, to] = [aDb(), aDb()];
    await fillLibrary(from);
    const { file } = await write(from);
    const first = await merge(to, file);
    expect(Object.values(first).every(({ renewed, same }) => renewed === 0 && same === 0)).toBe(true);
    const before = await dump(to);
    const second = await merge(to, file);
    expect(Object.values(second).every(({ added, renewed }) => added === 0 && renewed === 0)).toBe(true);
    expect(await dump(to)).toEqual(before);
  });

  it('changes nothing in the browser that wrote it', async () => {
    const db = aDb();
    await fillLibrary(db);
    const before = await dump(db);
    const { file } = await write(db);
    await merge(db, file);
    expect(await dump(db)).toEqual(before);
  });

  it('leaves thumbnails out where they are not wanted', async () => {
    const db = aDb();
    await fillLibrary(db);
    expect((await write(db, false)).rows.thumbs).toBeUndefined();
    expect((await write(db, true)).file.size).toBeGreaterThan(
      (await write(db, false)).file.size + aThumb.bytes.length / 2,
    );
  });

  it('that was merged half before the browser died is whole after the next time', async () => {
    const [from, to] = [aDb(), aDb()];
    await fillLibrary(from, 600);
    const { file } = await write(from);
    const store = createBackupStore(to);
    let left = 2;
    const dying = {
      ...store,
      merge: (...of: Parameters<typeof store.merge>) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('dead')) : store.merge(...of);
      },
    };
    expect(await mergeBackup(file, dying, NOW, options)).toMatchObject({ ok: false, error: { kind: 'failed' } });
    // What lists claim comes after the files that bear it out.
    expect([await to.posts.count(), await to.records.count(), await to.lists.count()]).toEqual([600, 0, 0]);
    await merge(to, file);
    expect(await to.records.count()).toBe(600);
    expect((await dump(to)).entries).toEqual((await dump(from)).entries);
  });

  it('is not written nor read on once the person stops it', async () => {
    const db = aDb();
    await fillLibrary(db);
    const { file } = await write(db);
    const stopped = AbortSignal.abort();
    const more = { signal: stopped, onProgress: () => {} };
    expect(await checkBackup(file, more)).toEqual({ ok: false, error: { kind: 'stopped' } });
    const settings = settingsSchema.parse({});
    const base = { store: createBackupStore(db), settings, thumbs: true, now: NOW, app: '0' };
    expect(await writeBackup({ ...base, ...more })).toEqual({ ok: false, error: { kind: 'stopped' } });
  });

  it('tells how far it is', async () => {
    const db = aDb();
    await fillLibrary(db);
    const shares: number[] = [];
    const onProgress = (share: number): void => void shares.push(share);
    const base = { store: createBackupStore(db), settings: settingsSchema.parse({}), thumbs: true, now: NOW, app: '0' };
    const written = await writeBackup({ ...base, signal, onProgress });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.at(-1)).toBe(1);
    if (!written.ok) throw new Error('not written');
    shares.length = 0;
    await checkBackup(written.value.file, { signal, onProgress });
    expect(shares.at(-1)).toBe(1);
  });
});

describe('a file that is not taken', () => {
  const faultOf = async (file: Blob): Promise<BackupFault | undefined> => {
    const checked = await checkBackup(file, options);
    return checked.ok ? undefined : checked.error.kind === 'file' ? checked.error.fault : undefined;
  };
  let known: Lines | undefined;
  const good = async (): Promise<Lines> => {
    if (known) return known;
    const db = aDb();
    await fillLibrary(db);
    known = await linesOf(await write(db));
    return known;
  };

  it('is cut off anywhere', async () => {
    const db = aDb();
    await fillLibrary(db, 40);
    const bytes = new Uint8Array(await (await write(db)).file.arrayBuffer());
    for (const length of [5, 30, Math.floor(bytes.length / 2), bytes.length - 9, bytes.length - 1])
      expect(await faultOf(new Blob([bytes.slice(0, length)])), `${length}`).toBe('broken');
    const plain = gunzipSync(bytes);
    expect(await faultOf(new Blob([plain]))).toBeUndefined();
    const lines = plain.toString().split('\n');
    expect(await faultOf(new Blob([lines.slice(0, -2).join('\n')]))).toBe('broken');
  });

  it('was changed on the way', async () => {
    const db = aDb();
    await fillLibrary(db, 40);
    const whole = new Uint8Array(await (await write(db)).file.arrayBuffer());
    const flipped = (at: number): Blob => new Blob([whole.map((byte, place) => (place === at ? byte ^ 255 : byte))]);
    expect(await faultOf(flipped(whole.length - 6))).toBe('broken');
    // A changed byte may first be seen as a row that says what none may say.
    for (let tenth = 1; tenth < 10; tenth += 1)
      expect(['broken', 'refused']).toContain(await faultOf(flipped(Math.floor((whole.length * tenth) / 10))));
    const text = gunzipSync(Buffer.from(await (await write(db)).file.arrayBuffer())).toString();
    expect(await faultOf(new Blob([gzipSync(text.replace('bread', 'braed'))]))).toBe('broken');
    expect(await faultOf(new Blob([gzipSync(`${text}["kv",{}]\n`)]))).toBe('broken');
  });

  it('is another one', async () => {
    const foreign = ['', '{"version":1,"quality":"best"}', 'PK\u0003\u0004', '[]', 'null', '{"format":"else"}\n'];
    for (const text of foreign) {
      expect(await faultOf(new Blob([text])), text).toBe('foreign');
      expect(await faultOf(new Blob([gzipSync(text)])), text).toBe('foreign');
    }
    expect(await faultOf(new Blob([Uint8Array.from({ length: 4000 }, (_, at) => (at * 7) % 256)]))).toBe('foreign');
  });

  it('is of a newer TokShelf, in itself or in its settings', async () => {
    const lines = await good();
    expect(
      await faultOf(
        fileOf({ ...lines, header: { ...lines.header, version: Number(lines.header.version) + 1, more: true } }),
      ),
    ).toBe('newer');
    expect(await faultOf(fileOf({ ...lines, settings: { version: 99 } }))).toBe('newer');
  });

  it('would eat the memory: a line without end, unpacked', async () => {
    const bomb = gzipSync(
      Buffer.concat([Buffer.from('{"format":"tokshelf-backup"'), Buffer.alloc(LIMITS.line + 200_000, 32)]),
    );
    expect(bomb.length).toBeLessThan(40_000);
    expect(await faultOf(new Blob([bomb]))).toBe('large');
  });

  const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  const bad: ReadonlyArray<readonly [string, string, object]> = [
    ['a path that leads out', 'records', { relativePath: '../../x.mp4', basePathKey: undefined }],
    ['an absolute path', 'records', { relativePath: '/etc/x.mp4', basePathKey: undefined }],
    ['a drive', 'records', { relativePath: 'C:/x.mp4', basePathKey: undefined }],
    ['a backslash', 'records', { relativePath: 'a\\..\\x.mp4', basePathKey: undefined }],
    ['a name of a device', 'records', { relativePath: 'tiktok/con/x.mp4', basePathKey: undefined }],
    ['a name of the desktop', 'records', { relativePath: 'tiktok/x.lnk', basePathKey: undefined }],
    ['an invisible sign', 'records', { relativePath: 'tiktok/x\u202egpj.mp4', basePathKey: undefined }],
    ['dots in the path that the browser told', 'records', { path: '/home/../../etc/x.mp4' }],
    ['a line feed in it', 'records', { path: '/home/a\nb.mp4' }],
    ['a key of another file', 'records', { key: `${POST}:video:1` }],
    ['a base path of another file', 'records', { basePathKey: 'tiktok/other' }],
    ['an id that is none', 'records', { postId: 'x', key: 'x:video:0' }],
    ['a number that is no time', 'records', { savedAt: 1e300 }],
    ['a text without end', 'posts', { route: 'x'.repeat(100_001) }],
    ['nesting', 'posts', { failure: deep(40) }],
    ['a post of another id', 'posts', { id: '1' }],
    ['addresses to fetch from', 'posts', { post: { assets: [{ kind: 'music', urls: ['https://x.test'] }] } }],
    ['a picture from elsewhere', 'posts', { post: { author: { avatar: 'https://x.test/a.png' } } }],
    ['a folder that leads out', 'authors', { folder: '..', folderKey: 'x' }],
    ['a key that is not for it', 'kv', { key: 'database-id' }],
    ['a job under way', 'jobs', { state: 'draining', phase: 'draining' }],
    ['a file that is to be fetched', 'tasks', { state: 'planned' }],
    ['a path of it that leads out', 'tasks', { basePath: '../x', basePathKey: '../x' }],
    ['a recording under way', 'recordings', { state: 'saving' }],
    ['a recording that leads out', 'recordings', { basePath: '../../x' }],
    ['somebody who is none', 'watches', { kind: 'live', uniqueId: '../x', nickname: 'x' }],
    ['a list that cannot be watched', 'watches', { source: { kind: 'links', links: ['x'] } }],
    ['a watch without a pause', 'watches', { every: { unit: 'hours', count: 0 } }],
    ['a tag without a word', 'tags', { tags: [' '] }],
    ['a tag of two lines', 'tags', { tags: ['a\nb'] }],
    ['a tag without end', 'tags', { tags: ['x'.repeat(61)] }],
    ['more words than are kept', 'words', { words: Array.from({ length: 401 }, (_, at) => `w${at}`) }],
    ['words of another file', 'words', { postId: '7' }],
    ['a thumbnail that is none', 'thumbs', { type: 'image/svg+xml' }],
    ['a thumbnail that is no base64', 'thumbs', { bytes: '§§§' }],
    ['a thumbnail without end', 'thumbs', { bytes: 'A'.repeat(400_004) }],
  ];
  it.each(bad)('holds %s (%s)', async (_name, table, change) => {
    const lines = await good();
    expect(await faultOf(fileOf(lines))).toBeUndefined();
    const at = lines.rows.findIndex(([name]) => name === table);
    const old = lines.rows[at]?.[1];
    const row = { ...old, ...change };
    if ('post' in change && old && 'post' in old)
      Object.assign(row, { post: { ...(old.post as object), ...(change.post as object) } });
    const rows = lines.rows.with(at, [table, row]);
    expect(await faultOf(fileOf({ ...lines, rows }))).toBe('refused');
  });

  it('holds a table that there is not, or tables out of order', async () => {
    const lines = await good();
    expect(await faultOf(fileOf({ ...lines, rows: [['secrets', {}], ...lines.rows] }))).toBe('refused');
    expect(await faultOf(fileOf({ ...lines, rows: lines.rows.toReversed() }))).toBe('refused');
  });

  it('has a template that cannot be read', async () => {
    expect(await faultOf(fileOf({ ...(await good()), settings: { template: '{nikname' } }))).toBe('refused');
  });

  it('changes nothing', async () => {
    const lines = await good();
    const db = aDb();
    const bytes = new Uint8Array(await fileOf(lines).arrayBuffer());
    expect(await checkBackup(new Blob([bytes.slice(0, -4)]), options)).toMatchObject({ ok: false });
    expect(Object.values(await dump(db)).flat()).toEqual([]);
  });
});

it('marks that a file may be replaced never come out of a file', async () => {
  const [from, to] = [aDb(), aDb()];
  await fillLibrary(from);
  const lines = linesOf(await write(from));
  const marks = { overwrite: true, imported: undefined, downloadId: 3, replace: true, pending: [], raw: {} };
  await merge(
    to,
    fileOf({ ...(await lines), rows: (await lines).rows.map(([table, row]) => [table, { ...row, ...marks }]) }),
  );
  const all = Object.values(await dump(to)).flat() as object[];
  for (const mark of ['overwrite', 'downloadId', 'replace', 'pending', 'raw'])
    expect(
      all.filter((row) => mark in row),
      mark,
    ).toEqual([]);
  expect((await to.records.toArray()).every(({ imported }) => imported)).toBe(true);
});

it('a file that is dated into the future does not stay right for ever', async () => {
  const [from, to] = [aDb(), aDb()];
  await fillLibrary(from);
  await from.lists.update('posts:MS4wLjABAAAAsample', {
    complete: { kinds: ['video'], filter: '', until: 8e15, at: 8e15 },
  });
  await from.posts.update(POST, { updatedAt: 8e15 });
  await merge(to, (await write(from)).file, 500);
  expect((await to.lists.toArray())[0]?.complete).toMatchObject({ until: 500, at: 500 });
  expect((await to.posts.get(POST))?.updatedAt).toBe(500);
});
