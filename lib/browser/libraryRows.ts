import type { LibraryRow } from '@/lib/model/libraryRow';
import type { Post } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { openDb, type TokshelfDb } from './db';
import { live } from './live';

let opened: TokshelfDb | undefined;

// One connection per page of the extension, opened with the first query.
const db = (): TokshelfDb => {
  opened ??= openDb();
  return opened;
};

const toRow = (record: SaveRecord, post: Post | undefined): LibraryRow => ({
  key: record.key,
  postId: record.postId,
  kind: record.kind,
  path: record.path || record.relativePath,
  bytes: record.bytes,
  savedAt: record.savedAt,
  postedAt: post?.createdAt || record.savedAt,
  missing: record.missing === true,
  notes: record.notes,
  desc: post?.desc ?? '',
  nickname: post?.author.nickname ?? '',
  uniqueId: post?.author.uniqueId ?? '',
  photos: post?.kind === 'photos',
});

/** Files saved last, newest first. */
export const newestRows = async (limit: number): Promise<LibraryRow[]> => {
  const records = await db().records.orderBy('savedAt').reverse().limit(limit).toArray();
  const posts = await db().posts.bulkGet(records.map((record) => record.postId));
  return records.map((record, index) => toRow(record, posts[index]?.post));
};

/** Every saved file, newest first. Two reads of whole tables: faster than twenty thousand look-ups. */
export const allRows = async (): Promise<LibraryRow[]> => {
  const [records, posts] = await Promise.all([
    db().records.orderBy('savedAt').reverse().toArray(),
    db().posts.toArray(),
  ]);
  const byId = new Map(posts.map((row) => [row.id, row.post]));
  return records.map((record) => toRow(record, byId.get(record.postId)));
};

/** Calls back with the newest files now and after every change; returns the function that stops this. */
export const watchNewestRows = (limit: number, onRows: (rows: LibraryRow[]) => void): (() => void) =>
  live(() => newestRows(limit), onRows);
