import type { Core } from '@/lib/queue/core/QueueCore';
import { isOpen } from '@/lib/queue/rules/taskTransitions';

/**
 * Takes files out of the library: their records, and what is known of posts of which no file is left and none is on its
 * way. The files themselves are not touched. Returns the ids of those posts.
 */
export const forgetFiles = async (core: Core, keys: readonly string[]): Promise<readonly string[]> => {
  const { gone, postIds } = await core.store.transaction(async ({ records, posts, tasks }) => {
    const found = await records.getMany(keys);
    const ids = [...new Set(found.map(({ postId }) => postId))];
    await records.deleteMany(keys);
    const left = new Set((await records.ofPosts(ids)).map(({ postId }) => postId));
    const bare = ids.filter((postId) => !left.has(postId));
    const busy = new Set((await tasks.ofPosts(bare)).filter(isOpen).map(({ postId }) => postId));
    const without = bare.filter((postId) => !busy.has(postId));
    await posts.deleteMany(without);
    return { gone: without, postIds: ids };
  });
  for (const postId of postIds) await core.tellPost(postId);
  return gone;
};
