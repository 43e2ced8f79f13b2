import type { TokshelfDb } from '@/lib/browser/database/db';
import { putJob } from '@/lib/browser/database/jobRows';
import type { AuthorRow } from '@/lib/model/authorRow';
import type { ListEntry, ListState } from '@/lib/model/listEntry';
import type { Recording } from '@/lib/model/live/recording';
import type { PersonRow } from '@/lib/model/people/peopleRows';
import type { PostRow } from '@/lib/model/postRow';
import type { Thumb } from '@/lib/model/thumb';
import type { ListWatch } from '@/lib/model/watch/listWatch';
import type { Watch } from '@/lib/model/watch/liveWatch';
import { aJob, aRecord, aTask } from '@/test/fakes/rows';

export const POST = '7300000000000000001';
export const LIST = 'posts:MS4wLjABAAAAsample';

export const aPostRow = (id: string, more: Partial<PostRow> = {}): PostRow => ({
  id,
  post: {
    id,
    kind: 'video',
    author: { secUid: 'MS4wLjABAAAAsample', uid: '1', uniqueId: 'slow.kitchen', nickname: 'Slow / Kitchen' },
    createdAt: 5,
    desc: 'Caption 🍞 with "quotes"\nand lines',
    hashtags: ['bread'],
    stats: { plays: 1, likes: 2, comments: 3, shares: 4, favourites: 5, reposts: 6 },
    ...{ pinned: false, private: false, classified: false, isAd: false },
    assets: [],
  },
  kinds: ['video'],
  keys: [`${id}:video:0`],
  unavailable: [],
  updatedAt: 10,
  ...more,
});

export const anAuthor = (more: Partial<AuthorRow> = {}): AuthorRow => ({
  secUid: 'MS4wLjABAAAAsample',
  uid: '1',
  handles: [{ value: 'slow.kitchen', firstSeen: 1, lastSeen: 9 }],
  nicknames: [{ value: 'Slow / Kitchen', firstSeen: 1, lastSeen: 9 }],
  folder: 'Slow _ Kitchen',
  folderKey: 'slow _ kitchen',
  ...more,
});

export const anEntry = (postId: string, more: Partial<ListEntry> = {}): ListEntry => ({
  ...{ listKey: LIST, postId, ownerUid: 'o', position: 1, firstSeen: 3, lastSeen: 4, jobId: 'a' },
  ...more,
});

export const aList = (more: Partial<ListState> = {}): ListState => ({
  listKey: LIST,
  complete: { kinds: ['video'], filter: '', until: 8, at: 9 },
  ...{ listed: 1, total: 1, syncedAt: 9 },
  ...more,
});

export const aPersonRow = (more: Partial<PersonRow> = {}): PersonRow => ({
  ...{
    secUid: 'MS4wLjABAAAAperson',
    uid: '2',
    known: ['old', 'new'],
    counts: { followers: 3 },
    seenAt: 8,
    visitedAt: 7,
  },
  handles: [
    { value: 'Old', firstSeen: 1, lastSeen: 2 },
    { value: 'new', firstSeen: 3, lastSeen: 8 },
  ],
  nicknames: [{ value: '=Person', firstSeen: 1, lastSeen: 8 }],
  ...more,
});

export const aRecording: Recording = {
  ...{ id: 'r1', roomId: '7', uniqueId: 'slow.kitchen', nickname: 'Slow', title: 'Baking', state: 'done' },
  ...{ basePath: 'tiktok/live/Slow/2026-live', address: 'https://pull.tiktokcdn.com/a.flv?sign=1', quality: 'hd' },
  soundOnly: false,
  parts: [
    {
      ...{ index: 1, bytes: 9, at: 0, durationMs: 5, state: 'saved', url: 'blob:x', downloadId: 4 },
      path: '/home/mira/Downloads/tiktok/live/Slow/2026-live-01.mp4',
    },
  ],
  ...{ gaps: [], durationMs: 5, bytes: 9, viewers: 1, startedAt: 1, updatedAt: 2, ended: 'over' },
};

