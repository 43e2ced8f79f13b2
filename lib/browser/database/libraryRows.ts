import { live } from '@/lib/browser/system/liveQuery';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { Post } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { pageDb } from './db';

const NO_NOTES: SaveRecord['notes'] = [];

/**
 * Makes rows in which equal texts are one text: each row comes from the database with its own copy of the post's id, its
 * author's names and its kind, a tenth of what a library of 100,000 files takes (Chromium 156).
 */
const createRowMaker = (): ((record: SaveRecord, post: Post | undefined) => LibraryRow) => {
  const kept = new Map<string, string>();
  const one = <T extends string>(text: T): T => {
    const known = kept.get(text);
    if (known === undefined) kept.set(text, text);
    // What is kept under a text is that text.
    return (known ?? text) as T;
  };
  return (record, post) => ({
    key: record.key,
    postId: post?.id ?? record.postId,
    kind: one(record.kind),
    path: record.path || record.relativePath,
    bytes: record.bytes,
    savedAt: record.savedAt,
    postedAt: post?.createdAt || record.savedAt,
    missing: record.missing === true,
    notes: record.notes.length === 0 ? NO_NOTES : record.notes,
    desc: post?.desc ?? '',
    nickname: one(post?.author.nickname ?? ''),
    uniqueId: one(post?.author.uniqueId ?? ''),
    photos: post?.kind === 'photos',
  });
};

/** Files saved last, newest first. */
const newestRows = async (limit: number): Promise<LibraryRow[]> => {
  const records = await pageDb().records.orderBy('savedAt').reverse().limit(limit).toArray();
  const ids = [...new Set(records.map(({ postId }) => postId))];
  const posts = await pageDb().posts.bulkGet(ids);
  const byId = new Map(ids.map((id, at) => [id, posts[at]?.post]));
  const toRow = createRowMaker();
  return records.map((record) => toRow(record, byId.get(record.postId)));
};

const extent = (records: readonly SaveRecord[]): readonly [string, string] => {
  let [first, last] = [records[0]?.postId ?? '', ''];
  for (const { postId } of records) {
    if (postId < first) first = postId;
    if (postId > last) last = postId;
  }
  return [first, last];
};

/** A saved file and the post it belongs to, where that is known still. */
type RecordOfPost = readonly [SaveRecord, Post | undefined];

/**
 * Every saved file with its post, in pieces of `size`, in the order of the keys. Keys begin with the post's id, so a piece
 * needs one stretch of the posts: two reads a piece rather than a look-up for each post.
 */
export async function* recordChunks(size = 2000): AsyncGenerator<RecordOfPost[]> {
  let after = '';
  for (;;) {
    const records = await pageDb().records.where(':id').above(after).limit(size).toArray();
    const posts = await pageDb()
      .posts.where(':id')
      .between(...extent(records), true, true)
      .toArray();
    const byId = new Map(posts.map((row) => [row.id, row.post]));
    yield records.map((record) => [record, byId.get(record.postId)]);
    if (records.length < size) return;
    after = records.at(-1)?.key ?? '';
  }
}

/** Every saved file as the library lists it, as {@link recordChunks} reads them. */
export async function* rowChunks(size = 2000): AsyncGenerator<LibraryRow[]> {
  const toRow = createRowMaker();
  for await (const chunk of recordChunks(size)) yield chunk.map(([record, post]) => toRow(record, post));
}

/** A post's saved files. */
export const rowsOfPost = async (postId: string): Promise<LibraryRow[]> => {
  const [records, row] = await Promise.all([
    pageDb().records.where('postId').equals(postId).toArray(),
    pageDb().posts.get(postId),
  ]);
  const toRow = createRowMaker();
  return records.map((record) => toRow(record, row?.post));
};

/** Calls back with the newest files now and after every change; returns the function that stops this. */
export const watchNewestRows = (
  limit: number,
  onRows: (rows: LibraryRow[]) => void,
  onError: (error: unknown) => void,
): (() => void) => live(() => newestRows(limit), onRows, onError);
