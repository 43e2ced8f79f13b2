import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDb } from '@/lib/browser/database/db';
import { rowChunks, rowsOfPost } from '@/lib/browser/database/libraryRows';
import type { Post } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';

const record = (postId: string, kind: SaveRecord['kind'], more: Partial<SaveRecord> = {}): SaveRecord => ({
  key: `${postId}:${kind}:0`,
  postId,
  kind,
  index: '0',
  authorSecUid: 's',
  path: `/d/${postId}.mp4`,
  relativePath: `${postId}.mp4`,
  bytes: 1,
  sha256: '',
  savedAt: Number(postId),
  jobId: 'j',
  listKey: '',
  notes: [],
  ...more,
});

const post = (id: string): Post => ({
  id,
  kind: 'photos',
  author: { secUid: 's', uid: '1', uniqueId: `p${id}`, nickname: 'P' },
  createdAt: 7,
  desc: `caption ${id}`,
  hashtags: [],
  stats: { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 },
  pinned: false,
  private: false,
  classified: false,
  isAd: false,
  assets: [],
});

// Ids of several lengths: their order as text is not that of the keys, in which a colon follows.
const ids = ['1', '10', '100', '11', '2', '20', '3'];

beforeAll(async () => {
  const db = openDb();
  await db.records.bulkPut(ids.flatMap((id) => [record(id, 'video'), record(id, 'music')]));
  await db.records.put(record('999', 'video', { path: '', missing: true, savedAt: 5 }));
  const kept = { kinds: [], keys: [], unavailable: [], updatedAt: 0 };
  await db.posts.bulkPut(ids.map((id) => ({ id, post: post(id), ...kept })));
  db.close();
});

describe('rowChunks', () => {
  it.each([1, 2, 3, 5, 14, 15, 100])('gives each file once with its caption, in pieces of %i', async (size) => {
    const rows = [];
    for await (const chunk of rowChunks(size)) {
      expect(chunk.length).toBeLessThanOrEqual(size);
      rows.push(...chunk);
    }
    expect(rows.map(({ key, desc }) => `${key} ${desc}`).sort()).toEqual(
      [...ids.flatMap((id) => [`${id}:video:0 caption ${id}`, `${id}:music:0 caption ${id}`]), '999:video:0 '].sort(),
    );
  });
});

describe('rowsOfPost', () => {
  it('gives the files of one post with its facts', async () => {
    expect(await rowsOfPost('10')).toMatchObject([
      { key: '10:music:0', desc: 'caption 10', uniqueId: 'p10', postedAt: 7, photos: true, missing: false },
      { key: '10:video:0' },
    ]);
  });

  it('makes do without the post', async () => {
    expect(await rowsOfPost('999')).toMatchObject([{ path: '999.mp4', desc: '', postedAt: 5, missing: true }]);
  });
});
