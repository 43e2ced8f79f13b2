import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb, type TokshelfDb } from '@/lib/browser/database/db';
import type { ListEntry } from '@/lib/model/listEntry';
import type { MemberRow, PersonRow, TurnRow } from '@/lib/model/people/peopleRows';
import type { Store } from '@/lib/ports/Store';
import { changeListing } from '@/lib/queue/rules/jobTransitions';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { aJob, aRecord, aTask } from '../fakes/rows';

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

const entry = (listKey: string, postId: string, position: number): ListEntry => ({
  listKey,
  postId,
  ownerUid: 'o',
  position,
  firstSeen: 1,
  lastSeen: 1,
  jobId: 'a',
});

let db: TokshelfDb | undefined;
let names = 0;

const stores: Record<string, () => Store> = {
  memory: createMemoryStore,
  dexie: () => {
    names += 1;
    db = openDb(`contract-${names}`);
    return createDexieStore(db);
  },
};

describe.each(Object.entries(stores))('store: %s', (name, create) => {
  let store: Store;
  beforeEach(() => {
    store = create();
  });
  afterEach(() => {
    db?.close();
  });

  it('orders active jobs by priority, then age, and leaves the others out', async () => {
    await store.jobs.put(aJob({ id: 'late', createdAt: 9 }));
    await store.jobs.put(aJob({ id: 'early', createdAt: 2, state: 'draining' }));
    await store.jobs.put(aJob({ id: 'click', createdAt: 10, priority: 0, state: 'waiting' }));
    await store.jobs.put(aJob({ id: 'done', createdAt: 1, state: 'done' }));
    await store.jobs.put(aJob({ id: 'paused', createdAt: 1, state: 'paused' }));
    expect(ids(await store.jobs.active())).toEqual(['click', 'early', 'late']);
    expect(ids(await store.jobs.paused())).toEqual(['paused']);
    expect(ids(await store.jobs.recent(2))).toEqual(['click', 'late']);
    expect(await store.jobs.surplus(0, 9)).toEqual(['done']);
    expect(await store.jobs.surplus(1, 9)).toEqual([]);
  });

  it('keeps people, their places in lists, and turns in their order', async () => {
    const person = (n: number, handles: string[]): PersonRow => ({
      ...{ secUid: `p${n}`, uid: '', nicknames: [], counts: {}, seenAt: 1 },
      handles: handles.map((value) => ({ value, firstSeen: 1, lastSeen: 1 })),
      known: handles.map((value) => value.toLowerCase()),
    });
    await store.people.putMany([person(1, ['Old', 'new']), person(2, ['other'])]);
    expect((await store.people.ofHandle('OLD')).map(({ secUid }) => secUid)).toEqual(['p1']);
    expect(await store.people.ofHandle('ol')).toEqual([]);
    expect((await store.people.getMany(['p2', 'p9'])).map(({ secUid }) => secUid)).toEqual(['p2']);
    const member = (secUid: string, position: number): MemberRow => ({
      ...{ listKey: 'l', secUid, position, firstSeen: 1, lastSeen: 1, jobId: 'a' },
    });
    await store.members.putMany([member('p2', 1), member('p1', 0), { ...member('p1', 0), listKey: 'm' }]);
    expect((await store.members.ofList('l')).map(({ secUid }) => secUid)).toEqual(['p1', 'p2']);
    expect(await store.members.getMany('m', ['p1', 'p2'])).toHaveLength(1);
    const turn = (n: number, state: TurnRow['state'], position = n): TurnRow => ({
      ...{ id: `a:${n}`, jobId: 'a', state, position, secUid: '', uniqueId: `h${n}`, tries: 0, posts: 0, lost: 0 },
    });
    await store.turns.putMany([
      turn(1, 'done'),
      turn(2, 'waiting', 9),
      turn(3, 'waiting'),
      { ...turn(0, 'waiting'), id: 'b:0', jobId: 'b' },
    ]);
    expect((await store.turns.next('a'))?.id).toBe('a:3');
    expect(ids(await store.turns.ofJob('a'))).toEqual(['a:1', 'a:3', 'a:2']);
    expect(ids(await store.turns.ofJob('a', ['waiting']))).toEqual(['a:3', 'a:2']);
    expect(await store.turns.count('a', ['waiting', 'done'])).toBe(3);
    await store.turns.deleteOfJob('a');
    expect([await store.turns.next('a'), await store.turns.get('a:1'), (await store.turns.next('b'))?.id]).toEqual([
      undefined,
      undefined,
      'b:0',
    ]);
    const parent = { jobId: 'a', turnId: 'a:1' };
    for (const n of [2, 1]) await store.jobs.put(aJob({ id: `c${n}`, parent, state: 'done', createdAt: n }));
    await store.jobs.put(aJob({ id: 'list', state: 'done', createdAt: 0 }));
    expect(ids(await store.jobs.ofParent('a'))).toEqual(['c1', 'c2']);
    expect(await store.jobs.surplus(1, 9)).toEqual(['c1']);
    const pasted = { kind: 'people' as const, handles: ['one', 'two'] };
    await store.jobs.put(aJob({ id: 'people', source: pasted, state: 'paused' }));
    expect((await store.jobs.paused())[0]?.source).toEqual(pasted);
  });

  it('keeps the newest finished jobs, clicks and lists apart', async () => {
    for (const n of [1, 2, 3]) {
      await store.jobs.put(aJob({ id: `l${n}`, state: 'done', createdAt: n }));
      await store.jobs.put(
        aJob({ id: `o${n}`, state: 'failed', createdAt: 10 + n, source: { kind: 'one', postId: '7' } }),
      );
    }
    expect((await store.jobs.surplus(2, 9)).sort()).toEqual(['l1', 'o1']);
    expect(await store.jobs.surplus(1, 3)).toHaveLength(3);
    expect(await store.jobs.surplus(3, 9)).toEqual([]);
  });

  it('finds jobs by post and by list', async () => {
    await store.jobs.put(aJob({ id: 'b', createdAt: 2, source: { kind: 'one', postId: '7' } }));
    await store.jobs.put(aJob({ id: 'a', createdAt: 1, source: { kind: 'one', postId: '7' } }));
    await store.jobs.put(aJob({ id: 'c', listKey: 'likes:x' }));
    expect(ids(await store.jobs.ofPosts(['7', '8']))).toEqual(['a', 'b']);
    expect(ids(await store.jobs.ofList('likes:x'))).toEqual(['c']);
    await store.jobs.delete('c');
    expect(await store.jobs.get('c')).toBeUndefined();
  });

  it('gives pasted links back whole, however the job is found and changed', async () => {
    const source = { kind: 'links' as const, links: ['https://www.tiktok.com/@a/video/1', 'https://vm.tiktok.com/x/'] };
    const job = aJob({ id: 'l', listKey: 'links:x', source });
    await store.jobs.put(job);
    await store.transaction(async (tables) => {
      const found = await tables.jobs.get('l');
      if (found) await tables.jobs.put(changeListing(found, { cursor: '1' }));
    });
    const now = changeListing(job, { cursor: '1' });
    expect(await store.jobs.get('l')).toEqual(now);
    expect(await store.jobs.active()).toEqual([now]);
    expect(await store.jobs.ofList('links:x')).toEqual([now]);
    expect(await store.jobs.recent(1)).toEqual([now]);
    await store.jobs.put({ ...now, state: 'paused' });
    expect(await store.jobs.paused()).toEqual([{ ...now, state: 'paused' }]);
  });

  it('hands out due tasks, untried before retried, each by position', async () => {
    await store.tasks.putMany([
      aTask({ jobId: 'j', postId: '3', position: 3 }),
      aTask({ jobId: 'j', postId: '1', position: 1, notBefore: 50 }),
      aTask({ jobId: 'j', postId: '2', position: 2 }),
      aTask({ jobId: 'j', postId: '4', position: 0, notBefore: 200 }),
      aTask({ jobId: 'other', postId: '5', position: 0 }),
    ]);
    expect(ids(await store.tasks.runnable('j', 100, 9))).toEqual(['j:2:video:0', 'j:3:video:0', 'j:1:video:0']);
    expect(ids(await store.tasks.runnable('j', 100, 1))).toEqual(['j:2:video:0']);
    expect(await store.tasks.nextDue('j', 100)).toBe(200);
    expect(await store.tasks.nextDue('j', 200)).toBeUndefined();
    expect(ids(await store.tasks.ofJob('j'))).toEqual(['j:4:video:0', 'j:1:video:0', 'j:2:video:0', 'j:3:video:0']);
  });

  it('follows a task through its states', async () => {
    const task = aTask({ jobId: 'j', postId: '1' });
    await store.tasks.put(task);
    await store.tasks.put({ ...task, state: 'fetching', since: 1, received: 0, total: 0 });
    await store.tasks.put({ ...aTask({ jobId: 'j', postId: '2' }), state: 'cancelled' });
    expect(await store.tasks.runnable('j', 1, 9)).toEqual([]);
    expect(ids(await store.tasks.inFlight())).toEqual(['j:1:video:0']);
    expect(await store.tasks.count('j', ['planned', 'fetching', 'saving'])).toBe(1);
    expect(await store.tasks.count('j', ['fetching', 'cancelled'])).toBe(2);
    expect(ids(await store.tasks.ofJob('j', ['cancelled']))).toEqual(['j:2:video:0']);
    expect(ids(await store.tasks.ofPosts(['2']))).toEqual(['j:2:video:0']);
    expect(ids(await store.tasks.ofKey('1:video:0'))).toEqual(['j:1:video:0']);
    expect(await store.tasks.takenPaths(['tiktok/1', 'x'])).toEqual([
      { basePathKey: 'tiktok/1', recordKey: '1:video:0' },
    ]);
    await store.tasks.delete('j:2:video:0');
    expect(ids(await store.tasks.ofJob('j'))).toEqual(['j:1:video:0']);
    await store.tasks.deleteOfJob('j');
    expect(await store.tasks.getMany(['j:1:video:0', 'j:2:video:0'])).toEqual([]);
  });

  it('keeps records by key, post, path and time', async () => {
    await store.records.put(aRecord({ postId: '1', savedAt: 10 }));
    await store.records.put(aRecord({ postId: '2', savedAt: 20 }));
    expect((await store.records.recent(1)).map(({ key }) => key)).toEqual(['2:video:0']);
    expect(await store.records.countSince(20)).toBe(1);
    expect(await store.records.takenPaths(['1'])).toEqual([{ basePathKey: '1', recordKey: '1:video:0' }]);
    expect((await store.records.ofPosts(['2', '9'])).map(({ key }) => key)).toEqual(['2:video:0']);
    expect(await store.records.keysBetween('2', '9', 5)).toEqual(['2:video:0']);
    expect(await store.records.keysBetween('0', '9', 1)).toHaveLength(1);
    expect((await store.records.getMany(['9:video:0', '1:video:0'])).map(({ key }) => key)).toEqual(['1:video:0']);
    await store.records.deleteMany(['1:video:0']);
    expect(await store.records.get('1:video:0')).toBeUndefined();
    await store.records.putMany(['2', '3'].map((postId) => aRecord({ postId, savedAt: 30 })));
    expect(await store.records.countSince(30)).toBe(2);
  });

  it('keeps the entries of a list in order', async () => {
    await store.entries.putMany([entry('l', '1', 2), entry('l', '2', 1), entry('m', '1', 1)]);
    expect((await store.entries.ofList('l')).map(({ postId }) => postId)).toEqual(['2', '1']);
    expect((await store.entries.ofPosts(['1'])).map(({ listKey }) => listKey).sort()).toEqual(['l', 'm']);
    expect(await store.entries.getMany('m', ['1', '2'])).toEqual([entry('m', '1', 1)]);
  });

  it('finds authors by folder', async () => {
    const author = { uid: '1', handles: [], nicknames: [], folder: 'Anna', folderKey: 'anna' };
    await store.authors.putMany([
      { ...author, secUid: 'a' },
      { ...author, secUid: 'b' },
      { ...author, secUid: 'c', folder: 'Bob', folderKey: 'bob' },
    ]);
    expect((await store.authors.ofFolders(['anna'])).map(({ secUid }) => secUid)).toEqual(['a', 'b']);
    expect((await store.authors.getMany(['c', 'd'])).map(({ folder }) => folder)).toEqual(['Bob']);
  });

  it('keeps values by key', async () => {
    await store.kv.put('k', { a: 1 });
    expect(await store.kv.get('k')).toEqual({ a: 1 });
    await store.kv.delete('k');
    expect(await store.kv.get('k')).toBeUndefined();
  });

  it('takes back a transaction that throws', async () => {
    await store.records.put(aRecord({ postId: '1', bytes: 1 }));
    const failed = store.transaction(async (tables) => {
      await tables.records.put(aRecord({ postId: '1', bytes: 2 }));
      await tables.records.put(aRecord({ postId: '2' }));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await store.records.getMany(['1:video:0', '2:video:0'])).toEqual([aRecord({ postId: '1', bytes: 1 })]);
  });

  it('runs transactions one after the other', async () => {
    const add = () =>
      store.transaction(async ({ kv }) => {
        const value = Number((await kv.get('n')) ?? 0);
        await kv.put('n', value + 1);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await store.kv.get('n')).toBe(20);
  });

  it.runIf(name === 'dexie')('opens again once when the browser closed the database', async () => {
    await store.kv.put('k', 1);
    db?.close({ disableAutoOpen: true });
    expect(await store.kv.get('k')).toBe(1);
    db?.close({ disableAutoOpen: true });
    expect(await store.transaction(({ kv }) => kv.get('k'))).toBe(1);
  });
});
