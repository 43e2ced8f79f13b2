import { live } from '@/lib/browser/system/liveQuery';
import type { SavedPost } from '@/lib/model/library/savedPost';
import type { Post } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { pageDb } from './db';

const fileOf = ({ key, kind, index, bytes, path, relativePath, missing }: SaveRecord): SavedPost['files'][number] => ({
  ...{ key, kind, index, bytes, path: path || relativePath, missing: missing === true },
});

const factsOf = (post: Post | undefined): Omit<SavedPost, 'postId' | 'files'> => ({
  desc: post?.desc ?? '',
  uniqueId: post?.author.uniqueId ?? '',
  nickname: post?.author.nickname ?? '',
  createdAt: post?.createdAt ?? 0,
  photos: post?.kind === 'photos',
  uncounted: post?.uncounted ?? [],
  ...(post?.title ? { title: post.title } : {}),
  ...(post ? { stats: post.stats } : {}),
  ...(post?.music ? { sound: { title: post.music.title, author: post.music.author } } : {}),
});

/** A post with its saved files; undefined when none is saved. */
export const readSavedPost = async (postId: string): Promise<SavedPost | undefined> => {
  const [records, row] = await Promise.all([
    pageDb().records.where('postId').equals(postId).toArray(),
    pageDb().posts.get(postId),
  ]);
  if (records.length === 0) return undefined;
  return { postId, files: records.map(fileOf), ...factsOf(row?.post) };
};

/** Calls back when records of a post come, go or change; returns the function that stops this. */
export const watchSavedPost = (postId: string, onChange: () => void): (() => void) => {
  let isFirst = true;
  return live(
    () => pageDb().records.where('postId').equals(postId).toArray(),
    () => {
      if (!isFirst) onChange();
      isFirst = false;
    },
  );
};
