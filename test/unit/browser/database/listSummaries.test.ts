import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDb } from '@/lib/browser/database/db';
import { failuresOf, gonePosts, listSummaries } from '@/lib/browser/database/listSummaries';
import type { FileTask } from '@/lib/model/fileTask';
import type { ListEntry } from '@/lib/model/listEntry';
import { aJob, aRecord, aTask } from '@/test/fakes/rows';
import { aPost } from '@/test/fakes/somePosts';

const entry = (postId: string, position: number, more: Partial<ListEntry> = {}): ListEntry => ({
  listKey: 'posts:sec',
  postId,
  ownerUid: 'sec',
  position,
  firstSeen: 1,
  lastSeen: 1,
  jobId: 'new',
  ...more,
});

const failedTask = (postId: string, code: 'removed' | 'private' | 'file', more: object = {}): FileTask => ({
  ...aTask({ jobId: 'new', postId, ...more }),
  state: 'failed',
  error: { code },
  final: true,
});

const kept = { kinds: [], keys: [], unavailable: [], updatedAt: 0 };
const rowOf = (n: number, more: object = {}) => ({
  id: aPost(n).id,
  post: { ...aPost(n), assets: [] },
  ...kept,
  ...more,
});
const idOf = (n: number): string => aPost(n).id;

beforeAll(async () => {
  const db = openDb();
  await db.jobs.bulkPut([
    aJob({ id: 'old', listKey: 'posts:sec', createdAt: 1, updatedAt: 1, total: 99 }),
    aJob({ id: 'new', listKey: 'posts:sec', createdAt: 2, updatedAt: 50, total: 12, listed: 7 }),
    aJob({ id: 'single', source: { kind: 'one', postId: '5' }, createdAt: 3 }),
  ]);
  await db.lists.bulkPut([
    { listKey: 'posts:sec', complete: { at: 40, until: 40, kinds: [], filter: '' }, listed: 7, total: 12 },
    { listKey: 'likes:other', total: 3 },
    { listKey: 'unheard:of' },
    { listKey: 'links:abc' },
    { listKey: 'live:somebody' },
  ]);
  await db.authors.put({
    secUid: 'other',
    uid: '1',
    handles: [{ value: 'other.one', firstSeen: 1, lastSeen: 1 }],
    nicknames: [],
    folder: 'o',
    folderKey: 'o',
  });
  await db.entries.bulkPut([
    ...[1, 2, 3, 4, 5].map((n) => entry(idOf(n), n)),
    entry(idOf(6), 6, { goneAt: 10 }),
    entry(idOf(7), 7, { goneAt: 20 }),
  ]);
  await db.records.bulkPut([
    aRecord({ postId: idOf(1) }),
    { ...aRecord({ postId: idOf(1) }), key: `${idOf(1)}:music:0` },
    aRecord({ postId: idOf(2) }),
    aRecord({ postId: idOf(7) }),
  ]);
  await db.posts.bulkPut([
    rowOf(1),
    rowOf(2),
    rowOf(3, { failure: { code: 'removed' } }),
    rowOf(4),
    rowOf(5),
    rowOf(7, { post: { ...aPost(7, { desc: 'Gone for good' }), assets: [] } }),
  ]);
  await db.tasks.bulkPut([
    failedTask(idOf(3), 'removed'),
    failedTask(idOf(4), 'file'),
    // A sound that failed does not make a post one that cannot be had.
    failedTask(idOf(2), 'file', { id: `new:${idOf(2)}:music:0` }),
    failedTask('', 'private', { id: 'new:unread:8', basePath: '' }),
    failedTask('777', 'private', { id: 'new:777', basePath: '' }),
  ]);
  db.close();
});

describe('listSummaries', () => {
  it('counts what became of each list, the last worked on first', async () => {
    const [first, second, ...others] = await listSummaries();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      listKey: 'posts:sec',
      kind: 'posts',
      job: { id: 'new' },
      total: 12,
      listed: 7,
      readAt: 40,
      posts: 5,
      saved: 2,
      gone: 2,
    });
    expect(first?.refused).toEqual([
      { code: 'private', count: 2 },
      { code: 'removed', count: 1 },
      { code: 'file', count: 1 },
    ]);
    expect(second).toEqual({
      listKey: 'likes:other',
      kind: 'likes',
      owner: 'other.one',
      total: 3,
      posts: 0,
      saved: 0,
      gone: 0,
      refused: [],
    });
  });
});

describe('failuresOf', () => {
  it('counts the failed files of a job by reason', async () => {
    expect(await failuresOf('new')).toEqual([
      { code: 'file', count: 2 },
      { code: 'private', count: 2 },
      { code: 'removed', count: 1 },
    ]);
    expect(await failuresOf('old')).toEqual([]);
  });
});

describe('gonePosts', () => {
  it('gives them with what is known of them, the latest first', async () => {
    expect(await gonePosts('posts:sec', 5)).toEqual([
      { postId: idOf(7), goneAt: 20, desc: 'Gone for good', uniqueId: 'handle1', photos: true, saved: true },
      { postId: idOf(6), goneAt: 10, desc: '', uniqueId: '', photos: false, saved: false },
    ]);
    expect(await gonePosts('posts:sec', 1)).toHaveLength(1);
  });
});
