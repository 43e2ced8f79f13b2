import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb, type TokshelfDb } from '@/lib/browser/database/db';
import { authorRowSchema } from '@/lib/model/authorRow';
import { fileTaskSchema } from '@/lib/model/fileTask';
import { jobSchema } from '@/lib/model/job';
import { listEntrySchema, listStateSchema } from '@/lib/model/listEntry';
import { postRowSchema } from '@/lib/model/postRow';
import { saveRecordSchema } from '@/lib/model/saveRecord';
import { settingsSchema } from '@/lib/model/settings';
import { createWorld } from '@/test/fakes/createWorld';
import { type OldDatabase, writeOldDatabase } from '@/test/fakes/oldDatabase';
import { aPost } from '@/test/fakes/somePosts';

const folder = new URL('../../../fixtures/database/', import.meta.url);
const versions = readdirSync(folder).sort();

const recorded = (file: string): OldDatabase => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const idOf = (n: number): string => String(7_400_000_000_000_000_000n + BigInt(n));

let db: TokshelfDb;
let names = 0;

const opened = async (file: string): Promise<TokshelfDb> => {
  names += 1;
  const name = `old-${names}`;
  await writeOldDatabase(recorded(file), name);
  db = openDb(name);
  return db;
};

afterEach(() => db.close());

it('there is a recorded database of every version but the last', async () => {
  db = openDb('newest');
  await db.open();
  expect(versions).toEqual(Array.from({ length: db.verno - 1 }, (_, at) => `v${at + 1}.json`));
});

describe.each(versions)('a database of %s', (file) => {
  it('holds as many rows as before, in the shapes of today', async () => {
    const { jobs, tasks, records, posts, authors, entries, lists } = await opened(file);
    const store = createDexieStore(db);
    for (const { name } of db.tables)
      expect(await db.table(name).count(), name).toBe(recorded(file).tables[name]?.rows.length ?? 0);
    for (const { id } of await jobs.toArray()) {
      const job = await store.jobs.get(id);
      expect(jobSchema.parse(job)).toEqual(job);
    }
    for (const row of await tasks.toArray()) expect(fileTaskSchema.parse(row)).toEqual(row);
    for (const row of await records.toArray()) expect(saveRecordSchema.strict().parse(row)).toEqual(row);
    for (const row of await posts.toArray()) expect(postRowSchema.strict().parse(row)).toEqual(row);
    for (const row of await authors.toArray()) expect(authorRowSchema.strict().parse(row)).toEqual(row);
    for (const row of await entries.toArray()) expect(listEntrySchema.strict().parse(row)).toEqual(row);
    for (const row of await lists.toArray()) expect(listStateSchema.strict().parse(row)).toEqual(row);
  });

  it('keeps what the renamed fields held, and finds files by their paths', async () => {
    const store = createDexieStore(await opened(file));
    const path = `TokShelf/Author One/${idOf(2)}_video`;
    expect(await store.tasks.get(`half:${idOf(2)}:video:0`)).toMatchObject({ basePath: path });
    expect(await store.tasks.takenPaths([path.toLowerCase()])).toHaveLength(1);
    expect(await store.records.takenPaths([`tokshelf/author one/${idOf(5)}_video`])).toHaveLength(1);
    expect(await store.posts.get(idOf(9))).toMatchObject({ route: 'work-tab' });
  });

  it('lets its unfinished jobs go on where they stood', async () => {
    const old = createDexieStore(await opened(file));
    const world = createWorld();
    world.settings = settingsSchema.parse({ files: ['video'] });
    const [half] = await old.jobs.ofList('posts:MS4wLjABAAAAsampleauthorone').then((jobs) => jobs.slice(-1));
    world.site.account = { uid: half?.accountUid ?? '', secUid: 'me', uniqueId: 'me', nickname: 'Me' };
    world.site.contents.set(
      half?.listKey ?? '',
      [1, 2, 3, 4].map((n) => aPost(n, { id: idOf(n), kind: 'video' })),
    );
    await world.store.transaction(async (tables) => {
      for (const job of await old.jobs.recent(99)) await tables.jobs.put(job);
      await tables.tasks.putMany(await db.tasks.toArray());
      for (const record of await db.records.toArray()) await tables.records.put(record);
      await tables.posts.putMany(await db.posts.toArray());
      await tables.authors.putMany(await db.authors.toArray());
      await tables.entries.putMany(await db.entries.toArray());
      for (const list of await db.lists.toArray()) await tables.lists.put(list);
      for (const { key, value } of await db.kv.toArray()) await tables.kv.put(key, value);
    });
    await world.queue().wake();
    expect(await world.idle()).toBe(true);
    const [done, held, halted] = await Promise.all(['half', 'held', 'halted'].map((id) => world.store.jobs.get(id)));
    expect(done).toMatchObject({ state: 'done', counts: { seen: 4, saved: 4 } });
    expect(held).toMatchObject({ state: 'done', counts: { saved: 1 } });
    expect(halted).toMatchObject({ state: 'paused' });
    expect(world.site.requests.filter(({ kind }) => kind === 'page')).toMatchObject([{ cursor: '3' }]);
  });
});