export const aListWatch: ListWatch = {
  ...{
    id: `list:${LIST}`,
    kind: 'list',
    source: { kind: 'posts', secUid: 'MS4wLjABAAAAsample' },
    options: { postKind: 'video' },
  },
  ...{ every: { unit: 'days', count: 1, at: 480 }, name: 'Slow Kitchen', createdAt: 2, dueAt: 9, lookedAt: 8 },
  ...{ strikes: 1, restUntil: 9, found: 4, jobId: 'running', error: { code: 'rate' } },
};

export const aWatch: Watch = {
  ...{ id: 'live:slow.kitchen', kind: 'live', uniqueId: 'slow.kitchen', nickname: 'Slow', createdAt: 1, dueAt: 77 },
  ...{ lookedAt: 5, failures: 2, roomId: '9', roomReadAt: 5, takenRoom: '9' },
};

export const aThumb: Thumb = {
  ...{ postId: POST, from: 'cover', type: 'image/webp', width: 90, height: 160 },
  bytes: Uint8Array.from({ length: 300 }, (_, at) => at % 256),
};

const links = Array.from({ length: 40 }, (_, at) => `https://www.tiktok.com/@someone/video/${7_000_000 + at}`);

/** Puts something into each table, `files` posts with a file each. */
export const fillLibrary = async (db: TokshelfDb, files = 3): Promise<void> => {
  const ids = Array.from({ length: files }, (_, at) => (BigInt(POST) + BigInt(at)).toString());
  await db.posts.bulkPut(ids.map((id) => aPostRow(id)));
  await db.records.bulkPut(
    ids.map((postId) =>
      aRecord({
        postId,
        path: `/home/mira/Downloads/tiktok/post/Slow _ Kitchen/${postId}-video.mp4`,
        relativePath: `tiktok/post/Slow _ Kitchen/${postId}-video.mp4`,
        basePathKey: `tiktok/post/slow _ kitchen/${postId}-video`,
        ...{ listKey: LIST, downloadId: 5 },
      }),
    ),
  );
  await db.entries.bulkPut(ids.map((id, at) => anEntry(id, { position: at + 1 })));
  await db.authors.put(anAuthor({ lastPostId: POST, lastSync: 8 }));
  await db.lists.put(aList());
  await db.kv.bulkPut([
    { key: 'database-id', value: 'mine' },
    { key: 'folder:profile:o', value: 'Slow / Kitchen' },
  ]);
  await putJob(db, aJob({ id: 'done', state: 'done', updatedAt: 4, replace: true }));
  await putJob(db, aJob({ id: 'links', state: 'failed', source: { kind: 'links', links }, error: { code: 'http' } }));
  await putJob(db, aJob({ id: 'running' }));
  const { state: _, ...task } = aTask({ jobId: 'done', postId: POST, basePath: 'tiktok/a', basePathKey: 'tiktok/a' });
  const failed = { ...task, state: 'failed', error: { code: 'http' }, final: false, overwrite: true } as const;
  await db.tasks.bulkPut([
    failed,
    { ...failed, id: `running:${POST}:video:0`, jobId: 'running' },
    { ...task, id: 'done:2:video:0', recordKey: '2:video:0', postId: '2', state: 'saved', path: 'x', bytes: 1 },
  ]);
  await db.recordings.bulkPut([aRecording, { ...aRecording, id: 'r2', state: 'recording' }]);
  await db.watches.bulkPut([aWatch, aListWatch]);
  await db.tags.put({ postId: POST, tags: ['for the winter'], changedAt: 5 });
  await db.people.put(aPersonRow());
  await db.members.put({
    ...{
      listKey: 'following:MS4wLjABAAAAme',
      secUid: 'MS4wLjABAAAAperson',
      position: 0,
      firstSeen: 3,
      lastSeen: 4,
      jobId: 'a',
    },
  });
  await db.words.put({ key: `${POST}:subtitle:eng-US`, postId: POST, kind: 'subtitle', words: ['sourdough'] });
  await db.thumbs.put(aThumb);
};
