import type { Tables } from '@/lib/ports/Store';
import { isOpen } from './taskTransitions';

/** Forgets a post's expiring addresses and its raw item. Runs inside a transaction; no file of it may be left to make. */
export const forgetPending = async ({ posts }: Pick<Tables, 'posts'>, postId: string): Promise<void> => {
  const row = await posts.get(postId);
  if (!row?.pending) return;
  const { pending: _, raw: __, asked: ___, ...kept } = row;
  await posts.put(kept);
};

/** {@link forgetPending} once no file of the post is left to make; `seen` = what was seen of its open tasks, which is old now. */
export const dropPending = async (
  { tasks, posts }: Tables,
  seen: { delete(postId: string): unknown },
  postId: string,
): Promise<void> => {
  seen.delete(postId);
  if ((await tasks.ofPosts([postId])).some(isOpen)) return;
  await forgetPending({ posts }, postId);
};
