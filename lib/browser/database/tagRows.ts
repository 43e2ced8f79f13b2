import { MOST_TAGS, type TagRow } from '@/lib/model/library/shelfRows';
import { pageDb } from './db';

/** The person's own tags by post. */
export const readTags = async (): Promise<ReadonlyMap<string, readonly string[]>> =>
  new Map((await pageDb().tags.toArray()).map(({ postId, tags }) => [postId, tags]));

/** A tag to give, or to take away. */
export interface TagChange {
  readonly tag: string;
  readonly give: boolean;
}

const changed = (row: TagRow | undefined, postId: string, { tag, give }: TagChange, now: number): TagRow => {
  const others = (row?.tags ?? []).filter((one) => one !== tag);
  return { postId, tags: give ? [...others, tag].slice(-MOST_TAGS) : others, changedAt: now };
};

/** A look-up for each takes many times as long as all there are together. */
const FEW = 500;

const rowsOf = async (postIds: readonly string[]): Promise<ReadonlyMap<string, TagRow>> => {
  const { tags } = pageDb();
  const rows = postIds.length > FEW ? await tags.toArray() : await tags.bulkGet([...postIds]);
  return new Map(rows.flatMap((row) => (row ? [[row.postId, row]] : [])));
};

/** Gives posts a tag or takes it from them, all of them or none; `now` in ms since 1970. */
export const changeTags = (postIds: readonly string[], change: TagChange, now: number): Promise<void> => {
  const { tags } = pageDb();
  return pageDb().transaction('rw', tags, async () => {
    const old = await rowsOf(postIds);
    const rows = postIds.map((postId) => changed(old.get(postId), postId, change, now));
    await tags.bulkPut(rows.filter((row) => row.tags.length > 0));
    await tags.bulkDelete(rows.flatMap((row) => (row.tags.length > 0 ? [] : [row.postId])));
  });
};
