import { pageDb } from './db';

/** The thumbnails of these posts; those without one are left out. */
export const readThumbs = async (postIds: readonly string[]): Promise<ReadonlyMap<string, Blob>> => {
  const rows = await pageDb().thumbs.bulkGet([...postIds]);
  return new Map(rows.flatMap((row) => (row ? [[row.postId, new Blob([row.bytes], { type: row.type })]] : [])));
};
