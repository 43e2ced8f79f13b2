import { pageDb } from './db';
import { forgetFacets } from './facetPieces';

/** Forgets what is kept beside the queue's tables of posts that left the library: picture, tags, words, groups. */
export const forgetShelf = async (postIds: readonly string[]): Promise<void> => {
  const { tags, words, facetPieces, thumbs } = pageDb();
  await pageDb().transaction('rw', [tags, words, facetPieces, thumbs], async () => {
    await Promise.all([tags.bulkDelete([...postIds]), thumbs.bulkDelete([...postIds]), forgetFacets(new Set(postIds))]);
    await words
      .where('postId')
      .anyOf([...postIds])
      .delete();
  });
};
