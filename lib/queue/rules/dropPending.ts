import type { Tables } from '@/lib/ports/Store';
import { isOpen } from './taskTransitions';

/** Forgets a post's expiring addresses and its raw item once no file of it is left to make. Runs inside a transaction. */
export const dropPending = async ({ tasks, posts }: Tables, postId: string): Promise<void> => {
  if ((await tasks.ofPosts([postId])).some(isOpen)) return;
  const row = await posts.get(postId);
  if (!row?.pending) return;
  const { pending: _, raw: __, asked: ___, ...kept } = row;
  await posts.put(kept);
};
