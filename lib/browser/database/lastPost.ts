import type { Post } from '@/lib/model/post';
import { openDb } from './db';

/** The post that was saved last; absent while nothing was saved. */
export const lastPost = async (): Promise<Post | undefined> => {
  const db = openDb();
  try {
    const record = await db.records.orderBy('savedAt').last();
    const row = record ? await db.posts.get(record.postId) : undefined;
    return row?.post;
  } finally {
    db.close();
  }
};
