import { Dexie } from 'dexie';
import { pageDb } from '@/lib/browser/database/db';
import { recordChunks } from '@/lib/browser/database/libraryRows';
import type { SavedPost } from '@/lib/gallery/collectPosts';
import type { GalleryPart } from '@/lib/gallery/GalleryOrder';
import type { MediaKind } from '@/lib/model/media';
import type { PlacedRecord } from './OpenGallery';

/** A saved file as its record tells. */
export interface ReadFile extends PlacedRecord {
  readonly kind: MediaKind;
  readonly index: string;
  readonly missing: boolean;
}

/** A post with the files that records tell of. */
export interface ReadPost extends Omit<SavedPost, 'files'> {
  readonly files: ReadFile[];
}

/** Whether a post belongs to a part of the library. */
export const belongsTo = async (part: GalleryPart): Promise<(postId: string) => boolean> => {
  if (part.kind === 'all') return () => true;
  if (part.kind === 'posts') return (postId) => part.postIds.has(postId);
  const keys = await pageDb()
    .entries.where('[listKey+postId]')
    .between([part.listKey, Dexie.minKey], [part.listKey, Dexie.maxKey])
    .primaryKeys();
  const ids = new Set(keys.map(([, postId]) => postId));
  return (postId) => ids.has(postId);
};

/** The saved posts that belong to a part, with all their files, in one pass over the records. */
export const readSaved = async (belongs: (postId: string) => boolean, signal: AbortSignal): Promise<ReadPost[]> => {
  const posts: ReadPost[] = [];
  for await (const chunk of recordChunks()) {
    if (signal.aborted) return posts;
    for (const [record, post] of chunk) {
      if (!belongs(record.postId)) continue;
      const { kind, index, path, relativePath, folder } = record;
      const file = {
        ...{ kind, index, missing: record.missing === true, path: path || relativePath, relativePath },
        ...(folder === undefined ? {} : { folder }),
      };
      // Keys begin with the post's id: its records follow each other.
      const last = posts.at(-1);
      if (last?.id === record.postId) last.files.push(file);
      else
        posts.push({
          id: record.postId,
          uniqueId: post?.author.uniqueId ?? '',
          nickname: post?.author.nickname ?? '',
          postedAt: post?.createdAt || record.savedAt,
          desc: post?.desc ?? '',
          files: [file],
        });
    }
  }
  return posts;
};

/** How many files of these posts are planned or on their way. */
export const countWaiting = async (belongs: (postId: string) => boolean): Promise<number> => {
  let count = 0;
  await pageDb()
    .tasks.where('state')
    .anyOf('planned', 'fetching', 'saving')
    .each(({ postId }) => {
      if (belongs(postId)) count += 1;
    });
  return count;
};

/** The ids of all posts that have a thumbnail. */
export const postsWithThumbs = async (): Promise<ReadonlySet<string>> =>
  new Set(await pageDb().thumbs.toCollection().primaryKeys());

const pictureType = /^image\/(?:webp|jpeg|png)$/;

/** The thumbnails of these posts as `data:` addresses, in their order; empty text where there is none. */
export const readThumbAddresses = async (postIds: readonly string[]): Promise<string[]> => {
  const rows = await pageDb().thumbs.bulkGet([...postIds]);
  return rows.map((row) =>
    row && pictureType.test(row.type)
      ? `data:${row.type};base64,${btoa(Array.from(row.bytes, (byte) => String.fromCharCode(byte)).join(''))}`
      : '',
  );
};
