import { MOST_TAGS, type TagRow } from '@/lib/model/library/shelfRows';
import { pageDb } from './db';
import { inPieces } from './inPieces';

/** The person's own tags by post. */
export const readTags = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
  const all = new Map<string, readonly string[]>();
  for await (const rows of inPieces(pageDb().tags)) for (const { postId, tags } of rows) all.set(postId, tags);
  return all;
};

/** A tag to give, or to take away. */
export interface TagChange {
  readonly tag: string;
  readonly give: boolean;
}

const changed = (row: TagRow | undefined, postId: string, { tag, give }: TagChange, now: number): TagRow => {
  const others = (row?.tags ?? []).filter((one) => one !== tag);
  return { postId, tags: give ? [...others, tag].slice(-MOST_TAGS) : others, changedAt: now };
};

/** Of so many a look-up for each takes many times as long as one stretch of the table. */
const FEW = 200;
/** Tens of thousands in one go would keep the page for seconds. */
const PIECE = 1000;

/** Rows of these posts, which are sorted. */
const rowsOf = async (postIds: readonly string[]): Promise<ReadonlyMap<string, TagRow>> => {
  const { tags } = pageDb();
  const [first = '', last = ''] = [postIds[0], postIds.at(-1)];
  const rows =
    postIds.length > FEW
      ? await tags.where(':id').between(first, last, true, true).toArray()
      : await tags.bulkGet([...postIds]);
  return new Map(rows.flatMap((row) => (row ? [[row.postId, row]] : [])));
};

/** Gives posts a tag or takes it from them, all of them or none; `now` in ms since 1970. */
export const changeTags = (postIds: readonly string[], change: TagChange, now: number): Promise<void> => {
  const { tags } = pageDb();
  const all = [...new Set(postIds)].sort();
  return pageDb().transaction('rw', tags, async () => {
    for (let at = 0; at < all.length; at += PIECE) {
      const piece = all.slice(at, at + PIECE);
      const old = await rowsOf(piece);
      const rows = piece.map((postId) => changed(old.get(postId), postId, change, now));
      await tags.bulkPut(rows.filter((row) => row.tags.length > 0));
      await tags.bulkDelete(rows.flatMap((row) => (row.tags.length > 0 ? [] : [row.postId])));
    }
  });
};
