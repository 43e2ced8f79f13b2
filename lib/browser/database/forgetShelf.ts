import { pageDb } from './db';

/** Forgets what is kept beside the queue's tables of posts that left the library: picture, tags, words, groups. */
export const forgetShelf = async (postIds: readonly string[]): Promise<void> => {
  const { tags, words, facets, thumbs } = pageDb();
  await pageDb().transaction('rw', [tags, words, facets, thumbs], async () => {
    await Promise.all([
      tags.bulkDelete([...postIds]),
      facets.bulkDelete([...postIds]),
      thumbs.bulkDelete([...postIds]),
    ]);
    await words
      .where('postId')
      .anyOf([...postIds])
      .delete();
  });
};
