import { openDb, type TokshelfDb } from '@/lib/browser/db';

let opened: TokshelfDb | undefined;

/** The thumbnails of these posts; those without one are left out. */
export const readThumbs = async (postIds: readonly string[]): Promise<ReadonlyMap<string, Blob>> => {
  opened ??= openDb();
  const rows = await opened.thumbs.bulkGet([...postIds]);
  return new Map(rows.flatMap((row) => (row ? [[row.postId, new Blob([row.bytes], { type: row.type })]] : [])));
};
