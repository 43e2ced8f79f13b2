import type { ReadPost } from '@/lib/model/page';
import type { Core } from '@/lib/queue/core/QueueCore';

/**
 * Marks the records of posts whose files were deleted from the disk since anybody looked, so that they are planned anew. For
 * whoever wants them back: it costs a look at each file.
 */
export const noteGone = async ({ store, downloads }: Core, items: readonly ReadPost[]): Promise<void> => {
  if (!downloads.gone) return;
  const known = await store.records.ofPosts(items.map(({ post }) => post.id));
  const gone = await downloads.gone(known.filter(({ missing }) => !missing));
  if (gone.length === 0) return;
  await store.transaction(async ({ records }) => {
    for (const record of await records.getMany(gone)) await records.put({ ...record, missing: true });
  });
};
